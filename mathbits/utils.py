"""Small helpers: one-hot labels, and the one source of chance."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mathbits.checks import whole_number

__all__ = ["generator", "generator_from", "go_on_with", "set_random_seed", "to_categorical"]

_generator: np.random.Generator | None = None  # Made when needed: to import it takes time.


def generator() -> np.random.Generator:
    """The generator that all of mathbits draws from: initial weights and shuffled batches.

    Examples:
        >>> set_random_seed(7)
        >>> first = generator().random()
        >>> set_random_seed(7)
        >>> generator().random() == first
        True
    """
    global _generator
    if _generator is None:
        _generator = np.random.default_rng()
    return _generator


def generator_from(state: Any) -> np.random.Generator:
    """A generator in a state that `generator().bit_generator.state` told before.

    Raises:
        Exception: If it is no such state; NumPy raises several kinds.

    Examples:
        >>> before = generator_from(generator().bit_generator.state)
        >>> generator().random() == before.random()
        True
    """
    made = np.random.default_rng(0)
    made.bit_generator.state = state
    return made


def go_on_with(other: np.random.Generator) -> None:
    """Let all of mathbits draw from this generator.

    Examples:
        >>> go_on_with(np.random.default_rng(7))
        >>> generator().random() == np.random.default_rng(7).random()
        True
    """
    global _generator
    _generator = other


def set_random_seed(seed: int) -> None:
    """Start all random numbers from `seed`, so that a run can be repeated.

    As in Keras, this seeds Python's `random` and NumPy's `np.random` functions too.

    Args:
        seed: A whole number from 0 to 4,294,967,295 (2**32 - 1).

    Raises:
        ValueError: If `seed` is not such a number.

    Examples:
        >>> set_random_seed(0)
    """
    seed = whole_number("seed", seed, 0, 2**32 - 1)
    import random

    go_on_with(np.random.default_rng(seed))
    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002 - the same promise as keras.utils.set_random_seed


def to_categorical(x: ArrayLike, num_classes: int | None = None) -> NDArray[np.float64]:
    """Turn class numbers into one-hot rows: a 1 at the class, 0 elsewhere.

    [A first network][a-first-network] prepares its labels so.

    Args:
        x: Class numbers, whole and not negative, of any shape.
        num_classes: The length of a row; the largest class number plus one if it is not given.

    Returns:
        float64, of the shape of `x` with one more axis of length `num_classes`. (A last axis of
            length 1 in `x` is replaced, as in Keras.)

    Raises:
        TypeError: If the class numbers are not whole numbers.
        ValueError: If a class number is negative or does not fit into `num_classes`, or that is no
            whole number of 1 or more.

    Examples:
        >>> to_categorical([0, 2, 1])
        array([[1., 0., 0.],
               [0., 0., 1.],
               [0., 1., 0.]])
    """
    classes = np.asarray(x)
    if classes.dtype.kind == "f" and np.array_equal(classes, np.trunc(classes)):
        classes = classes.astype(np.int64)
    if classes.dtype.kind not in "iu":
        raise TypeError(f"x: expected whole class numbers, got dtype {classes.dtype}.")
    if classes.ndim > 1 and classes.shape[-1] == 1:
        classes = classes.reshape(classes.shape[:-1])
    low, high = (int(classes.min()), int(classes.max())) if classes.size else (0, -1)
    if num_classes is None:
        num_classes = max(high, 0) + 1 if classes.size else 0
    else:
        num_classes = whole_number("num_classes", num_classes)
    if low < 0 or high >= num_classes:
        raise ValueError(
            f"x: class numbers run from {low} to {high}, expected 0 to {num_classes - 1} "
            f"(num_classes={num_classes})."
        )
    one_hot = np.zeros((classes.size, num_classes))
    one_hot[np.arange(classes.size), classes.ravel()] = 1
    return one_hot.reshape(*classes.shape, num_classes)
