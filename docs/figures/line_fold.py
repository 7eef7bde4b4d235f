"""Two units that look in opposite directions bend a line to a corner; adding them folds it."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from style import SMALL, arrow, canvas, label, role

WORDS = {
    "en": ("the line", "relu(x), relu(\u2212x)", "their sum"),
    "ko": ("직선", "relu(x), relu(\u2212x)", "두 값의 합"),
}
UNIT = 24


def draw(language: str) -> Figure:
    line, corner, folded = WORDS[language]
    figure, axes = canvas(440, 190)
    _title(axes, 80, line)
    _title(axes, 244, corner)
    _title(axes, 386, folded)
    numbers = range(-3, 4)

    axes.plot([0.2 * UNIT, 6.3 * UNIT], [110, 110], color=role("data"), linewidth=2)
    for number in numbers:
        _point(axes, (80 + number * UNIT, 110), number, (0, 18), role("data"))

    x, y = 214, 146
    ends = ([x + 3.4 * UNIT, x, x], [y, y, y - 3.4 * UNIT])
    axes.plot(*ends, color=role("output"), linewidth=2)
    for number in numbers:
        spot = (x + max(number, 0) * UNIT, y - max(-number, 0) * UNIT)
        beside = (0, 18) if number >= 0 else (-16, 0)
        _point(axes, spot, number, beside, role("output"))

    x, y = 346, 110
    axes.plot([x, x + 3.4 * UNIT], [y, y], color=role("output"), linewidth=2)
    for number in numbers:
        beside = (0, 18) if number >= 0 else (0, -18)
        _point(axes, (x + abs(number) * UNIT, y), number, beside, role("output"))
    arrow(axes, (164, 110), (182, 110))
    arrow(axes, (306, 110), (328, 110))
    return figure


def _title(axes: Axes, x: float, text: str) -> None:
    label(axes, x, 14, text, role("faint"), size=SMALL)


def _point(
    axes: Axes,
    spot: tuple[float, float],
    number: int,
    beside: tuple[float, float],
    colour: str,
) -> None:
    """A dot with its number: filled on the positive side, hollow on the negative side."""
    fill = colour if number >= 0 else role("paper")
    if number < 0 and beside[1] < 0:  # the hollow dot lies on a filled one: a ring around it
        fill = "none"
    size = 11 if fill == "none" else 6
    axes.plot(*spot, "o", color=colour, markerfacecolor=fill, markersize=size)
    text = str(number).replace("-", "\u2212")
    label(axes, spot[0] + beside[0], spot[1] + beside[1], text, size=SMALL)
