"""The digit at index 4: 28 rows of 28 numbers, with those of one corner written out."""

from _digits import load_data
from matplotlib.figure import Figure
from style import SMALL, arrow, canvas, frame, ink, label, role

WORDS = {"en": ("axis 0: 28 rows", "axis 1: 28 columns"), "ko": ("축 0: 행 28개", "축 1: 열 28개")}
PIXEL = 7
BOX = 27
ROWS, COLUMNS = slice(9, 15), slice(6, 12)


def draw(language: str) -> Figure:
    axis_0, axis_1 = WORDS[language]
    (images, _), _ = load_data()
    digit = images[4]
    figure, axes = canvas(440, 262)
    left, top = 28, 30
    side = 28 * PIXEL
    ink(axes, left, top, digit, PIXEL)
    arrow(axes, (left, top - 8), (left + side, top - 8))
    label(axes, left + side / 2, top - 20, axis_1, size=SMALL)
    arrow(axes, (left - 8, top), (left - 8, top + side))
    label(axes, left - 20, top + side / 2, axis_0, size=SMALL, rotation=90)

    data = role("data")
    corner = (left + COLUMNS.start * PIXEL, top + ROWS.start * PIXEL)
    window = 6 * PIXEL
    frame(axes, corner, window, data)
    x, y = 262, 48
    frame(axes, (x, y), 6 * BOX, data)
    for down, target in ((0, y), (window, y + 6 * BOX)):
        line = ([corner[0] + window, x], [corner[1] + down, target])
        axes.plot(*line, color=data, linewidth=1, linestyle=":")
    for i, row in enumerate(digit[ROWS, COLUMNS]):
        for j, value in enumerate(row):
            label(axes, x + (j + 0.5) * BOX, y + (i + 0.5) * BOX, str(value), size=12.5)
    below = (x + 3 * BOX, y + 6 * BOX + 20)
    label(axes, *below, "digit[9:15, 6:12]", data, size=SMALL, family="monospace")
    return figure
