"""A network of four layers: all paths on which one weight of the first layer reaches the loss."""

from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle
from style import SMALL, arrow, canvas, label, role

WORDS = {
    "en": ("data", "c", "b", "scores", "loss", "{paths} paths from one weight"),
    "ko": ("데이터", "c", "b", "점수", "손실", "가중치 하나에서 나가는 경로 {paths}개"),
}
SIZES = (2, 3, 2, 2, 1)
FROM, THROUGH = 0, 1  # the marked weight leads from this unit to that one
COLUMN, TOP, GAP, RADIUS = 96.0, 84.0, 56.0, 13.0


def draw(language: str) -> Figure:
    *names, caption = WORDS[language]
    figure, axes = canvas(440, 226)
    columns = [
        [(28 + COLUMN * k, TOP + (i - (size - 1) / 2) * GAP) for i in range(size)]
        for k, size in enumerate(SIZES)
    ]
    paths = 1
    for k, (here, there) in enumerate(pairwise(columns)):
        for i, start in enumerate(here):
            for j, end in enumerate(there):
                marked = (i, j) == (FROM, THROUGH) if k == 0 else k > 1 or i == THROUGH
                _line(axes, start, end, marked=marked, first=k == 0)
        if k:
            paths *= len(there)
    for k, (column, name) in enumerate(zip(columns, names, strict=True)):
        colour = role("data" if k == 0 else "loss" if k == len(columns) - 1 else "output")
        for i, (x, y) in enumerate(column):
            reached = k > 1 or (k, i) in ((0, FROM), (1, THROUGH))
            axes.add_patch(
                Circle(
                    (x, y),
                    RADIUS,
                    facecolor=role("tint"),
                    edgecolor=colour,
                    linewidth=2.4 if reached else 1.0,
                )
            )
        label(axes, column[0][0], 176, name, colour, size=SMALL)
    label(axes, 220, 212, caption.format(paths=paths), role("weight"), size=SMALL)
    return figure


def _line(
    axes: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    marked: bool,
    first: bool,
) -> None:
    (x0, y0), (x1, y1) = start, end
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    dx, dy = (x1 - x0) / length * (RADIUS + 2), (y1 - y0) / length * (RADIUS + 2)
    from_here, to_there = (x0 + dx, y0 + dy), (x1 - dx, y1 - dy)
    if marked:
        arrow(axes, from_here, to_there, role("weight"), width=3.4 if first else 1.8)
    else:
        axes.plot(*zip(from_here, to_there, strict=True), color=role("rule"), linewidth=1.2)
