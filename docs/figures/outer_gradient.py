"""The gradient of the example, laid out as W: each element is an error's slope times an input."""

import numpy as np
from _slopes import MINUS, signed
from matplotlib.figure import Figure
from style import SMALL, arrow, canvas, cells, label, role

WORDS = {
    "en": ("weights W", "gradient"),
    "ko": ("가중치 W", "그래디언트"),
}
X = np.array([1.0, 2.0, 3.0])
W = np.array([[0.5, -1.0, 0.5], [1.0, 0.0, -0.5]])
Y = np.array([1.0, 0.0])
SIDE = 40


def draw(language: str) -> Figure:
    weights, gradient = WORDS[language]
    figure, axes = canvas(440, 200)
    slopes = 2 * (W @ X - Y)
    top = 70
    label(
        axes, 12 + 1.5 * SIDE, top + 2 * SIDE + 22, f"{weights}  (2, 3)", role("weight"), size=SMALL
    )
    cells(axes, 12, top, _written(W, 1), role("weight"), size=SIDE)

    left = 308
    data, loss, colour = role("data"), role("loss"), role("gradient")
    cells(axes, left, top - SIDE - 10, _written(X[np.newaxis], 0), data, size=SIDE)
    label(axes, left - 14, top - SIDE / 2 - 10, "x", data, align="right")
    cells(axes, left - SIDE - 10, top, _written(slopes[:, np.newaxis], 0), loss, size=SIDE)
    label(
        axes, left - SIDE - 18, top + SIDE, f"2(y_pred {MINUS} y)", loss, size=SMALL, align="right"
    )
    cells(axes, left, top, _written(np.outer(slopes, X), 0), colour, size=SIDE, fill=role("tint"))
    below = f"{gradient}  (2, 3)"
    label(axes, left + 1.5 * SIDE, top + 2 * SIDE + 22, below, colour, size=SMALL)
    arrow(axes, (left + SIDE / 2, top - 15), (left + SIDE / 2, top + 9), data)
    arrow(axes, (left - 15, top + SIDE / 2), (left + 8, top + SIDE / 2), loss)
    return figure


def _written(values: np.ndarray, decimals: int) -> list[list[str]]:
    return [[signed(value, decimals) for value in row] for row in values]
