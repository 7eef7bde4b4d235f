"""What a probability for the truth costs: -log p without limit, the squared error at most 1."""

import numpy as np
from _thin_axes import thin_axes
from matplotlib.figure import Figure
from style import INK, SMALL, role

WORDS = {
    "en": ("loss", "probability p that the truth was given", "sure and wrong", "one in ten"),
    "ko": ("손실", "정답에 준 확률 p", "확신했는데 틀림", "열에 하나"),
}


def draw(language: str) -> Figure:
    loss, probability, wrong, guess = WORDS[language]
    figure = Figure(figsize=(420 / 72, 290 / 72))
    axes = thin_axes(
        figure, (40, 30), (360, 210), (0, 1.02), (0, 5), (0, 0.1, 0.5, 0.9, 1), range(6)
    )
    p = np.geomspace(np.exp(-5), 1, 120)
    axes.plot(p, -np.log(p), color=role("loss"), linewidth=2.4)
    q = np.linspace(0, 1, 60)
    axes.plot(q, (1 - q) ** 2, color=INK, linewidth=1.4, linestyle="--")
    for x, text in ((0.01, wrong), (0.1, guess), (0.5, ""), (0.9, "")):
        y = float(-np.log(x))
        axes.plot([x], [y], marker="o", markersize=6, color=role("loss"))
        words = f"−log {x} = {y:.2f}" + (f": {text}" if text else "")
        align, up = ("left", 0.24) if x < 0.9 else ("right", 0.36)
        axes.text(x + 0.025, y + up, words, fontsize=SMALL, color=role("loss"), ha=align)
    axes.text(0.03, 0.3, "(1 − p)²", fontsize=SMALL, color=INK)
    axes.text(-0.08, 5.3, loss, fontsize=SMALL, color=role("loss"))
    axes.text(1.02, -0.95, probability, fontsize=SMALL, color=INK, ha="right")
    return figure
