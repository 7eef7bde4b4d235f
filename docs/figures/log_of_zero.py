"""The loss of a wrong answer against its lead: by probabilities, clipped, and from the scores."""

import numpy as np
from _thin_axes import thin_axes
from matplotlib.figure import Figure
from style import INK, SMALL, role

WORDS = {
    "en": (
        "loss",
        "how far the score of the truth lies behind",
        "from the scores",
        "from p: infinite from here on",
        "p kept above 0.0000001: flat",
    ),
    "ko": (
        "손실",
        "정답의 점수가 뒤처진 정도",
        "점수에서 계산",
        "p에서 계산: 여기서부터 무한대",
        "p를 0.0000001 이상으로 제한: 평평함",
    ),
}


def draw(language: str) -> Figure:
    loss, lag, from_scores, from_p, clipped = WORDS[language]
    figure = Figure(figsize=(420 / 72, 300 / 72))
    axes = thin_axes(
        figure, (40, 30), (360, 220), (0, 132), (0, 132), range(0, 121, 20), range(0, 121, 20)
    )
    gap = np.arange(0, 130.5, 0.5, dtype=np.float32)
    e = np.exp(-gap)
    p = e / (1 + e)
    end = int(np.argmax(p == 0))
    exact = np.log1p(np.exp(-gap.astype(np.float64))) + gap
    axes.plot(gap, exact, color=role("loss"), linewidth=1.6)
    axes.plot(gap[:end], -np.log(p[:end]), color=INK, linewidth=5, alpha=0.3)
    axes.plot([gap[end]] * 2, [gap[end], 132], color=INK, linewidth=1.4, linestyle=":")
    axes.plot(gap, -np.log(np.maximum(p, 1e-7)), color=INK, linewidth=1.8, linestyle="--")
    axes.text(gap[end] - 4, 122, from_p, fontsize=SMALL, ha="right", color=INK)
    axes.text(131, 10.0 + 13, clipped, fontsize=SMALL, ha="right", color=INK)
    axes.text(64, 54, from_scores, fontsize=SMALL, color=role("loss"))
    axes.text(-10, 140, loss, fontsize=SMALL, color=role("loss"))
    axes.text(132, -26, lag, fontsize=SMALL, ha="right", color=INK)
    return figure
