"""relu on the plane: one quadrant stays, two become edges, and one becomes the origin."""

import numpy as np
from _plane import ROTATION, SIDE, TOP, F, Plane, Points
from matplotlib.figure import Figure
from style import SMALL, arrow, canvas, label, role

WORDS = {"en": ("after x @ W + b", "after relu"), "ko": ("x @ W + b 다음", "렐루 다음")}
BIAS = np.array([0.25, -1.25])


def relu(points: Points) -> Points:
    return np.maximum(points, 0)


def draw(language: str) -> Figure:
    affine, folded = WORDS[language]
    figure, axes = canvas(440, TOP + SIDE + 6)
    left, right = (Plane(axes, x, TOP, half=2.25) for x in (4, 230))
    label(axes, 4 + SIDE / 2, 14, affine, role("faint"), size=SMALL)
    label(axes, 230 + SIDE / 2, 14, folded, role("faint"), size=SMALL)
    left.grid(lambda points: points @ ROTATION + BIAS)
    right.grid(lambda points: relu(points @ ROTATION + BIAS), steps=480)
    left.cross()
    right.cross()
    moved = F @ ROTATION + BIAS
    outline = np.concatenate(
        [np.linspace(a, b, 40) for a, b in zip(moved, np.roll(moved, -1, axis=0), strict=True)]
    )
    left.shape(moved, role("data"))
    right.shape(moved, role("data"), dashed=True)
    right.shape(relu(outline), role("output"), width=2.6)
    for corner in (9, 0, 3):
        right.axes.plot(
            *right.at(relu(moved[corner])), "o", color=role("output"), markersize=5, zorder=2
        )
        start, end = right.at(moved[corner]), right.at(relu(moved[corner]))
        (x0, y0), (x1, y1) = start, end
        if np.abs(end - start).max() > 8:
            arrow(axes, (x0, y0), (x1, y1), width=1.4)
    return figure
