"""A matrix with two columns is a list of points: the corners of a letter F."""

from _plane import F, Plane
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, canvas, label, role

WORDS = {"en": "row", "ko": "행"}
MARKED = 8
LINE = 21.5
# The lines inside the F, between its boxes of half a unit.
INSIDE = [([0, y], [0.5, y]) for y in (0.5, 1.0, 1.5, 2.0)]
INSIDE += [([x, y], [x, y + 0.5]) for x, y in ((0.5, 1), (0.5, 2), (1, 2))]
# How far the number of each corner stands from it, in pixels.
BESIDE = (
    (-9, 10),
    (9, 10),
    (-9, -9),
    (10, 7),
    (10, -7),
    (-9, 9),
    (-9, -9),
    (10, 9),
    (9, -9),
    (-9, -9),
)


def draw(language: str) -> Figure:
    data = role("data")
    figure, axes = canvas(440, 280)
    plane = Plane(axes, 6, 8, half=1.8, side=264, middle=(0.9, 1.15))
    plane.grid()
    plane.shape(F, data)
    for line in INSIDE:
        plane.line(line, data, width=0.6, above=1.5)
    plane.arrow((0, 0), F[MARKED])
    axes.plot(*plane.at(F).T, "o", color=data, markersize=5)
    for i, (corner, beside) in enumerate(zip(F, BESIDE, strict=True)):
        x, y = plane.at(corner) + beside
        label(axes, x, y, str(i), data, size=SMALL)

    left, top = 308, 44
    for i, (right, up) in enumerate(F):
        y = top + i * LINE
        if i == MARKED:
            corner = (left - 2, y - LINE / 2)
            axes.add_patch(Rectangle(corner, 112, LINE, facecolor=role("tint"), linewidth=0))
        label(axes, left + 24, y, str(i), role("faint"), size=SMALL, align="right")
        label(axes, left + 64, y, f"{right:.1f}", data, align="right")
        label(axes, left + 102, y, f"{up:.1f}", data, align="right")
    label(axes, left + 24, top - 24, WORDS[language], role("faint"), size=SMALL, align="right")
    label(
        axes, left + 102, top + 10 * LINE + 4, "(10, 2)", role("faint"), size=SMALL, align="right"
    )
    return figure
