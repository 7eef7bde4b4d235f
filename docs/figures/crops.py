"""Two blocks cut out of a digit: its lower right quarter, and its middle."""

from itertools import pairwise

from _digits import load_data
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, brace, canvas, ink, label, role

PIXEL = 6
TOP = 40


def draw(language: str) -> Figure:
    (images, _), _ = load_data()
    digit = images[4]
    figure, axes = canvas(440, 262)
    corner, centre = (slice(14, None), slice(14, None)), (slice(7, -7), slice(7, -7))
    for x, part, spelling in (
        (34, corner, "digit[14:, 14:]"),
        (262, centre, "digit[7:-7, 7:-7]"),
    ):
        shape = digit[part].shape
        start, stop, _ = part[0].indices(len(digit))
        _window(axes, x, start, stop)
        ink(axes, x, TOP, digit, PIXEL)
        _lengths(axes, x, [0, start, stop, len(digit)])
        middle = x + len(digit) * PIXEL / 2
        below = TOP + len(digit) * PIXEL
        label(axes, middle, below + 20, spelling, role("data"), size=SMALL, family="monospace")
        label(axes, middle, below + 40, str(shape), size=SMALL, family="monospace")
    return figure


def _window(axes: Axes, x: float, start: int, stop: int) -> None:
    axes.add_patch(
        Rectangle(
            (x + start * PIXEL, TOP + start * PIXEL),
            (stop - start) * PIXEL,
            (stop - start) * PIXEL,
            fill=False,
            edgecolor=role("data"),
            linewidth=2.4,
            zorder=3,
        )
    )


def _lengths(axes: Axes, x: float, cuts: list[int]) -> None:
    """How many pixels lie between the cuts, above the image and left of it."""
    for start, stop in pairwise(cuts):
        if start < stop:
            colour = role("data") if start == cuts[1] else role("faint")
            a, b = start * PIXEL + 1, stop * PIXEL - 1
            text = str(stop - start)
            brace(axes, (x + a, TOP - 9), (x + b, TOP - 9), text, colour)
            brace(axes, (x - 9, TOP + a), (x - 9, TOP + b), text, colour)
