"""Metrics: what we want to know about a network, but cannot descend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mathbits.checks import clash, one_of

__all__ = [
    "accuracy",
    "binary_accuracy",
    "categorical_accuracy",
    "get",
    "sparse_categorical_accuracy",
]

Metric: TypeAlias = Callable[[ArrayLike, ArrayLike], NDArray[np.float32]]


def categorical_accuracy(y_true: ArrayLike, y_pred: ArrayLike) -> NDArray[np.float32]:
    """Whether each sample's largest prediction is at the 1 of its one-hot label.

    Args:
        y_true: One-hot labels: `(batch, classes)`.
        y_pred: Predictions: `(batch, classes)`.

    Returns:
        float32, 1 where right and 0 where wrong: `(batch,)`.

    Raises:
        ValueError: If the two shapes differ.

    Examples:
        >>> categorical_accuracy([[0, 1], [1, 0]], [[0.2, 0.8], [0.4, 0.6]])
        array([1., 0.], dtype=float32)
    """
    if np.shape(y_true) != np.shape(y_pred):
        expected = "the same shape. Class numbers go with sparse_categorical_accuracy."
        raise clash("categorical_accuracy", expected, y_true=y_true, y_pred=y_pred)
    return sparse_categorical_accuracy(np.argmax(y_true, axis=-1), y_pred)


def sparse_categorical_accuracy(y_true: ArrayLike, y_pred: ArrayLike) -> NDArray[np.float32]:
    """Whether each sample's largest prediction is at its class number.

    Args:
        y_true: Class numbers: `(batch,)` or `(batch, 1)`.
        y_pred: Predictions: `(batch, classes)`.

    Returns:
        float32, 1 where right and 0 where wrong: `(batch,)`.

    Raises:
        ValueError: If there is not one class number for each sample.

    Examples:
        >>> sparse_categorical_accuracy([1, 0], [[0.2, 0.8], [0.4, 0.6]])
        array([1., 0.], dtype=float32)
    """
    predicted: NDArray[Any] = np.argmax(y_pred, axis=-1)
    if np.shape(y_true) not in (predicted.shape, (*predicted.shape, 1)):
        expected = "one class number for each sample. One-hot labels go with categorical_accuracy."
        raise clash("sparse_categorical_accuracy", expected, y_true=y_true, y_pred=y_pred)
    right: NDArray[np.bool_] = np.equal(np.reshape(y_true, predicted.shape), predicted)
    return right.astype(np.float32)


def binary_accuracy(y_true: ArrayLike, y_pred: ArrayLike) -> NDArray[np.float32]:
    """The share of each sample's predictions on the right side of one half.

    Args:
        y_true: 1 for yes, 0 for no: `(batch, predictions)`.
        y_pred: The probabilities of yes, of the same shape.

    Returns:
        float32: `(batch,)`.

    Raises:
        ValueError: If the two shapes differ.

    Examples:
        >>> binary_accuracy([[1, 0]], [[0.7, 0.6]])
        array([0.5], dtype=float32)
    """
    if np.shape(y_true) != np.shape(y_pred):
        raise clash("binary_accuracy", "the same shape.", y_true=y_true, y_pred=y_pred)
    right: NDArray[np.bool_] = np.equal(np.asarray(y_pred) > 0.5, y_true)
    share: NDArray[np.float32] = np.mean(right, axis=-1, dtype=np.float32)
    return share


def accuracy(y_true: ArrayLike, y_pred: ArrayLike) -> NDArray[np.float32]:
    """The accuracy in the form that the shapes ask for, chosen as Keras chooses.

    Args:
        y_true: One-hot labels, class numbers, or 1 and 0 for yes and no.
        y_pred: Predictions: `(batch, classes)`; with a single class, the probability of yes.

    Returns:
        float32: `(batch,)`.

    Raises:
        ValueError: If the shapes ask for none of the forms.

    Examples:
        >>> accuracy([1, 0], [[0.2, 0.8], [0.4, 0.6]])
        array([1., 0.], dtype=float32)
    """
    truth, predictions = np.shape(y_true), np.shape(y_pred)
    if not predictions:
        raise clash("accuracy", "a row for each sample.", y_true=y_true, y_pred=y_pred)
    if predictions[-1] == 1 and truth in (predictions, predictions[:-1]):
        return binary_accuracy(np.reshape(y_true, predictions), y_pred)
    if len(truth) < len(predictions) or truth[-1] == 1:
        return sparse_categorical_accuracy(y_true, y_pred)
    return categorical_accuracy(y_true, y_pred)


_BY_NAME: dict[str, Metric] = {
    "acc": accuracy,
    "accuracy": accuracy,
    "binary_accuracy": binary_accuracy,
    "categorical_accuracy": categorical_accuracy,
    "sparse_categorical_accuracy": sparse_categorical_accuracy,
}


def get(name: str) -> Metric:
    """The metric of that name.

    Raises:
        ValueError: If there is no metric of that name.

    Examples:
        >>> get("accuracy").__name__
        'accuracy'
    """
    return one_of("metrics", _BY_NAME, name)
