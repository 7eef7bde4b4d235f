"""Two arms that wind around each other, and the best that one straight cut can do."""

import numpy as np
from _spirals import Space, spirals, straight_cut
from matplotlib.figure import Figure
from style import canvas


def draw(language: str) -> Figure:
    points, labels = spirals(500, np.random.default_rng(0))
    figure, axes = canvas(300, 290)
    space = Space(axes, 5, 5, 280, points)
    space.dots(points, labels)
    space.cut(straight_cut(points, labels), 0)
    return figure
