"""The shapes of a dense layer: (128, 784) times (784, 512) plus (512,) gives (128, 512)."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, TEXT, arrow, canvas, label, role

WORDS = {
    "en": ("sample i", "unit j", "its bias", "sample i, unit j", "the same length"),
    "ko": ("샘플 i", "유닛 j", "유닛 j의 편향", "샘플 i, 유닛 j", "같은 길이"),
}
SAMPLES, FEATURES, UNITS = 128, 784, 512
# The sides of the tables, in pixels: 784 is drawn longer than 512, and 512 longer than 128.
SIDES = {SAMPLES: 44, FEATURES: 106, UNITS: 70}
MIDDLE = 90.0
ROW, COLUMN = 0.72, 0.3  # how far along a table the marked sample and the marked unit lie


def draw(language: str) -> Figure:
    sample, unit, its_bias, both, same = WORDS[language]
    figure, axes = canvas(440, 208)
    _table(axes, 8, (SAMPLES, FEATURES), "X", "data", sample, row=True)
    label(axes, 128, MIDDLE, "@", size=TEXT)
    _table(axes, 142, (FEATURES, UNITS), "W", "weight", unit, column=True)
    label(axes, 226, MIDDLE, "+", size=TEXT)
    _table(axes, 240, (UNITS,), "b", "bias", its_bias, column=True)
    arrow(axes, (318, MIDDLE), (356, MIDDLE))
    label(axes, 336, MIDDLE - 12, "relu", size=SMALL)
    _table(axes, 362, (SAMPLES, UNITS), "Y", "output", both, row=True, column=True)

    start, end, y = 77, 161, 175
    axes.plot([start, start, end, end], [y - 6, y, y, y - 6], color=role("faint"), linewidth=1.2)
    label(axes, (start + end) / 2, y + 15, same, role("faint"), size=SMALL)
    return figure


def _table(
    axes: Axes,
    x: float,
    shape: tuple[int, ...],
    name: str,
    colour: str,
    marked: str,
    *,
    row: bool = False,
    column: bool = False,
) -> None:
    """A table with its name, its shape, and a marked row, column, or element."""
    width = SIDES[shape[-1]]
    height = SIDES[shape[0]] if len(shape) == 2 else 10
    top = MIDDLE - height / 2
    colour = role(colour)
    _box(axes, x, top, width, height, facecolor=role("tint"), edgecolor=colour, linewidth=1.6)
    along = (x + COLUMN * width - 3, 6) if column else (x, width)
    down = (top + ROW * height - 3, 6) if row else (top, height)
    _box(axes, along[0], down[0], along[1], down[1], facecolor=colour, linewidth=0)
    above = top - 13
    if len(shape) == 1:
        label(axes, x + width / 2, above, name, colour)
        above -= 20
    else:
        label(axes, x + width * 0.68, top + height * 0.32, name, colour)
    if row and column:
        label(axes, 434, above, marked, colour, size=SMALL, align="right")
    else:
        label(axes, x + width / 2, above, marked, colour, size=SMALL)
    label(axes, x + width / 2, 158, str(shape), size=SMALL)


def _box(axes: Axes, x: float, y: float, width: float, height: float, **style: Any) -> None:
    axes.add_patch(Rectangle((x, y), width, height, **style))
