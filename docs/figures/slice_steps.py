"""Steps: every second row and column of a digit, and its columns from right to left."""

import numpy as np
from _digits import load_data
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray
from style import SMALL, canvas, ink, label, role

PIXEL = 4
SIDE = 28 * PIXEL
TOP = 10


def draw(language: str) -> Figure:
    (images, _), _ = load_data()
    digit = images[4]
    figure, axes = canvas(440, 176)
    _show(axes, 12, digit, "digit", PIXEL)
    _show(axes, 164, digit[::2, ::2], "[::2, ::2]", 2 * PIXEL)
    _show(axes, 316, digit[:, ::-1], "[:, ::-1]", PIXEL)
    return figure


def _show(axes: Axes, x: float, image: NDArray[np.uint8], spelling: str, pixel: float) -> None:
    ink(axes, x, TOP, image, pixel)
    middle = x + SIDE / 2
    label(axes, middle, TOP + SIDE + 20, spelling, role("data"), size=SMALL, family="monospace")
    label(axes, middle, TOP + SIDE + 40, str(image.shape), size=SMALL, family="monospace")
