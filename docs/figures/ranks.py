"""Each rank is a row of the rank before it: number, vector, matrix, stack of matrices."""

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, canvas, cells, label, role

WORDS = {
    "en": ("scalar", "vector", "matrix", "rank-3 tensor", "rank"),
    "ko": ("스칼라", "벡터", "행렬", "랭크 3 텐서", "랭크"),
}
SIDE = 22


def draw(language: str) -> Figure:
    figure, axes = canvas(440, 150)
    data = role("data")
    lefts = (14, 74, 180, 304)
    top = 20
    cells(axes, lefts[0], top + SIDE, [[""]], data, size=SIDE)
    cells(axes, lefts[1], top + SIDE, [[""] * 3], data, size=SIDE)
    cells(axes, lefts[2], top, [[""] * 3] * 3, data, size=SIDE)
    for depth in (2, 1, 0):
        x, y = lefts[3] + depth * 13, top + 13 - depth * 10
        axes.add_patch(Rectangle((x, y), 3 * SIDE, 3 * SIDE, facecolor=role("paper"), linewidth=0))
        cells(axes, x, y, [[""] * 3] * 3, data, size=SIDE)
    centres = (lefts[0] + SIDE / 2, lefts[1] + 1.5 * SIDE, lefts[2] + 1.5 * SIDE, lefts[3] + 46)
    *names, rank = WORDS[language]
    for i, (centre, name) in enumerate(zip(centres, names, strict=True)):
        label(axes, centre, 116, name, size=SMALL)
        label(axes, centre, 135, f"{rank} {i}", role("faint"), size=SMALL)
    return figure
