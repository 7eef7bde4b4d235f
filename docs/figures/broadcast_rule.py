"""The rule of broadcasting: shapes aligned at the right, missing axes as 1, a 1 stretches."""

from itertools import zip_longest

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import INK, SMALL, canvas, label, role

WORDS = {"en": ("result", "no result"), "ko": ("결과", "결과 없음")}
PAIRS = (((64, 3, 32, 10), (32, 10)), ((3, 1), (1, 4)), ((32, 10), (32,)))
WIDTH, HEIGHT = 40, 27
RIGHT = 262


def draw(language: str) -> Figure:
    result, nothing = WORDS[language]
    figure, axes = canvas(440, 302)
    y = 4.0
    for a, b in PAIRS:
        columns = list(zip_longest(reversed(a), reversed(b), fillvalue=0))
        fits = True
        for k, (m, n) in enumerate(columns):
            x = RIGHT - (k + 1) * WIDTH
            clash = min(m, n) > 1 and m != n
            fits = fits and not clash
            _length(axes, x, y, m, stretches=m in (0, 1) and n > 1, clash=clash)
            _length(axes, x, y + HEIGHT, n, stretches=n in (0, 1) and m > 1, clash=clash)
            if clash:
                label(axes, x + WIDTH / 2, y + 2 * HEIGHT + 18, "×", size=22, weight="bold")
            else:
                text = str(max(m, n))
                label(axes, x + WIDTH / 2, y + 2 * HEIGHT + 18, text, role("output"))
        for row, shape in enumerate((a, b)):
            place = (RIGHT + 16, y + (row + 0.5) * HEIGHT)
            label(axes, *place, str(shape), role("data"), align="left", size=SMALL)
        left = RIGHT - len(columns) * WIDTH
        axes.plot([left, RIGHT], [y + 2 * HEIGHT + 4] * 2, color=role("faint"), linewidth=1)
        words = result if fits else nothing
        place = (RIGHT + 16, y + 2 * HEIGHT + 18)
        label(axes, *place, words, role("output") if fits else INK, align="left", size=SMALL)
        y += 108
    return figure


def _length(axes: Axes, x: float, y: float, length: int, *, stretches: bool, clash: bool) -> None:
    """The length of one axis: dashed where it stretches, thick where it clashes."""
    colour = INK if clash else role("data")
    axes.add_patch(
        Rectangle(
            (x + 1.5, y + 1.5),
            WIDTH - 3,
            HEIGHT - 3,
            facecolor="none" if stretches else role("tint"),
            edgecolor=colour,
            linewidth=2.4 if clash else 1.2,
            linestyle=(0, (3, 2)) if stretches else "-",
        )
    )
    label(axes, x + WIDTH / 2, y + HEIGHT / 2, str(max(length, 1)), colour)
