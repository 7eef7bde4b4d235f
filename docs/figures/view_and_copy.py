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
SIDE = 28


def draw(language: str) -> Figure:
    own, copied, start, reads = WORDS[language]
    x = np.array(VALUES, dtype="uint8")
    places = np.arange(x.size).reshape(x.shape)[1:, 3:]
    figure, axes = canvas(440, 312)
    data = role("data")

    left, top = 10, 12
    _shade(axes, left + 3 * SIDE, top + SIDE, 2 * SIDE, 2 * SIDE)
    cells(axes, left, top, VALUES, data, size=SIDE)
    label(axes, 166, top + 2 * SIDE, reads, size=SMALL, align="left")

    top = 150
    label(axes, 10, top - 28, own, align="left")
    for place in places.ravel():
        _shade(axes, 10 + place * SIDE, top, SIDE, SIDE)
    cells(axes, 10, top, [x.ravel()], data, size=SIDE)
    for j in range(x.size):
        label(axes, 10 + (j + 0.5) * SIDE, top - 10, str(j), role("faint"), size=11)
    first = int(places[0, 0])
    arrow(axes, (10 + (first + 0.5) * SIDE, top + 52), (10 + (first + 0.5) * SIDE, top + 32))
    label(axes, 10 + (first + 0.5) * SIDE, top + 64, start.format(first), size=SMALL)

    top = 268
    label(axes, 10, top - 20, copied, align="left")
    cells(axes, 10, top, [x[1:, 3:].ravel()], data, size=SIDE)
    return figure


def _shade(axes: Axes, x: float, y: float, width: float, height: float) -> None:
    axes.add_patch(
        Rectangle(
            (x, y), width, height, facecolor="none", edgecolor=role("rule"), hatch="///", linewidth=0
        )
    )
