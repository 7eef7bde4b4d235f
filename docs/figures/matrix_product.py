"""A matrix product: a row of X meets a column of W, and the inner lengths have to agree."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, brace, canvas, cells, label, role

WORDS = {
    "en": ("these two must agree", "row 1", "column 2"),
    "ko": ("두 길이가 같아야 합니다", "행 1", "열 2"),
}
X = np.array([[1, 2, 0], [3, 1, 2]])
W = np.array([[2, 0, 1, 1], [1, 3, 0, 2], [0, 1, 4, 1]])
ROW, COLUMN = 1, 2
SIDE = 34


def draw(language: str) -> Figure:
    agree, row, column = WORDS[language]
    y = X @ W
    (rows, inner), columns = X.shape, W.shape[1]
    figure, axes = canvas(440, 334)
    left, right, top, bottom = 76, 232, 44, 190
    data, weight, output = role("data"), role("weight"), role("output")

    _mark(axes, left, bottom + ROW * SIDE, inner, 1)
    _mark(axes, right + COLUMN * SIDE, top, 1, inner)
    _mark(axes, right + COLUMN * SIDE, bottom + ROW * SIDE, 1, 1)
    cells(axes, left, bottom, X.tolist(), data, size=SIDE)
    cells(axes, right, top, W.tolist(), weight, size=SIDE)
    cells(axes, right, bottom, y.tolist(), output, size=SIDE)
    for line in (
        ([left + inner * SIDE, right], [bottom + (ROW + 0.5) * SIDE] * 2),
        ([right + (COLUMN + 0.5) * SIDE] * 2, [top + inner * SIDE, bottom]),
    ):
        axes.plot(*line, color=role("faint"), linewidth=1.4, linestyle=":", zorder=0)

    brace(axes, (left - 12, bottom), (left - 12, bottom + rows * SIDE), str(rows))
    brace(axes, (left, bottom - 12), (left + inner * SIDE, bottom - 12), str(inner))
    brace(axes, (right - 12, top), (right - 12, top + inner * SIDE), str(inner))
    brace(axes, (right, top - 12), (right + columns * SIDE, top - 12), str(columns))
    label(axes, 104, 112, agree, size=SMALL)
    axes.plot([127, 127], [122, 154], color=role("faint"), linewidth=1)
    axes.plot([176, 198], [104, 98], color=role("faint"), linewidth=1)

    label(axes, 24, bottom + rows * SIDE / 2, "X", data)
    label(axes, right + columns * SIDE + 18, top + inner * SIDE / 2, "W", weight)
    label(axes, right + columns * SIDE + 32, bottom + rows * SIDE / 2, "X @ W", output)
    pairs = zip(X[ROW], W[:, COLUMN], strict=True)
    total = " + ".join(f"{a} · {b}" for a, b in pairs) + f" = {y[ROW, COLUMN]}"
    label(axes, 220, 284, f"{row} · {column}:  {total}")
    shapes = f"({rows}, {inner}) @ ({inner}, {columns})  →  ({rows}, {columns})"
    label(axes, 220, 314, shapes)
    return figure


def _mark(axes: Axes, x: float, y: float, columns: int, rows: int) -> None:
    """A tint with a hatch behind the elements that take part."""
    size = (columns * SIDE, rows * SIDE)
    axes.add_patch(Rectangle((x, y), *size, facecolor=role("tint"), linewidth=0))
    axes.add_patch(
        Rectangle((x, y), *size, facecolor="none", edgecolor=role("rule"), linewidth=0, hatch="///")
    )
