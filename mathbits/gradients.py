"""Gradients by differences, to check those that backpropagation computes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mathbits.autodiff import Tensor

__all__ = ["check_gradients", "numerical_gradient"]

# The error of a central difference is least near the cube root of float64's precision.
EPSILON = float(np.finfo(np.float64).eps) ** (1 / 3)


def numerical_gradient(
    f: Callable[[NDArray[np.float64]], Any], x: ArrayLike, epsilon: float = EPSILON
) -> NDArray[np.float64]:
    """The gradient of `f` at `x`, by central differences: two values of `f` for each element.

    Args:
        f: A function of one float64 array that returns one number.
        x: Where to take the gradient, of any shape.
        epsilon: The step, in units of `x` (times `x` itself where that is larger than 1).

    Returns:
        float64, of the shape of `x`.

    Raises:
        ValueError: If `f` returns more than one number.

    Examples:
        >>> numerical_gradient(lambda x: (x**2).sum(), [1.0, 2.0]).round(6)
        array([2., 4.])
    """
    x = np.array(x, dtype=np.float64)
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        middle = float(x[index])
        step = epsilon * max(1.0, abs(middle))
        x[index] = middle + step
        above = _number(f(x.copy()))
        x[index] = middle - step
        below = _number(f(x.copy()))
        x[index] = middle
        gradient[index] = (above - below) / (2 * step)
    return gradient


def check_gradients(
    f: Callable[..., Tensor], *xs: ArrayLike, epsilon: float = EPSILON, tolerance: float = 1e-6
) -> None:
    """Check the gradients of `f` by backpropagation against those by differences.

    A result with many elements is reduced to one number by random weights, so that each element
    counts in its own way.

    Args:
        f: A function of Tensors, one for each of `xs`, that returns a Tensor.
        *xs: Where to check, arrays of any shape; the check runs in float64.
        epsilon: The step of the differences.
        tolerance: The largest error allowed, relative to the largest gradient or to 1.

    Raises:
        AssertionError: If a gradient is off. The message names the function and the worst element.
        TypeError: If `f` returns no Tensor.

    Examples:
        >>> check_gradients(lambda x, y: (x * y).sum(), [1.0, 2.0], [3.0, 4.0])
    """
    arrays = [np.array(x, dtype=np.float64) for x in xs]
    tensors = [Tensor(array) for array in arrays]
    result = f(*tensors)
    name = getattr(f, "__name__", type(f).__name__)
    if not isinstance(result, Tensor):
        raise TypeError(
            f"f: expected a function that returns a Tensor, and {name} returned "
            f"{type(result).__name__}."
        )
    weights = np.random.default_rng(0).uniform(0.5, 1.5, result.shape)
    (result * weights).sum().backward()
    for i, tensor in enumerate(tensors):

        def of_one(x: NDArray[np.float64], i: int = i) -> Any:
            return (f(*map(Tensor, [*arrays[:i], x, *arrays[i + 1 :]])) * weights).sum()

        expected = numerical_gradient(of_one, arrays[i], epsilon)
        found = np.zeros_like(expected) if tensor.grad is None else tensor.grad
        _compare(f"{name}, input {i}", found, expected, tolerance)


def _compare(
    place: str, found: NDArray[Any], expected: NDArray[np.float64], tolerance: float
) -> None:
    if found.shape != expected.shape:
        raise AssertionError(
            f"{place}: the gradient has shape {found.shape}, expected {expected.shape}."
        )
    if not expected.size:
        return
    error = np.abs(found - expected) / max(1.0, float(np.abs(expected).max()))
    worst = tuple(int(k) for k in np.unravel_index(np.argmax(error), error.shape))
    if not error[worst] <= tolerance:  # written so that NaN fails too
        raise AssertionError(
            f"{place}: the gradient is off at element {worst}: backpropagation gives "
            f"{found[worst]:.9g}, differences give {expected[worst]:.9g}. "
            f"The relative error is {error[worst]:.1e}, the tolerance {tolerance:.1e}."
        )


def _number(value: Any) -> float:
    array = np.asarray(value.numpy() if isinstance(value, Tensor) else value)
    if array.size != 1:
        raise ValueError(
            f"f: expected a function that returns one number, got shape {array.shape}."
        )
    return float(array.reshape(()))
