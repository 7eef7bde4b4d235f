"""An affine map: the grid of the linear map, moved so that the origin arrives at b."""

import numpy as np
from _plane import W, before_and_after
from matplotlib.figure import Figure
from style import role

BIAS = np.array([-1.0, -2.0])


def draw(language: str) -> Figure:
    figure, _, right = before_and_after(language, W, BIAS, half=3.25, middle=(-0.9, 0.3))
    right.arrow((0, 0), BIAS, role("bias"))
    right.word(BIAS / 2, "b", role("bias"), move=(12, 2))
    return figure
