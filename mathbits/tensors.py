"""What an array is, at one glance."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Description", "describe", "html", "text"]


class Description(NamedTuple):
    """The attributes of a tensor.

    Attributes:
        rank: The number of axes.
        shape: The length of each axis.
        dtype: The type of each element.
        bytes: How many bytes all elements take.
        strides: How many bytes it is to the next element along each axis.

    Examples:
        >>> Description(1, (3,), np.dtype("uint8"), 3, (1,)).rank
        1
    """

    rank: int
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    bytes: int
    strides: tuple[int, ...]

    def __str__(self) -> str:
        return "\n".join(
            [
                f"rank     {self.rank}",
                f"shape    {self.shape}",
                f"dtype    {self.dtype}",
                f"bytes    {self.bytes:,}",
                f"strides  {self.strides}",
            ]
        )


def describe(x: ArrayLike) -> Description:
    """Tell the rank, shape, dtype, bytes and strides of anything array-like.

    [Key attributes][key-attributes] explains each of them.

    Args:
        x: An array, a `Tensor`, a number, or nested lists of numbers.

    Returns:
        The attributes; printed, one to a line.

    Raises:
        ValueError: If the rows of a nested list differ in length.

    Examples:
        >>> print(describe(np.zeros((3, 5), np.float32)))
        rank     2
        shape    (3, 5)
        dtype    float32
        bytes    60
        strides  (20, 4)
    """
    array = np.asarray(x.numpy() if hasattr(x, "numpy") else x)
    return Description(array.ndim, array.shape, array.dtype, array.nbytes, array.strides)


def text(value: NDArray[Any]) -> str:
    """A Tensor as Python writes it.

    Examples:
        >>> text(np.array([1.0, 2.0]))
        'Tensor([1., 2.])'
    """
    return f"Tensor({np.array2string(value, separator=', ', prefix='Tensor(')})"


def html(value: NDArray[Any]) -> str:
    """A Tensor as a notebook shows it: its rank, shape and dtype over its elements.

    Examples:
        >>> html(np.array([1.0, 2.0])).startswith("<p>rank 1, shape (2,), dtype float64</p>")
        True
    """
    from html import escape

    elements = escape(np.array2string(value, separator=", ", threshold=100))
    return (
        f"<p>rank {value.ndim}, shape {value.shape}, dtype {value.dtype}</p><pre>{elements}</pre>"
    )
