"""Stacking: matrices become a rank-3 tensor, and those a rank-4 tensor, by one new first axis."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, arrow, canvas, cells, label, role

SHAPES = ("(3, 5)", "(3, 3, 5)", "(2, 3, 3, 5)")
WORDS = {
    "en": ("a matrix", "three of them", "two of those"),
    "ko": ("행렬 한 장", "행렬 세 장", "그런 묶음 두 개"),
}
SIDE = 15


def draw(language: str) -> Figure:
    figure, axes = canvas(440, 210)
    _stack(axes, 10, 60, 1)
    _stack(axes, 148, 60, 3)
    _stack(axes, 312, 14, 3)
    _stack(axes, 312, 98, 3)
    arrow(axes, (98, 84), (136, 84))
    arrow(axes, (260, 84), (298, 84))
    for x, shape, meaning in zip((47, 197, 362), SHAPES, WORDS[language], strict=True):
        label(axes, x, 178, shape, size=SMALL)
        label(axes, x, 197, meaning, role("faint"), size=SMALL)
    return figure


def _stack(axes: Axes, x: float, y: float, depth: int) -> None:
    """Matrices behind one another, the first one in front."""
    for behind in reversed(range(depth)):
        left, top = x + behind * 12, y + 20 - behind * 10
        axes.add_patch(
            Rectangle((left, top), 5 * SIDE, 3 * SIDE, facecolor=role("paper"), linewidth=0)
        )
        cells(axes, left, top, [[""] * 5] * 3, role("data"), size=SIDE)
