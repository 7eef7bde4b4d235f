"""Accuracy after five epochs against the size of the batch: a fixed rate, and a scaled one."""

from _measured import accuracies
from _slopes import plot
from matplotlib.figure import Figure
from style import SMALL, label, role

WORDS = {
    "en": ("test accuracy", "samples in a batch", "rate grows with the batch", "fixed rate"),
    "ko": ("테스트 정확도", "배치의 샘플 수", "배치에 비례하는 학습률", "고정 학습률"),
}
LOWEST = 0.75  # what lies below is drawn on the edge, as an arrow


def draw(language: str) -> Figure:
    height, size, scaled_rate, fixed_rate = WORDS[language]
    batches, fixed, scaled = zip(*accuracies(), strict=True)
    figure = Figure(figsize=(440 / 72, 270 / 72))
    axes = plot(figure, (50, 36, 346, 176), (105, 10000), (LOWEST - 0.01, 1.0))
    axes.set_xscale("log")
    axes.minorticks_off()
    axes.set_xticks(batches, [str(batch) for batch in batches])
    axes.set_yticks((0.8, 0.85, 0.9, 0.95, 1.0), ("0.80", "0.85", "0.90", "0.95", "1.00"))
    axes.set_xlabel(size, fontsize=SMALL, labelpad=4)
    axes.text(-0.11, 1.08, height, fontsize=SMALL, transform=axes.transAxes)
    axes.plot(batches, fixed, "s--", color=role("faint"), linewidth=1.4, markersize=5)
    shown = [max(value, LOWEST) for value in scaled]
    axes.plot(batches, shown, "o-", color=role("weight"), linewidth=1.6, markersize=6)
    for batch, value in zip(batches, scaled, strict=True):
        if value < LOWEST:
            axes.plot([batch], [LOWEST], "v", color=role("weight"), markersize=11)
            words = f"{value:.2f}"
            label(
                axes, batch * 1.1, LOWEST + 0.015, words, role("weight"), size=SMALL, align="left"
            )
    label(axes, 138, 0.82, fixed_rate, role("faint"), size=SMALL, align="left")
    axes.plot([112, 126], [0.82, 0.82], "--", color=role("faint"), linewidth=1.4)
    label(axes, 138, 0.86, scaled_rate, role("weight"), size=SMALL, align="left")
    axes.plot([112, 126], [0.86, 0.86], "-", color=role("weight"), linewidth=1.6)
    return figure
