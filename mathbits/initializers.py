"""What weights are before the first step."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mathbits.checks import one_of
from mathbits.utils import generator

__all__ = ["get", "glorot_uniform", "name_of", "random_uniform", "zeros"]

Shape: TypeAlias = tuple[int, ...]
Initializer: TypeAlias = Callable[[Shape], NDArray[np.float32]]


def zeros(shape: Shape) -> NDArray[np.float32]:
    """All zeros: for biases.

    Examples:
        >>> zeros((3,))
        array([0., 0., 0.], dtype=float32)
    """
    return np.zeros(shape, np.float32)


def random_uniform(shape: Shape) -> NDArray[np.float32]:
    """Uniform between -0.05 and 0.05, Keras' `"uniform"`.

    Examples:
        >>> bool(abs(random_uniform((784, 512))).max() <= np.float32(0.05))
        True
    """
    return generator().uniform(-0.05, 0.05, shape).astype(np.float32)


def glorot_uniform(shape: Shape) -> NDArray[np.float32]:
    """Uniform between -L and L, where `L = sqrt(6 / (fan_in + fan_out))`.

    The range keeps the spread of values about the same from layer to layer, forward and backward:
    see [The training loop][training-loop]. Source: Glorot and Bengio, "Understanding the
    difficulty of training deep feedforward neural networks", 2010, equation 16.

    Args:
        shape: `(fan_in, fan_out)`: how many values go in and come out. A vector's length is both.

    Returns:
        float32, of that shape.

    Examples:
        >>> kernel = glorot_uniform((784, 512))
        >>> bool(abs(kernel).max() <= (6 / (784 + 512)) ** 0.5)
        True
    """
    limit = math.sqrt(6 / (shape[0] + shape[-1]))
    return generator().uniform(-limit, limit, shape).astype(np.float32)


_BY_NAME: dict[str, Initializer] = {
    "glorot_uniform": glorot_uniform,
    "random_uniform": random_uniform,
    "uniform": random_uniform,
    "zeros": zeros,
}


def get(name: str | Initializer) -> Initializer:
    """The initializer of that name; a function of a shape is returned as it is.

    Raises:
        ValueError: If there is no initializer of that name.

    Examples:
        >>> get("zeros")((2,))
        array([0., 0.], dtype=float32)
    """
    return name if callable(name) else one_of("initializer", _BY_NAME, name)


def name_of(initializer: Initializer) -> str:
    """The name that `get` knows an initializer by.

    Raises:
        ValueError: If it is a function of your own, which a file cannot hold.

    Examples:
        >>> name_of(zeros)
        'zeros'
    """
    for name, known in _BY_NAME.items():
        if known is initializer:
            return name
    raise ValueError(f"initializer: {initializer!r} has no name that could be saved.")
