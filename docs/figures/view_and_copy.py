"""A view reads the bytes of its array; a copy has bytes of its own."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, arrow, canvas, cells, label, role

WORDS = {
    "en": ("the bytes of x", "the bytes of the copy", "start: byte {}", "x[1:, 3:] reads here"),
    "ko": ("x의 바이트", "복사본의 바이트", "시작: {}번 바이트", "x[1:, 3:]가 읽는 곳"),
}
VALUES = [[5, 78, 2, 34, 0], [6, 79, 3, 35, 1], [7, 89, 4, 36, 2]]
LEFT, SIDE = 10, 28


def draw(language: str) -> Figure:
    own, copied, start, reads = WORDS[language]
    x = np.array(VALUES, dtype="uint8")
    places = np.arange(x.size).reshape(x.shape)[1:, 3:]
    figure, axes = canvas(440, 316)
    data = role("data")

    top = 12
    window = ((LEFT + 3 * SIDE, top + SIDE), 2 * SIDE, 2 * SIDE)
    axes.add_patch(Rectangle(*window, facecolor=role("tint"), linewidth=0))
    cells(axes, LEFT, top, VALUES, data, size=SIDE)
    axes.add_patch(Rectangle(*window, fill=False, edgecolor=data, linewidth=3))
    label(axes, 166, top + 2 * SIDE, reads, size=SMALL, align="left")

    top = 150
    label(axes, LEFT, top - 28, own, align="left")
    for row in places:
        _read(axes, top, int(row[0]), len(row))
    cells(axes, LEFT, top, [x.ravel().tolist()], data, size=SIDE)
    for j in range(x.size):
        label(axes, LEFT + (j + 0.5) * SIDE, top - 10, str(j), role("faint"), size=11)
    middle = LEFT + (places[0, 0] + 0.5) * SIDE
    arrow(axes, (middle, top + 60), (middle, top + 42))
    label(axes, middle, top + 72, start.format(places[0, 0]), size=SMALL)

    top = 272
    label(axes, LEFT, top - 20, copied, align="left")
    cells(axes, LEFT, top, [x[1:, 3:].ravel().tolist()], data, size=SIDE)
    return figure


def _read(axes: Axes, top: float, place: int, count: int) -> None:
    """Elements that lie side by side in the strip, shaded, with a thick line under them."""
    x, width = LEFT + place * SIDE, count * SIDE
    axes.add_patch(Rectangle((x, top), width, SIDE, facecolor=role("tint"), linewidth=0))
    ends = [x + 1, x + width - 1]
    y = top + SIDE + 7
    axes.plot(ends, [y, y], color=role("data"), linewidth=3, solid_capstyle="butt")
