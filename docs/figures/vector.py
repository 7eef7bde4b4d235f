"""A vector: one axis, along which its elements are counted."""

from matplotlib.figure import Figure
from style import CELL, SMALL, arrow, canvas, cells, label, role

WORDS = {
    "en": ("axis 0", "shape (5,): one axis, five elements"),
    "ko": ("축 0", "형상 (5,): 축 하나에 원소 다섯 개"),
}

VALUES = [12, 3, 6, 14, 7]


def draw(language: str) -> Figure:
    axis, shape = WORDS[language]
    figure, axes = canvas(340, 128)
    left, top = 80, 44
    right = left + len(VALUES) * CELL
    for j in range(len(VALUES)):
        label(axes, left + (j + 0.5) * CELL, top - 12, str(j), role("faint"), size=SMALL)
    cells(axes, left, top, [VALUES], role("data"))
    label(axes, left - 14, top + CELL / 2, axis, size=SMALL, align="right")
    arrow(axes, (left, top + CELL + 10), (right, top + CELL + 10))
    label(axes, (left + right) / 2, top + CELL + 30, shape, role("faint"), size=SMALL)
    return figure
