"""Flattening: the rows of a digit laid end to end, and where one pixel comes to stand."""

from _digits import load_data
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, canvas, frame, ink, label, role

WORDS = {
    "en": ("28 rows of 28 pixels", "row 12", "one row of 784 pixels", "its part from row 12"),
    "ko": ("픽셀 28개씩 28행", "행 12", "픽셀 784개로 된 행 하나", "그 가운데 행 12에서 온 부분"),
}
ROW, COLUMN = 12, 8
PIXEL = 4.5
LEFT, WIDTH = 10, 420


def draw(language: str) -> Figure:
    square, one, strip, part = WORDS[language]
    (images, _), _ = load_data()
    digit = images[4]
    figure, axes = canvas(440, 312)
    data = role("data")
    x, y = 157, 26
    label(axes, 220, 13, square, size=SMALL)
    right, _ = ink(axes, x, y, digit, PIXEL)
    axes.add_patch(_box(x, y + ROW * PIXEL, 28 * PIXEL, PIXEL, data))
    label(axes, right + 10, y + (ROW + 0.5) * PIXEL, one, data, size=SMALL, align="left")

    top, place = 192, WIDTH / 784
    label(axes, LEFT, top - 14, strip, size=SMALL, align="left")
    ink(axes, LEFT, top, digit.reshape(1, 784), place, 26)
    first = ROW * 28
    start, end = LEFT + first * place, LEFT + (first + 28) * place
    axes.add_patch(_box(start, top, end - start, 26, data))
    for above, below in ((x, start), (x + 28 * PIXEL, end)):
        line = ([above, below], [y + (ROW + 1) * PIXEL, top])
        axes.plot(*line, color=data, linewidth=1, linestyle=":")

    low, side = 258, WIDTH / 28
    ink(axes, LEFT, low, digit[ROW : ROW + 1], side, 18)
    for above, below in ((start, LEFT), (end, LEFT + WIDTH)):
        axes.plot([above, below], [top + 26, low], color=data, linewidth=1, linestyle=":")
    frame(axes, (LEFT + COLUMN * side, low), side, data)
    for column, align in ((0, "left"), (COLUMN, "center"), (27, "right")):
        shift = {"left": 0, "center": side / 2, "right": side}[align]
        colour = data if column == COLUMN else role("faint")
        label(
            axes,
            LEFT + column * side + shift,
            low + 30,
            str(first + column),
            colour,
            size=SMALL,
            align=align,
        )
    label(axes, LEFT + 18 * side, low + 30, part, size=SMALL)
    return figure


def _box(x: float, y: float, width: float, height: float, colour: str) -> Rectangle:
    return Rectangle((x, y), width, height, facecolor="none", edgecolor=colour, linewidth=1.6)
