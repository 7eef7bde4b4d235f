"""Memory is one strip: the strides say how far it is to the next row and the next column."""

from matplotlib.figure import Figure
from style import SMALL, arrow, canvas, cells, label, role

WORDS = {
    "en": ("the matrix", "its bytes in memory", "next column: 1 byte", "next row: 5 bytes"),
    "ko": ("행렬", "메모리에 놓인 바이트", "다음 열: 1바이트", "다음 행: 5바이트"),
}
VALUES = [[5, 78, 2, 34, 0], [6, 79, 3, 35, 1], [7, 89, 4, 36, 2]]
SIDE = 28


def draw(language: str) -> Figure:
    matrix, strip, column, row = WORDS[language]
    figure, axes = canvas(440, 268)
    data = role("data")
    label(axes, 12, 16, matrix, align="left")
    cells(axes, 12, 32, VALUES, data, size=SIDE)
    arrow(axes, (26, 126), (54, 126), width=2)
    label(axes, 64, 126, column, size=SMALL, align="left")
    arrow(axes, (164, 46), (164, 74), width=2, dashed=True)
    label(axes, 176, 60, row, size=SMALL, align="left")

    top = 196
    label(axes, 12, 160, strip, align="left")
    flat = [value for line in VALUES for value in line]
    cells(axes, 10, top, [flat], data, size=SIDE)
    for j in range(len(flat)):
        label(axes, 10 + (j + 0.5) * SIDE, top - 10, str(j), role("faint"), size=11)
    arrow(axes, (24, top + 40), (52, top + 40), width=2)
    arrow(axes, (24, top + 54), (24 + 5 * SIDE, top + 54), width=2, dashed=True)
    return figure
