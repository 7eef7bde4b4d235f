"""Losses: how far predictions are from the truth, one number for each sample.

Training lowers their mean over a batch. Each function takes the truth first, as in Keras.
[From scores to a loss][loss] derives the cross-entropy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mathbits.autodiff import (
    Operand,
    Tensor,
    clip,
    divide,
    log,
    mean,
    multiply,
    negative,
    sigmoid,
    sigmoid_crossentropy,
    softmax,
    softmax_crossentropy,
    subtract,
)
from mathbits.checks import clash, one_of

__all__ = [
    "binary_crossentropy",
    "categorical_crossentropy",
    "get",
    "mean_squared_error",
    "sparse_categorical_crossentropy",
]

Array: TypeAlias = NDArray[Any]
Loss: TypeAlias = Callable[[ArrayLike, Operand], Tensor]

EPSILON = 1e-7  # Keras' distance from 0 and 1, where a logarithm would be infinite


def categorical_crossentropy(y_true: ArrayLike, y_pred: Operand) -> Tensor:
    """The cross-entropy against one-hot labels: `-log` of the probability given to the truth.

    If `y_pred` comes from a softmax, the loss is computed from the scores before it, as Keras on
    TensorFlow does: that stays finite where a probability would round to 0.

    Args:
        y_true: One-hot labels: `(batch, classes)`.
        y_pred: Probabilities: `(batch, classes)`.

    Returns:
        The losses, in the dtype of `y_pred`: `(batch,)`.

    Raises:
        ValueError: If the two shapes differ, or a label is not between 0 and 1.

    Examples:
        >>> import numpy as np
        >>> categorical_crossentropy([[0.0, 1.0]], np.array([[0.5, 0.5]]))
        Tensor([0.69314718])
    """
    hint = (
        " Labels that are class numbers go with sparse_categorical_crossentropy, or through "
        "to_categorical."
    )
    targets, p = _same_shape("categorical_crossentropy", y_true, y_pred, hint)
    _expect_probabilities("categorical_crossentropy", targets)
    return _crossentropy(targets, p)


def sparse_categorical_crossentropy(y_true: ArrayLike, y_pred: Operand) -> Tensor:
    """The cross-entropy against class numbers; otherwise the same as with one-hot labels.

    Args:
        y_true: Class numbers: `(batch,)` or `(batch, 1)`.
        y_pred: Probabilities: `(batch, classes)`.

    Returns:
        The losses, in the dtype of `y_pred`: `(batch,)`.

    Raises:
        ValueError: If `y_pred` is no matrix, there is not one class number for each sample, or one
            is out of range.

    Examples:
        >>> import numpy as np
        >>> sparse_categorical_crossentropy([1], np.array([[0.5, 0.5]]))
        Tensor([0.69314718])
    """
    predictions = _tensor(y_pred)
    labels = np.asarray(y_true)
    if predictions.ndim != 2:
        expected = "y_pred to be a matrix, (batch, classes)."
        raise clash("sparse_categorical_crossentropy", expected, y_true=labels, y_pred=predictions)
    batch, classes = predictions.shape
    if labels.shape not in ((batch,), (batch, 1)):
        expected = (
            f"one class number for each sample, ({batch},). One-hot labels go with "
            "categorical_crossentropy."
        )
        raise clash("sparse_categorical_crossentropy", expected, y_true=labels, y_pred=predictions)
    labels = labels.reshape(batch)
    whole = labels.astype(np.intp)
    if not np.array_equal(whole, labels):
        raise ValueError(
            f"sparse_categorical_crossentropy: y_true holds {labels[whole != labels][0]}; "
            "expected whole class numbers."
        )
    if labels.size and (whole.min() < 0 or whole.max() >= classes):
        raise ValueError(
            f"sparse_categorical_crossentropy: y_true runs from {whole.min()} to "
            f"{whole.max()}; expected class numbers from 0 to {classes - 1}."
        )
    one_hot = np.zeros(predictions.shape, predictions.dtype)
    one_hot[np.arange(batch), whole] = 1
    return _crossentropy(one_hot, predictions)


def binary_crossentropy(y_true: ArrayLike, y_pred: Operand) -> Tensor:
    """The cross-entropy of yes-or-no predictions: the mean over those of one sample.

    If `y_pred` comes from a sigmoid, the loss is computed from the scores before it.

    Args:
        y_true: 1 for yes, 0 for no: `(batch, predictions)`.
        y_pred: The probabilities of yes, of the same shape.

    Returns:
        The losses, in the dtype of `y_pred`: `(batch,)`.

    Raises:
        ValueError: If the two shapes differ, or a label is not between 0 and 1.

    Examples:
        >>> binary_crossentropy([[1.0, 0.0]], [[0.5, 0.5]])
        Tensor([0.69314718])
    """
    targets, p = _same_shape("binary_crossentropy", y_true, y_pred)
    _expect_probabilities("binary_crossentropy", targets)
    if p.activation is sigmoid and p.sources:
        return mean(sigmoid_crossentropy(targets, p.sources[0][0]), axis=-1)
    p = clip(p, EPSILON, 1 - EPSILON)
    yes, no = multiply(log(p), targets), multiply(log(subtract(1, p)), 1 - targets)
    return negative(mean(yes + no, axis=-1))


def mean_squared_error(y_true: ArrayLike, y_pred: Operand) -> Tensor:
    """The mean of the squared differences, over the values of one sample.

    Args:
        y_true: The true values: `(batch, values)`.
        y_pred: The predicted values, of the same shape.

    Returns:
        The losses, in the dtype of `y_pred`: `(batch,)`.

    Raises:
        ValueError: If the two shapes differ.

    Examples:
        >>> mean_squared_error([[1.0, 2.0]], [[1.0, 4.0]])
        Tensor([2.])
    """
    targets, predictions = _same_shape("mean_squared_error", y_true, y_pred)
    return mean(subtract(predictions, targets) ** 2, axis=-1)


def _tensor(y_pred: Operand) -> Tensor:
    return y_pred if isinstance(y_pred, Tensor) else Tensor(y_pred)


def _same_shape(
    loss: str, y_true: ArrayLike, y_pred: Operand, hint: str = ""
) -> tuple[Array, Tensor]:
    predictions = _tensor(y_pred)
    targets = np.asarray(y_true, dtype=predictions.dtype)
    if targets.shape != predictions.shape:
        raise clash(loss, f"the same shape.{hint}", y_true=targets, y_pred=predictions)
    return targets, predictions


def _expect_probabilities(loss: str, targets: Array) -> None:
    if targets.size and (targets.min() < 0 or targets.max() > 1):
        raise ValueError(
            f"{loss}: y_true runs from {targets.min():g} to {targets.max():g}; expected values "
            "from 0 to 1."
        )


def _crossentropy(targets: Array, p: Tensor) -> Tensor:
    """From the scores before softmax; without them, from the probabilities as Keras does."""
    if p.activation is softmax and p.sources:
        return softmax_crossentropy(targets, p.sources[0][0])
    p = clip(divide(p, p.sum(axis=-1, keepdims=True)), EPSILON, 1 - EPSILON)
    return negative(multiply(log(p), targets).sum(axis=-1))


_BY_NAME: dict[str, Loss] = {
    "binary_crossentropy": binary_crossentropy,
    "categorical_crossentropy": categorical_crossentropy,
    "mean_squared_error": mean_squared_error,
    "mse": mean_squared_error,
    "sparse_categorical_crossentropy": sparse_categorical_crossentropy,
}


def get(name: str | Loss) -> Loss:
    """The loss of that name; a function is returned as it is.

    Raises:
        ValueError: If there is no loss of that name.

    Examples:
        >>> get("categorical_crossentropy").__name__
        'categorical_crossentropy'
    """
    return name if callable(name) else one_of("loss", _BY_NAME, name)
