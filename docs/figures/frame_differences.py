"""Two frames of the page's video, and what changes between them: the edges of the digit."""

import numpy as np
from _digits import load_data
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, canvas, label, role

WORDS = {"en": ("frame {}", "difference"), "ko": ("프레임 {}", "차이")}
T = 20
ROWS, COLUMNS = slice(40, 104), slice(3 * T - 6, 3 * T + 66)
WIDTH, HEIGHT, GAP = 140, 124, 7


def draw(language: str) -> Figure:
    frame, difference = WORDS[language]
    (images, _), _ = load_data()
    digit = images[4].repeat(2, axis=0).repeat(2, axis=1)
    wall = np.random.default_rng(0).integers(60, 120, size=(144, 256), dtype="uint8")
    pictures = []
    for t in (T, T + 1):
        picture = wall.copy()
        place = picture[44:100, 3 * t : 3 * t + 56]
        place[:] = np.maximum(place, digit)
        pictures.append(picture[ROWS, COLUMNS].astype("int64"))
    pictures.append(np.abs(pictures[1] - pictures[0]))

    total = HEIGHT + 30
    figure, axes = canvas(440, total)
    names = (frame.format(T), frame.format(T + 1), difference)
    for i, (picture, name) in enumerate(zip(pictures, names, strict=True)):
        left = 3 + i * (WIDTH + GAP)
        inset = figure.add_axes((left / 440, 26 / total, WIDTH / 440, HEIGHT / total))
        # Enlarged here, so that the browser does not blur the pixels.
        large = picture.repeat(4, axis=0).repeat(4, axis=1)
        inset.imshow(large, cmap="binary", vmin=0, vmax=255, aspect="auto", interpolation="none")
        inset.axis("off")
        axes.add_patch(
            Rectangle((left, 4), WIDTH, HEIGHT, facecolor="none", edgecolor=role("rule"))
        )
        label(axes, left + WIDTH / 2, total - 12, name, size=SMALL)
    return figure
