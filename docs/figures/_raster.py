"""Images of digits as pixels of one embedded picture, for figures that show many of them."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import NDArray
from style import role


def picture(
    axes: Axes, x: float, y: float, image: NDArray[Any], pixel: float, height: float | None = None
) -> tuple[float, float]:
    """Black on nothing, 255 the blackest, in a thin frame; returns its lower right corner.

    `height` stretches the pixels: an image of one row becomes a strip as high as that.
    """
    rows, columns = image.shape
    right = x + columns * pixel
    bottom = y + (rows * pixel if height is None else height)
    black = np.zeros((rows, columns, 4))
    black[..., 3] = image / 255
    axes.imshow(black, extent=(x, right, bottom, y), interpolation="none", aspect="auto")
    axes.add_patch(
        Rectangle(
            (x, y),
            right - x,
            bottom - y,
            facecolor="none",
            edgecolor=role("rule"),
            linewidth=1.2,
        )
    )
    return right, bottom
