"""Secants through one point of a loss turn into the tangent as the second point comes closer."""

import numpy as np
from _slopes import one_weight_loss, plot, signed, ticks
from matplotlib.figure import Figure
from style import SMALL, label, role

WORDS = {
    "en": ("loss", "weight w", "slope of the tangent"),
    "ko": ("손실", "가중치 w", "접선의 기울기"),
}
START = 1.0
NUDGES = (3.0, 2.0, 1.0)


def draw(language: str) -> Figure:
    loss, weight, tangent = WORDS[language]
    figure = Figure(figsize=(440 / 72, 312 / 72))
    axes = plot(figure, (52, 12, 376, 250), (0, 5), (0, 0.5))
    ticks(axes, range(6), (0, 0.1, 0.2, 0.3, 0.4, 0.5), decimals=1)
    axes.set_xlabel(weight, color=role("weight"), fontsize=SMALL, labelpad=5)
    label(axes, 0.12, 0.485, loss, role("loss"), size=SMALL, align="left")

    w = np.linspace(0, 5, 101)
    axes.plot(w, one_weight_loss(w), color=role("loss"), linewidth=2.4)
    height = float(one_weight_loss(START))
    far = np.array([0.35, 4.75])
    for nudge in NUDGES:
        end = float(one_weight_loss(START + nudge))
        rise = (end - height) / nudge
        axes.plot(
            far, height + rise * (far - START), color=role("faint"), linewidth=1.2, dashes=(5, 3)
        )
        axes.plot(START + nudge, end, "o", color=role("loss"), markersize=6)
        text = f"ε = {nudge:.0f}: {signed(rise, 3)}"
        label(axes, *_beside(nudge, end), text, size=SMALL, align="left")
    step = 1e-6
    steepness = float(one_weight_loss(START + step) - one_weight_loss(START - step)) / (2 * step)
    near = np.array([0.1, START - height / steepness])
    axes.plot(near, height + steepness * (near - START), color=role("gradient"), linewidth=2.2)
    axes.plot(START, height, "o", color=role("loss"), markersize=7)
    text = f"{tangent}: {signed(steepness, 3)}"
    label(axes, 0.52, 0.385, text, role("gradient"), size=SMALL, align="left")
    return figure


def _beside(nudge: float, end: float) -> tuple[float, float]:
    """Where the words about a secant stand free of its lines."""
    return {3.0: (2.6, end + 0.015), 2.0: (3.4, end + 0.022), 1.0: (3.02, end - 0.08)}[nudge]
