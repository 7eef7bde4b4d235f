"""Six people: the postcode as one column of numbers, and as one column for each place."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, arrow, canvas, label, role

WORDS = {
    "en": ("age", "postcode", "income", ("Seoul", "Busan", "Jeju"), "(6, 3)", "(6, 5)"),
    "ko": ("나이", "우편번호", "소득", ("서울", "부산", "제주"), "(6, 3)", "(6, 5)"),
}
PEOPLE = [
    (34, 4524, 52),
    (51, 4524, 48),
    (28, 47545, 29),
    (45, 47545, 31),
    (39, 63122, 41),
    (62, 63122, 39),
]
TOP, HEIGHT = 40, 26


def draw(language: str) -> Figure:
    age, postcode, income, places, before, after = WORDS[language]
    figure, axes = canvas(440, 236)
    codes = sorted({person[1] for person in PEOPLE})
    left = [(age, [p[0] for p in PEOPLE], 38), (postcode, [p[1] for p in PEOPLE], 62)]
    left.append((income, [p[2] for p in PEOPLE], 52))
    right = [left[0], left[2]]
    for place, code in zip(places, codes, strict=True):
        right.append((place, [int(p[1] == code) for p in PEOPLE], 45))
    end = _table(axes, 8, left, {1})
    label(axes, (8 + end) / 2, TOP + 6 * HEIGHT + 20, before, role("faint"), size=SMALL)
    start = 440 - 8 - sum(width for _, _, width in right)
    arrow(axes, (end + 5, TOP + 3 * HEIGHT), (start - 5, TOP + 3 * HEIGHT))
    _table(axes, start, right, {2, 3, 4})
    label(axes, (start + 432) / 2, TOP + 6 * HEIGHT + 20, after, role("faint"), size=SMALL)
    return figure


def _table(
    axes: Axes, x: float, columns: list[tuple[str, list[int], int]], marked: set[int]
) -> float:
    """Columns side by side; those that are marked lie on a tint. Returns where the table ends."""
    for j, (name, values, width) in enumerate(columns):
        label(axes, x + width / 2, TOP - 14, name, size=12.5)
        for i, value in enumerate(values):
            one = j in marked and value == 1
            axes.add_patch(
                Rectangle(
                    (x, TOP + i * HEIGHT),
                    width,
                    HEIGHT,
                    facecolor=role("tint") if j in marked else "none",
                    edgecolor=role("data"),
                    linewidth=1,
                )
            )
            label(
                axes,
                x + width / 2,
                TOP + (i + 0.5) * HEIGHT,
                str(value),
                role("faint") if j in marked and value == 0 else role("data"),
                size=SMALL,
                weight="bold" if one else "normal",
            )
        x += width
    return x
