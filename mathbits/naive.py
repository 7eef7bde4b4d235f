"""Tensor operations as loops: slow, and nothing hidden.

Each function does what a NumPy expression does at once, one element at a time, so that every
index can be seen. The last line of each docstring names the expression.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mathbits.checks import clash

__all__ = [
    "add",
    "add_matrix_and_vector",
    "matrix_dot",
    "matrix_vector_dot",
    "relu",
    "vector_dot",
]

Array: TypeAlias = NDArray[Any]


def relu(x: ArrayLike) -> Array:
    """Replace every negative element by zero.

    Args:
        x: A matrix `(rows, columns)`. It is not changed.

    Returns:
        A new matrix of the same shape and dtype.

    Raises:
        ValueError: If `x` is not a matrix.

    Examples:
        >>> relu(np.array([[1.0, -2.0], [-3.0, 4.0]]))
        array([[1., 0.],
               [0., 4.]])

        With NumPy: `np.maximum(x, 0)`.
    """
    x = _expect_rank("x", x, 2)
    x = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            x[i, j] = max(x[i, j], 0)
    return x


def add(x: ArrayLike, y: ArrayLike) -> Array:
    """Add two matrices element by element.

    Args:
        x: A matrix `(rows, columns)`. It is not changed.
        y: A matrix of the same shape.

    Returns:
        A new matrix of the same shape.

    Raises:
        ValueError: If one is not a matrix, or the shapes differ.

    Examples:
        >>> add(np.array([[1, 2]]), np.array([[10, 20]]))
        array([[11, 22]])

        With NumPy: `x + y`.
    """
    x = _expect_rank("x", x, 2)
    y = _expect_rank("y", y, 2)
    if x.shape != y.shape:
        raise clash("add", "the same.", x=x, y=y)
    z = np.zeros(x.shape, np.result_type(x, y))
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            z[i, j] = x[i, j] + y[i, j]
    return z


def add_matrix_and_vector(x: ArrayLike, y: ArrayLike) -> Array:
    """Add a vector to every row of a matrix: broadcasting, spelled out.

    Args:
        x: A matrix `(rows, columns)`. It is not changed.
        y: A vector `(columns,)`.

    Returns:
        A new matrix `(rows, columns)`.

    Raises:
        ValueError: If the ranks are others, or `y` is not as long as a row.

    Examples:
        >>> add_matrix_and_vector(np.array([[1, 2], [3, 4]]), np.array([10, 20]))
        array([[11, 22],
               [13, 24]])

        With NumPy: `x + y`.
    """
    x = _expect_rank("x", x, 2)
    y = _expect_rank("y", y, 1)
    _expect_same("add_matrix_and_vector", x, 1, y, 0)
    z = np.zeros(x.shape, np.result_type(x, y))
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            z[i, j] = x[i, j] + y[j]
    return z


def vector_dot(x: ArrayLike, y: ArrayLike) -> Any:
    """Multiply two vectors element by element and add up the products.

    Args:
        x: A vector `(n,)`.
        y: A vector `(n,)`.

    Returns:
        One number.

    Raises:
        ValueError: If one is not a vector, or the lengths differ.

    Examples:
        >>> float(vector_dot(np.array([1.0, 2.0]), np.array([3.0, 4.0])))
        11.0

        With NumPy: `x @ y`.
    """
    x = _expect_rank("x", x, 1)
    y = _expect_rank("y", y, 1)
    _expect_same("vector_dot", x, 0, y, 0)
    z = np.result_type(x, y).type(0)
    for i in range(x.shape[0]):
        z += x[i] * y[i]
    return z


def matrix_vector_dot(x: ArrayLike, y: ArrayLike) -> Array:
    """Take the dot product of each row of a matrix with a vector.

    Args:
        x: A matrix `(rows, columns)`.
        y: A vector `(columns,)`.

    Returns:
        A vector `(rows,)`.

    Raises:
        ValueError: If the ranks are others, or `y` is not as long as a row.

    Examples:
        >>> matrix_vector_dot(np.array([[1, 2], [3, 4]]), np.array([10, 1]))
        array([12, 34])

        With NumPy: `x @ y`.
    """
    x = _expect_rank("x", x, 2)
    y = _expect_rank("y", y, 1)
    _expect_same("matrix_vector_dot", x, 1, y, 0)
    z = np.zeros(x.shape[0], np.result_type(x, y))
    for i in range(x.shape[0]):
        z[i] = vector_dot(x[i, :], y)
    return z


def matrix_dot(x: ArrayLike, y: ArrayLike) -> Array:
    """Take the dot product of each row of `x` with each column of `y`.

    Args:
        x: A matrix `(rows, inner)`.
        y: A matrix `(inner, columns)`.

    Returns:
        A matrix `(rows, columns)`.

    Raises:
        ValueError: If one is not a matrix, or the inner axes differ.

    Examples:
        >>> matrix_dot(np.array([[1, 2], [3, 4]]), np.array([[1, 0], [0, 10]]))
        array([[ 1, 20],
               [ 3, 40]])

        With NumPy: `x @ y`.
    """
    x = _expect_rank("x", x, 2)
    y = _expect_rank("y", y, 2)
    _expect_same("matrix_dot", x, 1, y, 0)
    z = np.zeros((x.shape[0], y.shape[1]), np.result_type(x, y))
    for i in range(x.shape[0]):
        for j in range(y.shape[1]):
            z[i, j] = vector_dot(x[i, :], y[:, j])
    return z


def _expect_rank(name: str, given: ArrayLike, rank: int) -> Array:
    x = np.asarray(given)
    if x.ndim != rank:
        kind = {1: "a vector, rank 1", 2: "a matrix, rank 2"}[rank]
        raise ValueError(f"{name}: expected {kind}, got shape {x.shape}, rank {x.ndim}.")
    return x


def _expect_same(function: str, x: Array, axis_x: int, y: Array, axis_y: int) -> None:
    if x.shape[axis_x] != y.shape[axis_y]:
        raise ValueError(
            f"{function}: x has shape {x.shape} and y has shape {y.shape}; "
            f"axis {axis_x} of x has length {x.shape[axis_x]} and axis {axis_y} of y has length "
            f"{y.shape[axis_y]}, expected the same."
        )
