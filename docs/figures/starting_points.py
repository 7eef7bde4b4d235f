"""A curve with two valleys: where descent ends depends on where it starts."""

import numpy as np
from _slopes import plot, ticks
from matplotlib.figure import Figure
from style import INK, SMALL, label, role

WORDS = {
    "en": ("global minimum", "local minimum", "start"),
    "ko": ("전역 최솟값", "지역 최솟값", "출발점"),
}
# Where each path starts, and where the word stands beside it.
STARTS = {-2.0: (0.15, 0.0, "left"), -0.5: (-0.1, 0.6, "right"), 0.5: (0.06, 0.65, "left"),
          2.0: (-0.13, 0.0, "right")}  # fmt: skip
RATE = 0.02


def draw(language: str) -> Figure:
    lowest, local, start = WORDS[language]
    figure = Figure(figsize=(440 / 72, 290 / 72))
    axes = plot(figure, (40, 14, 386, 236), (-2.35, 2.3), (-6.6, 4))
    ticks(axes, range(-2, 3), (-6, -4, -2, 0, 2, 4))
    w = np.linspace(-2.35, 2.3, 121)
    axes.plot(w, _height(w), color=role("loss"), linewidth=2)
    ends = []
    for place, (right, up, align) in STARTS.items():
        path = [place]
        for _ in range(200):
            path.append(path[-1] - RATE * (4 * path[-1] ** 3 - 8 * path[-1] + 1))
        ends.append(path[-1])
        steps = np.array(path[:7])
        axes.plot(steps[1:], _height(steps[1:]), "o", color=role("gradient"), markersize=3.5)
        axes.plot(place, _height(place), "o", markersize=9, markerfacecolor=role("paper"),
                  markeredgecolor=role("gradient"), markeredgewidth=2)  # fmt: skip
        label(axes, place + right, float(_height(place)) + up, start, size=SMALL, align=align)
    for end, name in ((ends[0], lowest), (ends[-1], local)):
        axes.plot(end, _height(end), "o", color=INK, markersize=8)
        label(axes, end, float(_height(end)) - 0.75, name, size=SMALL)
    return figure


def _height(w: float | np.ndarray) -> np.ndarray:
    return np.asarray(w**4 - 4 * w**2 + w)
