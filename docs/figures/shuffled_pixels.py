"""Two digits before and after their pixels are shuffled alike: the distance does not change."""

import numpy as np
from _digits import load_data
from matplotlib.figure import Figure
from style import INK, SMALL, arrow, canvas, ink, label

WORDS = {"en": ("distance", "the same shuffle"), "ko": ("거리", "똑같이 섞기")}
PIXEL = 4
LEFTS = (12, 316)
TOPS = (8, 168)


def draw(language: str) -> Figure:
    distance, shuffle = WORDS[language]
    (images, _), _ = load_data()
    order = np.random.default_rng(0).permutation(28 * 28)
    pairs = (images[:2], images[:2].reshape(2, -1)[:, order].reshape(2, 28, 28))
    side = 28 * PIXEL
    figure, axes = canvas(440, TOPS[1] + side + 8)
    for top, pair in zip(TOPS, pairs, strict=True):
        for left, image in zip(LEFTS, pair, strict=True):
            ink(axes, left, top, image, PIXEL)
        apart = np.linalg.norm(pair[0].astype("float64") - pair[1])
        start, end, middle = LEFTS[0] + side + 12, LEFTS[1] - 12, top + side / 2
        arrow(axes, ((start + end) / 2, middle), (end, middle))
        arrow(axes, ((start + end) / 2, middle), (start, middle))
        label(axes, (start + end) / 2, middle - 16, f"{distance} {apart:.1f}")
    for left in LEFTS:
        x = left + side / 2
        arrow(axes, (x, TOPS[0] + side + 8), (x, TOPS[1] - 8), INK, dashed=True)
    label(axes, 220, (TOPS[0] + side + TOPS[1]) / 2, shuffle, size=SMALL)
    return figure
