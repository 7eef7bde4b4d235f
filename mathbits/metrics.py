"""Metrics: what we want to know about a network, but cannot descend."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["categorical_accuracy", "sparse_categorical_accuracy"]


def categorical_accuracy(y_true: ArrayLike, y_pred: ArrayLike) -> NDArray[np.float32]:
    """Whether each sample's largest prediction is at the 1 of its one-hot label.

    Args:
        y_true: One-hot labels: `(batch, classes)`.
        y_pred: Predictions: `(batch, classes)`.

    Returns:
        float32, 1 where right and 0 where wrong: `(batch,)`.

    Examples:
        >>> categorical_accuracy([[0, 1], [1, 0]], [[0.2, 0.8], [0.4, 0.6]])
        array([1., 0.], dtype=float32)
    """
    return sparse_categorical_accuracy(np.argmax(y_true, axis=-1), y_pred)


def sparse_categorical_accuracy(y_true: ArrayLike, y_pred: ArrayLike) -> NDArray[np.float32]:
    """Whether each sample's largest prediction is at its class number.

    Args:
        y_true: Class numbers: `(batch,)` or `(batch, 1)`.
        y_pred: Predictions: `(batch, classes)`.

    Returns:
        float32, 1 where right and 0 where wrong: `(batch,)`.

    Examples:
        >>> sparse_categorical_accuracy([1, 0], [[0.2, 0.8], [0.4, 0.6]])
        array([1., 0.], dtype=float32)
    """
    predicted: NDArray[Any] = np.argmax(y_pred, axis=-1)
    right: NDArray[np.bool_] = np.equal(np.reshape(y_true, predicted.shape), predicted)
    return right.astype(np.float32)
