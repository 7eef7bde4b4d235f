"""The mean of a batch lies close to the mean of all images, the closer the larger the batch."""

import numpy as np
from _digits import load_data
from matplotlib.figure import Figure
from style import INK, SMALL, arrow, canvas, label, role

WORDS = {
    "en": ("batch of", "mean of all images: {:.1f}", "mean ink of a batch"),
    "ko": ("배치 크기", "전체 이미지의 평균: {:.1f}", "배치의 잉크 평균"),
}
SIZES = (8, 32, 128, 512)
SHOWN = 60
LEFT, RIGHT, TOP, ROW = 84, 426, 50, 36
LOW, HIGH = 20, 44


def draw(language: str) -> Figure:
    batch_of, whole, title = WORDS[language]
    (images, _), _ = load_data()
    ink = images.mean(axis=(1, 2))
    order = np.random.default_rng(0).permutation(len(ink))
    figure, axes = canvas(440, 240)

    def place(value: float) -> float:
        return LEFT + (value - LOW) / (HIGH - LOW) * (RIGHT - LEFT)

    bottom = TOP + len(SIZES) * ROW
    label(axes, LEFT - 14, TOP - 22, batch_of, size=SMALL, align="right")
    label(axes, place(ink.mean()), TOP - 22, whole.format(ink.mean()), size=SMALL)
    axes.plot([place(ink.mean())] * 2, [TOP - 8, bottom], color=INK, linewidth=1.2, linestyle="--")
    for row, size in enumerate(SIZES):
        y = TOP + (row + 0.5) * ROW
        label(axes, LEFT - 14, y, str(size), align="right")
        for n in range(SHOWN):
            x = place(ink[order[size * n : size * (n + 1)]].mean())
            axes.plot([x, x], [y - 10, y + 10], color=role("data"), linewidth=1.2, alpha=0.6)
    arrow(axes, (LEFT, bottom + 4), (RIGHT, bottom + 4))
    for value in range(LOW, HIGH, 5):
        label(axes, place(value), bottom + 18, str(value), role("faint"), size=SMALL)
    label(axes, (LEFT + RIGHT) / 2, bottom + 36, title, size=SMALL)
    return figure
