"""Two numbers: an arrow in a plane of two dimensions, and an array with a single axis."""

from matplotlib.figure import Figure
from style import INK, SMALL, arrow, canvas, cells, label, role

WORDS = {
    "en": ("dimension 2", "two coordinates", "rank 1", "one axis"),
    "ko": ("2차원", "좌표 두 개", "랭크 1", "축 하나"),
}
UNIT = 26


def draw(language: str) -> Figure:
    dimension, coordinates, rank, one_axis = WORDS[language]
    figure, axes = canvas(400, 190)
    x, y = 28, 132

    for step in range(1, 5):
        for line in (
            ([x + step * UNIT] * 2, [y, y - 4.4 * UNIT]),
            ([x, x + 4.4 * UNIT], [y - step * UNIT] * 2),
        ):
            axes.plot(*line, color=role("rule"), linewidth=1)
    arrow(axes, (x, y), (x + 4.7 * UNIT, y), INK, width=1)
    arrow(axes, (x, y), (x, y - 4.7 * UNIT), INK, width=1)
    arrow(axes, (x, y), (x + 3 * UNIT, y - 4 * UNIT), role("data"), width=2.4)
    label(axes, x + 3 * UNIT, y + 13, "3", role("data"), size=SMALL)
    label(axes, x - 11, y - 4 * UNIT, "4", role("data"), size=SMALL)
    label(axes, x + 70, y + 38, f"{dimension}: {coordinates}", size=SMALL)

    cells(axes, 264, 62, [[3, 4]], role("data"))
    arrow(axes, (264, 110), (336, 110))
    label(axes, 300, y + 38, f"{rank}: {one_axis}", size=SMALL)
    return figure
