"""The average image of each digit, with the bias that belongs to it."""

import numpy as np
from _digits import load_data
from _numbers import number
from matplotlib.figure import Figure
from style import SMALL, canvas, frame, label, role

WORDS = {"en": "unit {}", "ko": "유닛 {}"}
SIDE = 70
GAP = 17


def draw(language: str) -> Figure:
    (images, labels), _ = load_data()
    figure, axes = canvas(440, 246)
    for d in range(10):
        average = images[labels == d].mean(axis=0) / 255
        bias = -(average**2).sum() / 2
        x = 11 + d % 5 * (SIDE + GAP)
        y = 24 + d // 5 * 122
        ink = np.zeros((28, 28, 4))
        ink[:, :, 3] = average
        # From the bottom up, since the canvas counts downwards.
        place = (x, x + SIDE, y + SIDE, y)
        axes.imshow(ink, extent=place, interpolation="nearest", aspect="auto")
        frame(axes, (x, y), SIDE, role("weight"), width=1.4)
        label(axes, x + SIDE / 2, y - 12, WORDS[language].format(d), role("weight"), size=SMALL)
        text = f"b = {number(bias, '.1f')}"
        label(axes, x + SIDE / 2, y + SIDE + 14, text, role("bias"), size=SMALL)
    axes.set_xlim(0, 440)
    axes.set_ylim(246, 0)
    return figure
