"""The plane of the spirals before, between and after the stages of a trained network."""

import numpy as np
from _spirals import Space, straight_cut, through, trained
from matplotlib.figure import Figure
from style import SMALL, canvas, label, role

WORDS = {
    "en": ("the data", "after stage 1", "after stage 2", "after stage 3", "straight cut: {:.2f}"),
    "ko": ("데이터", "1단계 다음", "2단계 다음", "3단계 다음", "직선으로 나누면: {:.2f}"),
}
SIDE = 208


def draw(language: str) -> Figure:
    *names, measure = WORDS[language]
    network, points, labels = trained()
    figure, axes = canvas(440, 512)
    along = np.linspace(-1.1, 1.1, 200)
    for stage, name in enumerate(names):
        left, top = 5 + (stage % 2) * (SIDE + 14), 40 + (stage // 2) * (SIDE + 50)
        points_here = through(network, points, 0, 2 * stage)
        space = Space(axes, left, top, SIDE, points_here)
        for fixed in np.linspace(-1, 1, 9):
            there = np.full_like(along, fixed)
            for line in (np.stack([there, along], 1), np.stack([along, there], 1)):
                mapped = through(network, line, 0, 2 * stage)
                space.line(mapped, role("rule"), linewidth=0.9, zorder=0.5)
        space.dots(points_here, labels)
        space.cut(network, 2 * stage)
        _, accuracy = straight_cut(points_here, labels).evaluate(points_here, labels)
        label(axes, left + SIDE / 2, top - 28, name, size=SMALL)
        label(axes, left + SIDE / 2, top - 11, measure.format(accuracy), role("faint"), size=SMALL)
    return figure
