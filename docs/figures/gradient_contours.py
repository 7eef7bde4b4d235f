"""Against the gradient: at right angles to the contour lines, not straight to the lowest point."""

import numpy as np
from _slopes import contours, ellipse, lowest, plot, ticks, two_weight_gradient, two_weight_loss
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from style import INK, SMALL, arrow, label, role

WORDS = {
    "en": ("weight of the ink", "weight of the middle", "lowest"),
    "ko": ("잉크의 가중치", "가운데의 가중치", "가장 낮은 점"),
}
HERE = np.array([0.0, 1.0])
LEVELS = (0.05, 0.11, 0.19, 0.3, 0.45)
AROUND = (60, 100, 215, 265, 310)  # where on the ellipse the other arrows start, in degrees


def draw(language: str) -> Figure:
    ink, middle, goal = WORDS[language]
    figure = Figure(figsize=(440 / 72, 312 / 72))
    axes = plot(figure, (40, 28, 392, 236), (-1, 6.7), (-2.75, 1.8))
    ticks(axes, range(-1, 7), range(-2, 2))
    axes.set_aspect("equal", adjustable="box")
    axes.set_xlabel(ink, color=role("weight"), fontsize=SMALL, labelpad=4)
    axes.text(-0.08, 1.02, middle, color=role("weight"), fontsize=SMALL, transform=axes.transAxes)
    level = float(two_weight_loss(HERE))
    contours(axes, (*LEVELS, level))

    low = lowest()
    axes.plot(*np.stack([HERE, low]).T, color=INK, linewidth=1.2, linestyle=":")
    axes.plot(*low, "o", color=INK, markersize=5)
    clear = {"facecolor": role("paper"), "edgecolor": "none", "pad": 1}
    label(axes, low[0] + 0.15, low[1], goal, size=SMALL, align="left", bbox=clear)
    for degrees in AROUND:
        _descent(axes, ellipse(level, np.radians([degrees]))[:, 0], 1.6)
    _right_angle(axes, HERE)
    _descent(axes, HERE, 2.6)
    axes.plot(*HERE, "o", color=INK, markersize=5)
    return figure


def _descent(axes: Axes, w: np.ndarray, width: float) -> None:
    end = w - two_weight_gradient(w)
    arrow(axes, (w[0], w[1]), (end[0], end[1]), role("gradient"), width=width)


def _right_angle(axes: Axes, w: np.ndarray) -> None:
    """The mark of a right angle between the contour line through w and the way down."""
    down = -two_weight_gradient(w)
    down /= np.linalg.norm(down)
    along = np.array([-down[1], down[0]])
    axes.plot(*np.stack([w - 0.75 * along, w + 0.75 * along]).T, color=INK, linewidth=1.3)
    corner = [w + 0.17 * along, w + 0.17 * (along + down), w + 0.17 * down]
    axes.plot(*np.stack(corner).T, color=INK, linewidth=1)
