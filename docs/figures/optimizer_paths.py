"""The paths of six optimizers down one narrow valley, each with the best of seven rates."""

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse, Rectangle
from numpy.typing import NDArray
from style import SMALL, canvas, label, role

from mathbits import Tensor, optimizers

WORDS = {
    "en": (
        ("SGD", "momentum", "Nesterov", "Adagrad", "RMSprop", "Adam"),
        "learning rate {rate:g}, {steps} steps",
    ),
    "ko": (
        ("SGD", "모멘텀", "네스테로프", "Adagrad", "RMSprop", "Adam"),
        "학습률 {rate:g}, {steps}스텝",
    ),
}
MAKERS: tuple[Callable[[float], optimizers.Optimizer], ...] = (
    lambda rate: optimizers.SGD(rate),
    lambda rate: optimizers.SGD(rate, momentum=0.9),
    lambda rate: optimizers.SGD(rate, momentum=0.9, nesterov=True),
    lambda rate: optimizers.Adagrad(rate),
    lambda rate: optimizers.RMSprop(rate),
    lambda rate: optimizers.Adam(rate),
)
RATES = (0.003, 0.01, 0.018, 0.03, 0.1, 0.3, 1.0)
STEEPNESS = np.array([1.0, 100.0])
START = np.array([-9.0, 0.9])
SHOWN = 60
PIXELS = 33.0
LEFT, RIGHT, HALF = -9.6, 3.6, 1.05
GAP = 26.0  # between two panels, for a line of words


def draw(language: str) -> Figure:
    names, words = WORDS[language]
    height = 2 * HALF * PIXELS
    figure, axes = canvas(440, len(names) * (height + GAP) + 4)
    for i, (name, make) in enumerate(zip(names, MAKERS, strict=True)):
        steps, rate = min((_steps_needed(_path(make(rate), 400)), rate) for rate in RATES)
        top = i * (height + GAP) + GAP - 4
        label(axes, 2, top - 12, name, align="left")
        text = words.format(rate=rate, steps=steps)
        label(axes, 438, top - 12, text, role("faint"), size=SMALL, align="right")
        _panel(axes, top, _path(make(rate), SHOWN))
    return figure


def _path(rule: optimizers.Optimizer, steps: int) -> NDArray[np.float64]:
    w = Tensor(START)
    points = [w.numpy().copy()]
    for _ in range(steps):
        if _loss(w.numpy()) < 1e6:  # a rate that is too large flies away
            rule.apply([STEEPNESS * w.numpy()], [w])
        points.append(w.numpy().copy())
    return np.array(points)


def _loss(w: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray((STEEPNESS * w**2).sum(axis=-1) / 2)


def _steps_needed(path: NDArray[np.float64]) -> int:
    """After how many steps the loss stays below a thousandth of what it was."""
    above = np.nonzero(_loss(path) > _loss(START) / 1000)[0]
    return int(above[-1]) + 1


def _panel(axes: Axes, top: float, path: NDArray[np.float64]) -> None:
    box = Rectangle(
        (2, top),
        (RIGHT - LEFT) * PIXELS,
        2 * HALF * PIXELS,
        facecolor="none",
        edgecolor=role("rule"),
        linewidth=1,
    )
    axes.add_patch(box)
    x0, y0 = 2 - LEFT * PIXELS, top + HALF * PIXELS
    for radius in (1, 2.5, 4.5, 7, 10):
        ring = Ellipse(
            (x0, y0),
            2 * radius * PIXELS,
            2 * radius / 10 * PIXELS,
            facecolor="none",
            edgecolor=role("rule"),
            linewidth=1,
        )
        axes.add_patch(ring)
        ring.set_clip_path(box)
    x, y = (x0 + path[:, 0] * PIXELS).round(1), (y0 - path[:, 1] * PIXELS).round(1)
    colour = role("weight")
    axes.plot(x, y, "-", color=colour, linewidth=1.3)
    axes.plot(x, y, ".", color=colour, markersize=4.5)
    axes.plot(x[0], y[0], "o", color=colour, markersize=7)
    axes.plot(x0, y0, "x", color=role("loss"), markersize=8, markeredgewidth=2)
