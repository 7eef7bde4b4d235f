"""Momentum takes the gradient where the step starts, Nesterov where the velocity leads."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse, Rectangle
from numpy.typing import NDArray
from style import INK, SMALL, arrow, canvas, label, role

WORDS = {
    "en": ("momentum", "Nesterov", "velocity μm", "downhill \N{MINUS SIGN}ηg", "the step"),
    "ko": ("모멘텀", "네스테로프", "속도 μm", "내리막 \N{MINUS SIGN}ηg", "스텝"),
}
STEEPNESS = np.array([1.0, 6.0])
START, VELOCITY, RATE = np.array([-2.1, 1.0]), np.array([1.25, -1.35]), 0.2
PIXELS = 52.0
LEFT, RIGHT, TOP, BOTTOM = -2.55, 1.35, 1.4, -1.7

Point = NDArray[np.float64]


def draw(language: str) -> Figure:
    momentum, nesterov, velocity, downhill, step = WORDS[language]
    figure, axes = canvas(440, 226)
    _panel(axes, 6, momentum, look_ahead=False)
    _panel(axes, 231, nesterov, look_ahead=True)
    y = 213
    for x, text, colour, width, dashed in (
        (12, velocity, INK, 1.4, True),
        (160, downhill, role("gradient"), 2.0, False),
        (314, step, role("weight"), 3.2, False),
    ):
        arrow(axes, (x, y), (x + 30, y), colour, width=width, dashed=dashed)
        label(axes, x + 38, y, text, colour, size=SMALL, align="left")
    return figure


def _panel(axes: Axes, left: float, name: str, *, look_ahead: bool) -> None:
    def pixels(w: Point) -> tuple[float, float]:
        return left + (float(w[0]) - LEFT) * PIXELS, 26 + (TOP - float(w[1])) * PIXELS

    width, height = (RIGHT - LEFT) * PIXELS, (TOP - BOTTOM) * PIXELS
    box = Rectangle((left, 26), width, height, facecolor="none", edgecolor=role("rule"))
    axes.add_patch(box)
    for radius in (0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5):
        across, down = 2 * radius / np.sqrt(STEEPNESS) * PIXELS
        ring = Ellipse(
            pixels(np.zeros(2)), across, down, facecolor="none", edgecolor=role("rule"), linewidth=1
        )
        axes.add_patch(ring)
        ring.set_clip_path(box)
    label(axes, left, 12, name, align="left")
    ahead = START + VELOCITY
    downhill = -RATE * STEEPNESS * (ahead if look_ahead else START)
    middle = ahead if look_ahead else START + downhill
    end = START + VELOCITY + downhill
    if look_ahead:
        arrow(axes, pixels(START), pixels(ahead), dashed=True)
        arrow(axes, pixels(ahead), pixels(end), role("gradient"), width=2)
    else:
        arrow(axes, pixels(START), pixels(middle), role("gradient"), width=2)
        arrow(axes, pixels(middle), pixels(end), dashed=True)
    arrow(axes, pixels(START), pixels(end), role("weight"), width=3.2)
    x, y = pixels(START)
    axes.plot(x, y, "o", color=role("weight"), markersize=7)
    x, y = pixels(np.zeros(2))
    axes.plot(x, y, "x", color=role("loss"), markersize=8, markeredgewidth=2)
