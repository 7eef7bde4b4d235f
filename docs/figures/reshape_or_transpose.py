"""Reshape and transpose: one strip of memory, the same shape, and two ways to read it."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle
from numpy.typing import NDArray
from style import INK, SMALL, canvas, cells, label, role

WORDS = {
    "en": ("in memory", "next column: {}", "next row: {}", ("1 element", "{} elements")),
    "ko": ("메모리", "다음 열: {}", "다음 행: {}", ("원소 1개", "원소 {}개")),
}
X = np.arange(6).reshape(3, 2)
SIDE = 32
STRIP = 30


def draw(language: str) -> Figure:
    memory, column, row, counts = WORDS[language]
    figure, axes = canvas(440, 366)
    label(axes, 10, 16, "x: (3, 2)", align="left")
    _matrix(axes, 10, 32, X)
    label(axes, 160, 16, memory, align="left")
    _matrix(axes, 160, 64, X.reshape(1, 6), STRIP)

    for left, title, view in (
        (10, "x.reshape(2, 3)", X.reshape(2, 3)),
        (240, "x.T: (2, 3)", X.T),
    ):
        label(axes, left, 168, title, align="left")
        _matrix(axes, left, 184, view)
        _matrix(axes, left, 272, X.reshape(1, 6), STRIP)
        down, across = (stride // X.itemsize for stride in view.strides)
        for step in range(2):
            _hop(axes, left, step * across, across, 302, dashed=False)
        _hop(axes, left, 0, down, 272, dashed=True)
        words = [counts[0] if n == 1 else counts[1].format(n) for n in (across, down)]
        for y, word, style in (
            (336, column.format(words[0]), "-"),
            (356, row.format(words[1]), "--"),
        ):
            axes.plot([left, left + 26], [y, y], color=INK, linewidth=1.4, linestyle=style)
            label(axes, left + 36, y, word, size=SMALL, align="left")
    return figure


def _matrix(
    axes: Axes, left: float, top: float, values: NDArray[np.int_], side: float = SIDE
) -> None:
    """The elements; those that stood in row 1 of x are tinted, those of row 2 hatched."""
    for (i, j), value in np.ndenumerate(values):
        corner = (left + j * side, top + i * side)
        if value // 2 == 1:
            axes.add_patch(Rectangle(corner, side, side, facecolor=role("rule"), linewidth=0))
        if value // 2 == 2:
            axes.add_patch(
                Rectangle(
                    corner,
                    side,
                    side,
                    facecolor="none",
                    edgecolor=role("rule"),
                    linewidth=0,
                    hatch="////",
                )
            )
    cells(axes, left, top, values.tolist(), role("data"), size=side)


def _hop(axes: Axes, left: float, start: int, length: int, y: float, *, dashed: bool) -> None:
    """An arc along the strip, below it (solid: next column) or above it (dashed: next row)."""
    a, b = left + (start + 0.5) * STRIP, left + (start + length + 0.5) * STRIP
    bend = 0.45 if not dashed else -0.35
    axes.add_patch(
        FancyArrowPatch(
            (a, y),
            (b, y),
            connectionstyle=f"arc3,rad={bend}",
            arrowstyle="-|>,head_length=6,head_width=3",
            color=INK,
            linewidth=1.4,
            linestyle="--" if dashed else "-",
            mutation_scale=1,
            shrinkA=2,
            shrinkB=2,
        )
    )
