"""What weights are before the first step."""

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mathbits.utils import generator

__all__ = ["get", "glorot_uniform", "zeros"]

Shape: TypeAlias = tuple[int, ...]
Initializer: TypeAlias = Callable[[Shape], NDArray[np.float32]]


def zeros(shape: Shape) -> NDArray[np.float32]:
    """All zeros: for biases.

    Examples:
        >>> zeros((3,))
        array([0., 0., 0.], dtype=float32)
    """
    return np.zeros(shape, np.float32)


def glorot_uniform(shape: Shape) -> NDArray[np.float32]:
    """Uniform between -L and L, where `L = sqrt(6 / (fan_in + fan_out))`.

    The range keeps the spread of values about the same from layer to layer, forward and backward.
    Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
    networks", 2010, equation 16.

    Args:
        shape: `(fan_in, fan_out)`: how many values go in and come out.

    Returns:
        float32, of that shape.

    Examples:
        >>> kernel = glorot_uniform((784, 512))
        >>> bool(abs(kernel).max() <= (6 / (784 + 512)) ** 0.5)
        True
    """
    fan_in, fan_out = shape
    limit = math.sqrt(6 / (fan_in + fan_out))
    return generator().uniform(-limit, limit, shape).astype(np.float32)


_BY_NAME: dict[str, Initializer] = {"glorot_uniform": glorot_uniform, "zeros": zeros}


def get(name: str | Initializer) -> Initializer:
    """The initializer of that name; a function of a shape is returned as it is.

    Raises:
        ValueError: If there is no initializer of that name.

    Examples:
        >>> get("zeros")((2,))
        array([0., 0.], dtype=float32)
    """
    if callable(name):
        return name
    if name not in _BY_NAME:
        raise ValueError(f"initializer: expected one of {', '.join(_BY_NAME)}, got {name!r}.")
    return _BY_NAME[name]
