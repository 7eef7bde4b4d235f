"""Three digits as three channels: transposed they come out whole, reshaped they are shredded."""

import numpy as np
from _digits import load_data
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, canvas, label, role

WORDS = {"en": ("channel {}", "right", "wrong"), "ko": ("채널 {}", "맞음", "틀림")}
PIXEL = 4
LEFTS = (36, 164, 292)
TOPS = (36, 196)


def draw(language: str) -> Figure:
    channel, right, wrong = WORDS[language]
    (digits, _), _ = load_data()
    image = np.stack(list(digits[:3]), axis=-1)
    results = (np.transpose(image, (2, 0, 1)), image.reshape(3, 28, 28))
    side = 28 * PIXEL
    total = TOPS[1] + side + 26
    figure, axes = canvas(440, total)
    for top, name, word, pictures in zip(
        TOPS, ("np.transpose", "reshape"), (right, wrong), results, strict=True
    ):
        label(axes, LEFTS[0], top - 16, name, size=SMALL, align="left", family="monospace")
        label(axes, LEFTS[2] + side, top - 16, word, role("faint"), size=SMALL, align="right")
        for c, (left, picture) in enumerate(zip(LEFTS, pictures, strict=True)):
            box = (left / 440, 1 - (top + side) / total, side / 440, side / total)
            inset = figure.add_axes(box)
            # Enlarged here, so that the browser does not blur the pixels.
            large = picture.repeat(8, axis=0).repeat(8, axis=1)
            inset.imshow(large, cmap="binary", vmin=0, vmax=255, interpolation="none")
            inset.axis("off")
            axes.add_patch(
                Rectangle((left, top), side, side, facecolor="none", edgecolor=role("rule"))
            )
            if top == TOPS[1]:
                below = (left + side / 2, top + side + 14)
                label(axes, *below, channel.format(c), role("faint"), size=SMALL)
    return figure
