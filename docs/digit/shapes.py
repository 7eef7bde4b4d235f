"""What a digit's picture is like, in five numbers, and what is usual for each digit of MNIST.

`shapes.js` computes the same five numbers of what a reader draws.
"""

import numpy as np
from numpy.typing import NDArray

RARE = 13  # of 255, one in twenty: where fewer of a digit's images have ink is strange to it
COMMON = 128  # of 255, one in two: where more have ink is part of its form
INK = 128  # where a pixel counts as inked
USUAL = (5, 95)  # percent of the images that lie below

Images = NDArray[np.uint8]


def often(images: Images) -> Images:
    """How often the images have ink, for each place: `(28, 28)`, 255 for always."""
    return np.asarray(np.rint((images >= INK).mean(axis=0) * 255), np.uint8)


def traits(images: Images, places: Images) -> dict[str, NDArray[np.float64]]:
    """Five numbers for each image.

    Args:
        images: `(n, 28, 28)`, with ink on each.
        places: What `often` gives for the digit that they are meant to be.

    Returns:
        `ink`: how many black pixels all the ink would fill. `slant`: how many pixels a stroke moves
            to the left from a row to the next. `breadth`: the spread from left to right, as a
            multiple of that from top to bottom. `stray`: the part of the ink in strange places.
            `missing`: the part of the digit's form that has no ink.
    """
    ink = images / 255
    total = ink.sum(axis=(1, 2))
    y, x = np.indices(images.shape[1:])
    dy = y - ((ink * y).sum(axis=(1, 2)) / total)[:, None, None]
    dx = x - ((ink * x).sum(axis=(1, 2)) / total)[:, None, None]
    down, across, both = ((ink * d).sum(axis=(1, 2)) for d in (dy * dy, dx * dx, dx * dy))
    form = places >= COMMON
    return {
        "ink": total,
        "slant": -both / np.maximum(down, 1e-9),
        "breadth": np.sqrt(across / np.maximum(down, 1e-9)),
        "stray": (ink * (places < RARE)).sum(axis=(1, 2)) / total,
        "missing": 1 - (ink * form).sum(axis=(1, 2)) / max(int(form.sum()), 1),
    }


def usual(images: Images) -> dict[str, list[float]]:
    """Above which number 19 of 20 images lie, and below which, for each trait."""
    found = traits(images, often(images))
    return {name: np.percentile(values, USUAL).round(4).tolist() for name, values in found.items()}
