"""How far one element reaches: one element in x * x, a whole row in x @ w."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray
from style import SMALL, arrow, canvas, label, role

WORDS = {
    "en": ("element-wise", "not element-wise"),
    "ko": ("원소별 연산", "원소별 연산이 아님"),
}
SIDE = 17
TOP = 34


def draw(language: str) -> Figure:
    figure, axes = canvas(440, 134)
    rng = np.random.default_rng(0)
    x, w = rng.normal(size=(3, 4)), rng.normal(size=(4, 5))
    nudged = x.copy()
    nudged[1, 2] += 1
    input_changes = nudged != x
    for left, name, changes, word in (
        (4, "x * x", nudged * nudged != x * x, WORDS[language][0]),
        (228, "x @ w", nudged @ w != x @ w, WORDS[language][1]),
    ):
        columns = changes.shape[1]
        _grid(axes, left, input_changes, role("data"))
        start = left + 4 * SIDE
        arrow(axes, (start + 10, TOP + 1.5 * SIDE), (start + 40, TOP + 1.5 * SIDE))
        _grid(axes, start + 50, changes, role("output"))
        end = start + 50 + columns * SIDE
        label(axes, left + 2 * SIDE, TOP - 14, "x", role("data"))
        label(axes, (start + 50 + end) / 2, TOP - 14, name)
        label(axes, (left + end) / 2, TOP + 3 * SIDE + 24, word, role("faint"), size=SMALL)
    return figure


def _grid(axes: Axes, x: float, changes: NDArray[np.bool_], colour: str) -> None:
    """A grid in which the elements that change are filled."""
    for i, j in np.ndindex(changes.shape):
        corner = (x + j * SIDE, TOP + i * SIDE)
        fill = colour if changes[i, j] else "none"
        axes.add_patch(
            Rectangle(corner, SIDE, SIDE, facecolor=fill, edgecolor=colour, linewidth=1.2)
        )
