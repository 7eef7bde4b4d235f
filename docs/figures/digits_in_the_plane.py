"""MNIST through two units: what straight maps can do, and what one layer with relu adds."""

import numpy as np
from _digits import load_data
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray
from style import SMALL, canvas, label, role

from mathbits import Input, Sequential, layers, optimizers
from mathbits.utils import set_random_seed

WORDS = {
    "en": ("straight to two numbers", "with a hidden layer of 128 units"),
    "ko": ("곧바로 수 두 개로", "유닛이 128개인 은닉층을 거쳐"),
}
SHOWN = 250
WIDTH, HEIGHT = 430, 300


def draw(language: str) -> Figure:
    (images, labels), (test_images, test_labels) = load_data()
    x = images[:20000].reshape(-1, 784).astype("float32") / 255
    shown = test_images[:SHOWN].reshape(-1, 784).astype("float32") / 255
    figure, axes = canvas(440, 2 * HEIGHT + 68)
    hidden = [layers.Dense(128, activation="relu")]
    for number, (name, first) in enumerate(zip(WORDS[language], ([], hidden), strict=True)):
        set_random_seed(2)
        ten = layers.Dense(10, activation="softmax")
        network = Sequential([Input((784,)), *first, layers.Dense(2), ten])
        network.compile(optimizers.Adam(learning_rate=0.003), "sparse_categorical_crossentropy")
        network.fit(x, labels[:20000], batch_size=128, epochs=5, verbose=0)
        z = Sequential([Input((784,)), *network.layers[:-1]])
        z.set_weights(network.get_weights()[:-2])
        top = 30 + number * (HEIGHT + 34)
        label(axes, 220, top - 14, name, size=SMALL)
        _plane(axes, top, z.predict(shown), test_labels[:SHOWN], ten)
    return figure


def _plane(
    axes: Axes,
    top: float,
    points: NDArray[np.float32],
    labels: NDArray[np.uint8],
    cuts: layers.Dense,
) -> None:
    """The digits where the two numbers put them, and the lines between the answers."""
    corner = (5, top)
    frame = Rectangle(corner, WIDTH, HEIGHT, facecolor="none", edgecolor=role("rule"), linewidth=1)
    axes.add_patch(frame)
    low, high = points.min(axis=0), points.max(axis=0)
    room = (high - low) * 0.04
    low, high = low - room, high + room
    size = np.array([WIDTH, HEIGHT])

    plane = np.stack(
        np.meshgrid(np.linspace(low[0], high[0], 216), np.linspace(low[1], high[1], 151)), axis=-1
    )
    pixels = (plane - low) / (high - low) * size
    probability = cuts(plane.reshape(-1, 2)).numpy()
    for digit in range(10):
        others = np.delete(probability, digit, axis=1).max(axis=1)
        lead = np.log(probability[:, digit] + 1e-30) - np.log(others + 1e-30)
        if lead.max() > 0:
            lines = axes.contour(
                5 + pixels[:, :, 0],
                top + HEIGHT - pixels[:, :, 1],
                lead.reshape(151, 216),
                levels=[0.0],
                colors=[role("output")],
                linewidths=0.8,
            )
            lines.set_clip_path(frame)
    for digit, point in zip(labels, points, strict=True):
        across, down = (point - low) / (high - low) * size
        label(axes, 5 + across, top + HEIGHT - down, str(digit), role("data"), size=SMALL)
