"""A matrix: axis 0 counts the rows, axis 1 the columns."""

from matplotlib.figure import Figure
from style import CELL, SMALL, TEXT, arrow, canvas, cells, label, role

WORDS = {
    "en": ("axis 0", "axis 1", "x[0]: a row", "x[:, 0]: a column"),
    "ko": ("축 0", "축 1", "x[0]: 행 하나", "x[:, 0]: 열 하나"),
}

VALUES = [[5, 78, 2, 34, 0], [6, 79, 3, 35, 1], [7, 89, 4, 36, 2]]


def draw(language: str) -> Figure:
    axis_0, axis_1, row, column = WORDS[language]
    figure, axes = canvas(400, 210)
    left, top = 84, 48
    right, bottom = left + 5 * CELL, top + 3 * CELL
    cells(axes, left, top, [VALUES[0]], fill=role("tint"))
    cells(axes, left, top, [[line[0]] for line in VALUES], fill=role("tint"))
    cells(axes, left, top, VALUES, role("data"))
    arrow(axes, (left, top - 10), (right, top - 10))
    label(axes, (left + right) / 2, top - 26, axis_1, size=SMALL)
    arrow(axes, (left - 10, top), (left - 10, bottom))
    label(axes, left - 20, (top + bottom) / 2, axis_0, size=SMALL, align="right")
    label(axes, right + 14, top + CELL / 2, row, size=TEXT, align="left")
    label(axes, left, bottom + 22, column, size=TEXT, align="left")
    return figure
