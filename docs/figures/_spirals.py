"""The spirals and the network of the page on uncrumpling, and how its spaces are drawn."""

from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from numpy.typing import NDArray
from style import INK, role

from mathbits import Input, Sequential, layers, optimizers
from mathbits.utils import set_random_seed

Array = NDArray[Any]
SHOWN = 260  # of the 500 points, so that they stay apart in a small picture


def spirals(count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    labels = np.arange(count) % 2
    distance = np.sqrt(rng.uniform(0.05, 1, count))
    angle = 3 * np.pi * distance + np.pi * labels
    points = np.stack([distance * np.cos(angle), distance * np.sin(angle)], axis=1)
    points += rng.normal(0, 0.02, points.shape)
    return points.astype("float32"), labels


def flat_stage(rng: np.random.Generator) -> list[Array]:
    angle = (rng.uniform() + np.arange(8)) * np.pi / 8
    a = np.stack([np.cos(angle), np.sin(angle)])
    b = rng.uniform(-0.5, 0.5, 8)
    return [
        np.hstack([a, -a]),
        np.hstack([b, -b]),
        np.vstack([a.T, -a.T]) / 4,
        -b @ a.T / 4,
    ]


@cache
def trained() -> tuple[Sequential, Array, Array]:
    """The network as the page trains it, with its points and labels."""
    points, labels = spirals(500, np.random.default_rng(0))
    set_random_seed(4)
    stages = [layers.Dense(16, activation="relu"), layers.Dense(2)]
    for _ in range(2):
        stages += [layers.Dense(16, activation="relu"), layers.Dense(2)]
    network = Sequential([Input((2,)), *stages, layers.Dense(2, activation="softmax")])
    rng = np.random.default_rng(4)
    start = flat_stage(rng) + flat_stage(rng) + flat_stage(rng)
    network.set_weights(start + network.get_weights()[-2:])
    network.compile(optimizers.Adam(learning_rate=0.003), "sparse_categorical_crossentropy")
    network.fit(points, labels, batch_size=40, epochs=60, verbose=0)
    return network, points, labels


def straight_cut(points: Array, labels: Array) -> Sequential:
    """The straight cut that one softmax layer learns."""
    set_random_seed(0)
    cut = Sequential([Input((2,)), layers.Dense(2, activation="softmax")])
    cut.compile(
        optimizers.Adam(learning_rate=0.05),
        "sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    cut.fit(points, labels, batch_size=40, epochs=30, verbose=0)
    return cut


def through(network: Sequential, points: Array, first: int, last: int) -> Array:
    """Points after the layers from `first` up to, not including, `last`."""
    x: Any = points.astype("float32")
    for layer in network.layers[first:last]:
        x = layer(x)
    return np.asarray(x.value if hasattr(x, "value") else x)


class Space:
    """A square window on one of the spaces, as large as its points need."""

    def __init__(
        self, axes: Axes, left: float, top: float, side: float, points: Array, room: float = 1.12
    ) -> None:
        self.axes = axes
        low, high = points.min(axis=0), points.max(axis=0)
        self.middle = (low + high) / 2
        self.half = float((high - low).max()) / 2 * room
        self.unit = side / (2 * self.half)
        self.centre = np.array([left + side / 2, top + side / 2])
        self.window = Rectangle(
            (left, top), side, side, facecolor="none", edgecolor=role("rule"), linewidth=1
        )
        axes.add_patch(self.window)

    def at(self, points: Array) -> Array:
        flipped: Array = (np.asarray(points, np.float64) - self.middle) * self.unit * [1.0, -1.0]
        return self.centre + flipped

    def line(self, points: Array, colour: str, **style: Any) -> None:
        (drawn,) = self.axes.plot(*self.at(points).T, color=colour, **style)
        drawn.set_clip_path(self.window)

    def dots(self, points: Array, labels: Array) -> None:
        """The two arms: filled blue dots, and hollow black ones."""
        shown, of = points[:SHOWN], labels[:SHOWN]
        self._strokes(shown[of == 0], role("data"), 5)
        self._strokes(shown[of == 1], INK, 5)
        self._strokes(shown[of == 1], role("paper"), 3)

    def _strokes(self, points: Array, colour: str, width: float) -> None:
        """All dots as one path, which is light on a page: a stroke of no length is a round dot."""
        path = Path(np.repeat(self.at(points), 2, axis=0), [Path.MOVETO, Path.LINETO] * len(points))
        path.should_simplify = False
        self.axes.add_patch(
            PathPatch(
                path,
                facecolor="none",
                edgecolor=colour,
                linewidth=width,
                capstyle="round",
                zorder=2.5,
            )
        )

    def cut(self, network: Sequential, first: int) -> None:
        """Where the layers from `first` on give both arms the same probability."""
        side = np.linspace(-self.half, self.half, 161)
        plane = np.stack(np.meshgrid(side, side), axis=-1) + self.middle
        probability = through(network, plane.reshape(-1, 2), first, len(network.layers))[:, 1]
        pixels = self.at(plane)
        drawn = self.axes.contour(
            pixels[:, :, 0],
            pixels[:, :, 1],
            probability.reshape(161, 161),
            levels=[0.5],
            colors=[role("output")],
            linewidths=2.2,
        )
        drawn.set_clip_path(self.window)
