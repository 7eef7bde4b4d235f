"""The gradient of one digit: the digit itself, once for each class, times that class's error."""

import numpy as np
from _digits import load_data
from _slopes import signed
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from style import SMALL, canvas, label, role

WORDS = {"en": "class", "ko": "클래스"}
PIXEL = 2.5
SHADES = 5


def draw(language: str) -> Figure:
    name = WORDS[language]
    (images, labels), _ = load_data()
    image = images[4] / 255
    errors = np.full(10, 0.1) - np.eye(10)[labels[4]]
    figure, axes = canvas(440, 262)
    side = 28 * PIXEL
    for k, error in enumerate(errors):
        x, y = 12 + (k % 5) * 86, 26 + (k // 5) * 128
        strength = abs(error) / np.abs(errors).max()
        _shades(axes, x, y, image * strength**0.7)
        right = error < 0
        colour = role("gradient") if right else role("rule")
        axes.add_patch(
            Rectangle((x, y), side, side, facecolor="none", edgecolor=colour, linewidth=1 + right)
        )
        label(axes, x + side / 2, y - 12, f"{name} {k}", role("faint"), size=SMALL)
        text = f"{'' if right else '+'}{signed(error, 1)} · x"
        label(axes, x + side / 2, y + side + 14, text, role("gradient"), size=SMALL)
    return figure


def _shades(axes: Axes, x: float, y: float, image: np.ndarray) -> None:
    """The image in a few shades, each one path, its pixels joined into strips."""
    levels = np.round(image * SHADES).astype(int)
    for level in range(1, SHADES + 1):
        corners = []
        for i, row in enumerate(levels == level):
            edges = np.flatnonzero(np.diff(np.concatenate([[0], row.astype(int), [0]])))
            for start, end in edges.reshape(-1, 2):
                a, b, c, d = x + start * PIXEL, x + end * PIXEL, y + i * PIXEL, y + (i + 1) * PIXEL
                corners.append([(a, c), (b, c), (b, d), (a, d), (a, c)])
        if corners:
            path = Path.make_compound_path(*[Path(strip, closed=True) for strip in corners])
            shade = PathPatch(path, facecolor=role("gradient"), alpha=level / SHADES, linewidth=0)
            axes.add_patch(shade)
