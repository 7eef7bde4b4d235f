"""A shear sets a handwritten digit upright: each pixel becomes a small parallelogram."""

import numpy as np
from _digits import load_data
from _plane import SIDE, TOP, WORDS, Plane
from matplotlib.figure import Figure
from matplotlib.patches import Polygon
from style import INK, SMALL, canvas, label, role

SQUARE = np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]])


def draw(language: str) -> Figure:
    (images, _), _ = load_data()
    image = images[9]
    rows, columns = np.nonzero(image > 127)
    points = np.stack([columns, -rows], axis=1).astype(np.float64)
    centre = points.mean(axis=0)
    right, up = (points - centre).T
    slant = (right * up).mean() / (up * up).mean()
    shear = np.array([[1.0, 0.0], [-slant, 1.0]])

    figure, axes = canvas(440, TOP + SIDE + 6)
    for x, matrix, name in zip((4, 230), (np.eye(2), shear), WORDS[language], strict=True):
        label(axes, x + SIDE / 2, 14, name, role("faint"), size=SMALL)
        plane = Plane(axes, x, TOP, half=12)
        for i, j in zip(*np.nonzero(image), strict=True):
            corners = (np.array([j, -i]) - centre + SQUARE) @ matrix
            pixel = Polygon(
                plane.at(corners), facecolor=INK, alpha=float(image[i, j]) / 255, linewidth=0
            )
            axes.add_patch(pixel)
        plane.cross()
        lean = np.array([[0.0, -11.0], [0.0, 11.0]]) + np.array([[-11.0], [11.0]]) * [slant, 0]
        plane.line(lean @ matrix, role("data"), width=2, above=2)
    return figure
