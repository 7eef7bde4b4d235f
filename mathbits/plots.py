"""Pictures of digits and of training, with matplotlib (`pip install mathbits[plot]`).

Each function returns a matplotlib figure. A notebook whose inline backend is on shows it by itself.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from mathbits.callbacks import History

__all__ = ["digits", "history"]

INK = "#000000"


def digits(
    images: NDArray[Any], titles: Sequence[object] | NDArray[Any] | None = None, columns: int = 5
) -> Figure:
    """Draw images of digits, ink on paper.

    Args:
        images: `(count, 28, 28)` or flat, `(count, 784)`; 0 is paper, the largest value is ink.
        titles: One for each image, such as its label.
        columns: How many stand in a row.

    Returns:
        The figure.

    Raises:
        ValueError: If the images are not 28 by 28, or there are fewer or more titles than images.

    Examples:
        >>> figure = digits(np.zeros((7, 784)), titles=range(7))
        >>> len(figure.axes)
        7
    """
    if images.shape[1:] not in ((28, 28), (784,)):
        raise ValueError(
            f"images has shape {images.shape}, expected (count, 28, 28) or (count, 784)."
        )
    if titles is not None and len(titles) != len(images):
        raise ValueError(f"titles: expected {len(images)}, one for each image, got {len(titles)}.")
    rows = -(-len(images) // columns)
    figure = Figure(figsize=(1.1 * columns, 1.35 * rows), layout="constrained")
    for i, image in enumerate(images.reshape(-1, 28, 28)):
        axes = figure.add_subplot(rows, columns, i + 1)
        axes.imshow(_ink(image), interpolation="nearest")
        axes.set_xticks([])
        axes.set_yticks([])
        axes.spines[:].set_alpha(0.25)
        if titles is not None:
            axes.set_title(str(titles[i]), fontsize=12)
    return figure


def history(record: History) -> Figure:
    """Draw how the loss and the metrics went, epoch by epoch.

    Args:
        record: What `fit` returned.

    Returns:
        The figure, with one curve for each name.

    Raises:
        ValueError: If the record has no epoch.

    Examples:
        >>> record = History()
        >>> record.on_epoch_end(0, {"loss": 0.5, "accuracy": 0.9})
        >>> len(history(record).axes)
        2
    """
    if not record.epoch:
        raise ValueError("record: there is no epoch to draw.")
    figure = Figure(figsize=(5.6, 2.6), layout="constrained")
    for i, (name, values) in enumerate(record.history.items()):
        axes = figure.add_subplot(1, len(record.history), i + 1)
        axes.plot([epoch + 1 for epoch in record.epoch], values, color=INK, marker="o")
        axes.set_title(name, fontsize=12)
        axes.set_xlabel("epoch", fontsize=12)
        axes.tick_params(labelsize=11)
        axes.set_xticks([epoch + 1 for epoch in record.epoch])
        _quiet(axes)
    return figure


def _ink(image: NDArray[Any]) -> NDArray[np.float64]:
    """Black that covers as much as the value says: red, green, blue, opacity."""
    rgba = np.zeros((*image.shape, 4))
    rgba[..., 3] = image / max(float(image.max()), 1e-12)
    return rgba


def _quiet(axes: Axes) -> None:
    axes.spines[["top", "right"]].set_visible(False)
