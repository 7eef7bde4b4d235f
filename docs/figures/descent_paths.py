"""Three paths to one lowest point: from all digits, from 16, and from one digit a step."""

from collections.abc import Callable
from typing import Any

import numpy as np
from _slopes import (
    contours,
    lowest,
    plot,
    ticks,
    two_weight_gradient,
    two_weight_loss,
    zeros_and_ones,
)
from matplotlib.figure import Figure
from style import INK, SMALL, label, role

WORDS = {
    "en": ("all 213 digits", "16 digits", "1 digit"),
    "ko": ("숫자 213장 모두", "숫자 16장", "숫자 1장"),
}
START = (0.0, 1.0)
RATE = 0.5
STEPS = 150


def draw(language: str) -> Figure:
    every, some, one = WORDS[language]
    figure = Figure(figsize=(440 / 72, 494 / 72))
    samples = len(zeros_and_ones()[1])
    rng = np.random.default_rng(0)

    def draws(count: int) -> Callable[[], Any]:
        return lambda: rng.integers(0, samples, size=count)

    levels = (0.05, 0.11, 0.19, 0.3, 0.45, float(two_weight_loss(np.array(START))))
    choices = ((every, lambda: slice(None)), (some, draws(16)), (one, draws(1)))
    for i, (name, rows) in enumerate(choices):
        axes = plot(figure, (34, 10 + i * 156, 286, 144), (-0.6, 4.23), (-1.2, 1.232))
        ticks(axes, range(5) if i == 2 else (), (-1, 0, 1))
        contours(axes, levels)
        axes.plot(*_path(rows), color=role("gradient"), linewidth=1.5)
        axes.plot(*START, "o", color=role("gradient"), markersize=5)
        axes.plot(*lowest(), "o", color=INK, markersize=5)
        label(axes, 4.4, 0, name, size=SMALL, align="left")
    return figure


def _path(rows: Callable[[], Any]) -> np.ndarray:
    w = np.array(START)
    path = [w]
    for _ in range(STEPS):
        w = w - RATE * two_weight_gradient(w, rows())
        path.append(w)
    return np.array(path).T
