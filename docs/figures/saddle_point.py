"""A saddle: down to it from two sides, and down from it to two others."""

import numpy as np
from _slopes import plot, ticks
from matplotlib.figure import Figure
from style import INK, SMALL, label, role

WORDS = {
    "en": ("saddle point", "minimum", "start"),
    "ko": ("안장점", "최솟값", "출발점"),
}


def draw(language: str) -> Figure:
    saddle, minimum, start = WORDS[language]
    figure = Figure(figsize=(440 / 72, 300 / 72))
    axes = plot(figure, (40, 12, 388, 246), (-1.55, 1.55), (-0.86, 1.12))
    axes.set_xlabel("b", color=role("weight"), fontsize=SMALL, labelpad=3)
    axes.text(-0.07, 0.97, "a", color=role("weight"), fontsize=SMALL, transform=axes.transAxes)
    ticks(axes, (-1, 0, 1), (0, 1))
    b, a = np.meshgrid(np.linspace(-1.55, 1.55, 63), np.linspace(-0.86, 1.12, 41))
    levels = (-0.24, -0.2, -0.12, -0.05, 0, 0.1, 0.25, 0.5, 0.8)
    axes.contour(b, a, a**2 + b**4 / 4 - b**2 / 2, levels, colors=role("loss"), linewidths=1,
                 linestyles="solid", alpha=0.75)  # fmt: skip
    for first, dashes in ((0.0, (1, 0)), (1e-6, (4, 2))):
        path = [(first, 1.0)]
        for _ in range(400):
            b_now, a_now = path[-1]
            path.append((b_now - 0.1 * (b_now**3 - b_now), a_now - 0.1 * 2 * a_now))
        axes.plot(*np.array(path).T, color=role("gradient"), linewidth=2, dashes=dashes)
    axes.plot(0, 1, "o", color=role("gradient"), markersize=6)
    axes.plot(0, 0, "s", color=INK, markersize=6)
    axes.plot((-1, 1), (0, 0), "o", color=INK, markersize=6)
    label(axes, 0.07, 1.01, start, size=SMALL, align="left")
    clear = {"facecolor": role("paper"), "edgecolor": "none", "pad": 1}
    label(axes, -0.06, -0.1, saddle, size=SMALL, align="right", bbox=clear)
    for side in (-1, 1):
        label(axes, side, -0.12, minimum, size=SMALL, bbox=clear)
    return figure
