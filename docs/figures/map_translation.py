"""Adding one vector to every point: each corner takes the same step."""

import numpy as np
from _plane import F, Plane
from matplotlib.figure import Figure
from style import canvas, role

STEP = np.array([-3.0, -2.0])


def draw(language: str) -> Figure:
    figure, axes = canvas(300, 260)
    plane = Plane(axes, 20, 4, half=3.25, side=252)
    plane.grid()
    plane.cross()
    plane.shape(F, role("data"))
    plane.shape(F + STEP, role("output"))
    for corner in (8, 4, 1):
        plane.arrow(F[corner], F[corner] + STEP, role("bias"))
    plane.word((0.4, -1.75), "b = (\u22123, \u22122)", role("bias"), align="left")
    plane.word(F[8], "X", role("data"), move=(12, -8))
    plane.word(F[2] + STEP, "Y", role("output"), move=(16, 13))
    return figure
