"""The dot product of x and w: how far x reaches along w, times the length of w."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Arc
from numpy.typing import NDArray
from style import SMALL, arrow, canvas, label, role

WORDS = {
    "en": "the shadow of x on the line of w",
    "ko": "w를 따라 그은 직선에 드리운 x의 그림자",
}
W = np.array([4, 1])
XS = np.array([[2, 3], [-1, 4], [-3, 2]])
UNIT = 19


def draw(language: str) -> Figure:
    figure, axes = canvas(440, 212)
    for x, left in zip(XS, (22, 170, 346), strict=True):
        _panel(axes, np.array([left, 104]), x)
    shadow = WORDS[language]
    start = 220 - 4 * len(shadow) * (1.6 if language == "ko" else 1)
    axes.plot(
        [start, start + 30], [198, 198], color=role("output"), linewidth=7, solid_capstyle="butt"
    )
    label(axes, start + 40, 198, shadow, size=SMALL, align="left")
    return figure


def _panel(axes: Axes, origin: NDArray[np.int_], x: NDArray[np.int_]) -> None:
    def at(point: NDArray[Any]) -> tuple[float, float]:
        return float(origin[0] + UNIT * point[0]), float(origin[1] - UNIT * point[1])

    foot = W * float(x @ W / (W @ W))
    start = at(0 * foot)
    ends = [at(-0.75 * W if x @ W < 0 else -0.15 * W), at(1.15 * W)]
    axes.plot(*zip(*ends, strict=True), color=role("rule"), linewidth=1, zorder=0)
    shadow = zip(start, at(foot), strict=True)
    axes.plot(*shadow, color=role("output"), linewidth=7, solid_capstyle="butt", zorder=0.5)
    line = zip(at(1.0 * x), at(foot), strict=True)
    axes.plot(*line, color=role("faint"), linewidth=1.2, linestyle="--")
    arrow(axes, start, at(1.0 * W), role("weight"), width=2)
    arrow(axes, start, at(1.0 * x), role("data"), width=2)
    to_w, to_x = (float(np.degrees(np.arctan2(v[1], v[0]))) for v in (W, x))
    axes.add_patch(Arc(start, 28, 28, theta1=-to_x, theta2=-to_w, color=role("faint")))
    middle = np.radians((to_w + to_x) / 2)
    at_arc = at(1.8 * np.array([np.cos(middle), np.sin(middle)]))
    label(axes, *at_arc, f"{to_x - to_w:.0f}°", role("faint"), size=SMALL)
    label(axes, *at(W + np.array([0.1, 0.8])), "w", role("weight"))
    label(axes, *at(x + np.array([-0.75, 0.1])), "x", role("data"))
    centre = origin[0] + UNIT * (0.5 if x @ W < 0 else 1.9)
    label(axes, centre, 156, f"x · w = {x @ W}".replace("-", "\N{MINUS SIGN}"), role("output"))
