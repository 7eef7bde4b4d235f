"""Losses: how far predictions are from the truth, one number for each sample.

Training lowers their mean over a batch. Each function takes the truth first, as in Keras.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mathbits.autodiff import Operand, Tensor, clip, log, softmax_crossentropy

__all__ = ["categorical_crossentropy", "get", "sparse_categorical_crossentropy"]

Loss: TypeAlias = Callable[[ArrayLike, Operand], Tensor]

EPSILON = 1e-7  # Keras' distance from 0 and 1, where a logarithm would be infinite


def categorical_crossentropy(y_true: ArrayLike, y_pred: Operand) -> Tensor:
    """The cross-entropy against one-hot labels: `-log` of the probability given to the truth.

    If `y_pred` comes from a softmax, the loss is computed from the scores before it, as Keras on
    TensorFlow does: that is exact where a probability would round to 0 or 1.

    Args:
        y_true: One-hot labels: `(batch, classes)`.
        y_pred: Probabilities: `(batch, classes)`.

    Returns:
        The losses, in the dtype of `y_pred`: `(batch,)`.

    Raises:
        ValueError: If the two shapes differ.

    Examples:
        >>> import numpy as np
        >>> categorical_crossentropy([[0.0, 1.0]], np.array([[0.5, 0.5]]))
        Tensor([0.69314718])
    """
    predictions = y_pred if isinstance(y_pred, Tensor) else Tensor(y_pred)
    targets = np.asarray(y_true, dtype=predictions.dtype)
    if targets.shape != predictions.shape:
        raise ValueError(
            f"categorical_crossentropy: y_true has shape {targets.shape} and y_pred has shape "
            f"{predictions.shape}; expected the same shape. Labels that are class numbers go with "
            "sparse_categorical_crossentropy, or through to_categorical."
        )
    return _crossentropy(targets, predictions)


def sparse_categorical_crossentropy(y_true: ArrayLike, y_pred: Operand) -> Tensor:
    """The cross-entropy against class numbers; otherwise the same as with one-hot labels.

    Args:
        y_true: Class numbers: `(batch,)` or `(batch, 1)`.
        y_pred: Probabilities: `(batch, classes)`.

    Returns:
        The losses, in the dtype of `y_pred`: `(batch,)`.

    Raises:
        ValueError: If there is not one class number for each sample, or one is out of range.

    Examples:
        >>> import numpy as np
        >>> sparse_categorical_crossentropy([1], np.array([[0.5, 0.5]]))
        Tensor([0.69314718])
    """
    predictions = y_pred if isinstance(y_pred, Tensor) else Tensor(y_pred)
    labels = np.asarray(y_true)
    batch, classes = predictions.shape
    if labels.shape not in ((batch,), (batch, 1)):
        raise ValueError(
            f"sparse_categorical_crossentropy: y_true has shape {labels.shape} and y_pred has "
            f"shape {predictions.shape}; expected one class number for each sample, ({batch},). "
            "One-hot labels go with categorical_crossentropy."
        )
    labels = labels.reshape(batch)
    if labels.size and (labels.min() < 0 or labels.max() >= classes):
        raise ValueError(
            f"sparse_categorical_crossentropy: y_true runs from {labels.min()} to "
            f"{labels.max()}; expected class numbers from 0 to {classes - 1}."
        )
    return _crossentropy(_one_hot(labels, classes, predictions.dtype), predictions)


def _one_hot(labels: NDArray[Any], classes: int, dtype: Any) -> NDArray[Any]:
    one_hot = np.zeros((len(labels), classes), dtype)
    one_hot[np.arange(len(labels)), labels.astype(np.intp)] = 1
    return one_hot


def _crossentropy(targets: NDArray[Any], y_pred: Tensor) -> Tensor:
    """From the scores that softmax kept; without them, from the probabilities as Keras does."""
    if y_pred.logits is not None:
        return softmax_crossentropy(targets, y_pred.logits)
    p = y_pred / y_pred.sum(axis=-1, keepdims=True)
    return -(log(clip(p, EPSILON, 1 - EPSILON)) * targets).sum(axis=-1)


_BY_NAME: dict[str, Loss] = {
    "categorical_crossentropy": categorical_crossentropy,
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
    if callable(name):
        return name
    if name not in _BY_NAME:
        raise ValueError(f"loss: expected one of {', '.join(_BY_NAME)}, got {name!r}.")
    return _BY_NAME[name]
