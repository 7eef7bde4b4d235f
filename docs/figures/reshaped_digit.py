"""A digit, its elements read into another shape, and its transpose."""

from _digits import load_data
from matplotlib.figure import Figure
from style import SMALL, canvas, ink, label, role

PIXEL = 3.5


def draw(language: str) -> Figure:
    (images, _), _ = load_data()
    digit = images[4]
    figure, axes = canvas(440, 146)
    for left, image, name in (
        (6, digit, "digit"),
        (122, digit.reshape(14, 56), "digit.reshape(14, 56)"),
        (336, digit.T, "digit.T"),
    ):
        top = 6 + (28 - len(image)) * PIXEL / 2
        right, _ = ink(axes, left, top, image, PIXEL)
        middle = (left + right) / 2
        label(axes, middle, 118, name, size=SMALL, family="monospace")
        label(axes, middle, 137, str(image.shape), role("faint"), size=SMALL)
    return figure
