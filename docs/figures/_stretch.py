"""Two small tables, stretched to one shape and added: what two figures of broadcasting share."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray
from style import SMALL, TEXT, canvas, label, role

SIDE = 29
TOP = 30

Table = NDArray[np.int_]


def stretched_sum(a: Table, b: Table, colours: tuple[str, str]) -> Figure:
    """`a + b`, drawn with dashed copies where one of the two is stretched."""
    shape = np.broadcast_shapes(a.shape, b.shape)
    width = shape[1] * SIDE
    figure, axes = canvas(440, TOP + shape[0] * SIDE + 8)
    gap = (440 - 8 - 3 * width) / 2
    middle = TOP + shape[0] * SIDE / 2
    for x, table, colour, sign in (
        (4.0, a, colours[0], "+"),
        (4.0 + width + gap, b, colours[1], "="),
        (4.0 + 2 * (width + gap), a + b, "output", ""),
    ):
        _table(axes, x, table, shape, role(colour))
        label(axes, x + width / 2, TOP - 15, str(table.shape), role(colour), size=SMALL)
        label(axes, x + width + gap / 2, middle, sign, size=TEXT)
    return figure


def _table(axes: Axes, x: float, table: Table, shape: tuple[int, ...], colour: str) -> None:
    full = np.broadcast_to(table, shape)
    rows, columns = np.atleast_2d(table).shape
    for i, j in np.ndindex(shape):
        copy = i >= rows or j >= columns
        corner = (x + j * SIDE, TOP + i * SIDE)
        axes.add_patch(
            Rectangle(
                corner,
                SIDE,
                SIDE,
                facecolor="none" if copy else role("tint"),
                edgecolor=colour,
                linewidth=0.9 if copy else 1.5,
                linestyle=(0, (2, 2)) if copy else "-",
                zorder=1 if copy else 2,
            )
        )
        place = (corner[0] + SIDE / 2, corner[1] + SIDE / 2)
        label(axes, *place, str(full[i, j]), role("faint") if copy else colour)
