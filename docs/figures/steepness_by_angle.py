"""The slope in every direction, against the angle to the gradient: a cosine."""

import numpy as np
from _slopes import plot, ticks, two_weight_gradient, two_weight_loss
from matplotlib.figure import Figure
from style import INK, SMALL, arrow, label, role

WORDS = {
    "en": (
        "angle to the gradient, in degrees",
        "slope",
        "along the contour line: 0",
        "against the gradient",
    ),
    "ko": ("그래디언트와 이루는 각도", "기울기", "등고선 방향: 0", "그래디언트의 반대 방향"),
}
HERE = np.array([0.0, 1.0])
STEP = 1e-5


def draw(language: str) -> Figure:
    angle, slope, level, against = WORDS[language]
    figure = Figure(figsize=(440 / 72, 262 / 72))
    axes = plot(figure, (52, 30, 366, 178), (0, 360), (-0.6, 0.6))
    ticks(axes, range(0, 361, 90), (-0.5, 0, 0.5), decimals=1)
    axes.set_xlabel(angle, fontsize=SMALL, labelpad=5)
    axes.text(-0.12, 1.07, slope, fontsize=SMALL, transform=axes.transAxes)
    axes.axhline(0, color=role("rule"), linewidth=1)

    gradient = two_weight_gradient(HERE)
    length = float(np.linalg.norm(gradient))
    degrees = np.linspace(0, 360, 91)
    axes.plot(degrees, length * np.cos(np.radians(degrees)), color=role("gradient"), linewidth=2)
    turned = np.radians(np.arange(0, 360, 20)) + np.arctan2(gradient[1], gradient[0])
    ways = np.stack([np.cos(turned), np.sin(turned)], axis=1)
    rise = two_weight_loss(HERE + STEP * ways) - two_weight_loss(HERE)
    axes.plot(np.arange(0, 360, 20), rise / STEP, "o", color=role("loss"), markersize=5)
    axes.plot(180, -length, "o", color=INK, markersize=8)
    arrow(axes, (180, -0.17), (180, 0.045 - length))
    label(axes, 180, -0.11, against, size=SMALL)
    label(axes, 180, 0.08, level, role("faint"), size=SMALL)
    return figure
