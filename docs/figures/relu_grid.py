"""Relu, element by element: a grid, the graph of the function, and the grid that comes out."""

import numpy as np
from _numbers import number
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray
from style import INK, SMALL, arrow, canvas, label, role

WORDS = {"en": ("before", "after"), "ko": ("적용 전", "적용 후")}
VALUES = np.array([[1.5, -0.5, 0.0, 2.0], [-3.0, 0.5, 1.0, -1.0], [2.5, -2.0, 4.0, -0.5]])
SIDE = 38
TOP = 34


def draw(language: str) -> Figure:
    before, after = WORDS[language]
    figure, axes = canvas(440, 158)
    _grid(axes, 2, VALUES, role("data"))
    _grid(axes, 286, np.maximum(VALUES, 0), role("output"))
    label(axes, 2 + 2 * SIDE, 16, before, role("faint"), size=SMALL)
    label(axes, 286 + 2 * SIDE, 16, after, role("faint"), size=SMALL)

    middle = 220
    label(axes, middle, 46, "relu", size=SMALL)
    faint = role("faint")
    axes.plot([middle - 38, middle + 38], [104, 104], color=faint, linewidth=1)
    axes.plot([middle, middle], [116, 60], color=faint, linewidth=1)
    axes.plot([middle - 38, middle, middle + 38], [104, 104, 66], color=INK, linewidth=2.4)
    label(axes, middle - 4, 124, "0", role("faint"), size=SMALL)
    arrow(axes, (158, 92), (176, 92))
    arrow(axes, (264, 92), (282, 92))
    return figure


def _grid(axes: Axes, x: float, values: NDArray[np.float64], colour: str) -> None:
    """The numbers in boxes; where the input is negative, the box is hatched."""
    for i, j in np.ndindex(values.shape):
        corner = (x + j * SIDE, TOP + i * SIDE)
        negative = VALUES[i, j] < 0
        axes.add_patch(
            Rectangle(
                corner,
                SIDE,
                SIDE,
                facecolor="none",
                edgecolor=role("rule"),
                hatch="////" if negative else None,
                linewidth=0,
            )
        )
        axes.add_patch(
            Rectangle(corner, SIDE, SIDE, facecolor="none", edgecolor=colour, linewidth=1.2)
        )
        text = number(float(values[i, j]))
        place = (corner[0] + SIDE / 2, corner[1] + SIDE / 2)
        label(axes, *place, text, colour, size=14)
