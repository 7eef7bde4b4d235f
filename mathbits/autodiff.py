"""Reverse-mode automatic differentiation: arrays that remember how they were computed.

A `Tensor` holds a value and, for each input that the value was computed from, a function that
carries a gradient back to that input. `backward` walks from the result to the inputs and applies
these functions one after the other: that is the chain rule, and the whole of backpropagation.

Below the engine stand the operations. Each is one function. It computes the value forward and
says, beside it, how the gradient goes back.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, TypeAlias

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple
from numpy.lib.mixins import NDArrayOperatorsMixin
from numpy.typing import ArrayLike, NDArray

from mathbits import tensors
from mathbits.checks import clash
from mathbits.cores import product

__all__ = [
    "Tensor",
    "add",
    "backward_order",
    "clip",
    "dense",
    "divide",
    "exp",
    "getitem",
    "log",
    "matmul",
    "max",
    "maximum",
    "mean",
    "multiply",
    "negative",
    "power",
    "relu",
    "reshape",
    "sigmoid",
    "sigmoid_crossentropy",
    "softmax",
    "softmax_crossentropy",
    "subtract",
    "sum",
    "tanh",
    "transpose",
]

Array: TypeAlias = NDArray[Any]
Axis: TypeAlias = int | tuple[int, ...] | None
Operand: TypeAlias = "Tensor | ArrayLike"
Source: TypeAlias = tuple[Operand, Callable[[Array], Array]]


class Tensor(NDArrayOperatorsMixin):
    """An array that remembers how it was computed.

    Make one from numbers, compute with it, and call `backward()` on the scalar that comes out.
    Then every Tensor on the way has a `grad`: how much the scalar changes, per unit of change in
    each element. Plain arrays and numbers may take part; they are constants and get no gradient.

    Operators and NumPy's functions work on Tensors where an operation below stands for them:
    `x @ W + b`, `np.exp(x)`, `np.sum(x, axis=0)`. What has none is refused.

    See [Key attributes][key-attributes] for rank, shape and dtype.

    Args:
        value: The numbers. Integers become float64, since a slope needs room between two values.
        *sources: What the value was computed from: pairs of an input and the function that turns
            the gradient of this Tensor into the gradient of that input. Operations fill this in.
        name: What a drawing of the computation calls it.

    Attributes:
        value: The array, of any shape.
        grad: The gradient, an array of the same shape, or None before `backward()`.
        sources: The Tensors that it was computed from, each with the way back to it.
        operation: The name of the operation that computed it, or nothing.
        activation: `softmax` or `sigmoid` where that computed it: a loss then starts before it.

    Raises:
        TypeError: If the value is not made of real numbers.
        ValueError: If rows of it differ in length.

    Examples:
        >>> x = Tensor([1.0, 2.0, 3.0])
        >>> y = (x * x).sum()
        >>> y.backward()
        >>> x.grad
        array([2., 4., 6.])
    """

    def __init__(self, value: ArrayLike, *sources: Source, name: str = "") -> None:
        # Numbers that somebody hands in are copied: training changes its variables in place.
        try:
            array = np.asarray(value) if sources else np.array(value, order="C")
        except ValueError as error:
            raise ValueError(f"value: expected rows of equal length; NumPy: {error}") from None
        if array.dtype.kind in "biu":
            array = array.astype(np.float64)
        if array.dtype.kind != "f":
            raise TypeError(
                f"value: a Tensor holds real numbers, and this has dtype {array.dtype}."
            )
        self.value: Array = array
        self.grad: Array | None = None
        self.name = name
        self.sources = [(x, back) for x, back in sources if isinstance(x, Tensor)]
        # A way back is written inside its operation, and so knows that one's name.
        self.operation = getattr(sources[0][1], "__qualname__", "").split(".")[0] if sources else ""
        self.activation: Callable[[Operand], Tensor] | None = None

    def backward(self) -> None:
        """Compute the gradient of this scalar with respect to every Tensor it came from.

        Each Tensor on the way gets a fresh `grad` of its own shape; what an earlier call left
        there is replaced.

        Raises:
            ValueError: If this Tensor has more than one element, for a gradient is that of one
                number, or if it was not computed from any Tensor.

        Examples:
            A value that is used twice collects the gradients of both uses:

            >>> a = Tensor(3.0)
            >>> b = a + a
            >>> c = b + b
            >>> c.backward()
            >>> a.grad
            array(4.)
        """
        if self.size != 1:
            raise ValueError(
                f"backward() starts from one number, and this Tensor has shape {self.shape}. "
                "Reduce it first, with .sum() or .mean()."
            )
        if not self.sources:
            raise ValueError(
                "backward() has nowhere to go: this Tensor was not computed from other Tensors. "
                "What was computed from plain arrays, or with x.numpy(), is a constant."
            )
        gradients = {id(self): np.ones_like(self.value)}
        for node in backward_order(self):
            node.grad = gradients.pop(id(node))
            for source, back in node.sources:
                gradient = _unbroadcast(back(node.grad), source)
                if id(source) in gradients:
                    gradients[id(source)] += gradient
                else:  # No two Tensors share an array: what was passed on as it is, is copied.
                    shared = gradient is node.grad or gradient.base is not None
                    gradients[id(source)] = gradient.copy() if shared else gradient

    # What a Tensor has in common with an array.

    @property
    def shape(self) -> tuple[int, ...]:
        """The length of each axis."""
        return self.value.shape

    @property
    def ndim(self) -> int:
        """The rank: the number of axes."""
        return self.value.ndim

    @property
    def size(self) -> int:
        """The number of elements."""
        return self.value.size

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of each element."""
        return self.value.dtype

    @property
    def T(self) -> Tensor:  # noqa: N802 - NumPy's name
        """The axes in reverse order."""
        return transpose(self)

    def numpy(self) -> Array:
        """The value as a plain array, without its history."""
        return self.value

    def sum(self, axis: Axis = None, keepdims: bool = False) -> Tensor:
        """The sum of all elements, or along one or more axes."""
        return sum(self, axis, keepdims)

    def mean(self, axis: Axis = None, keepdims: bool = False) -> Tensor:
        """The mean of all elements, or along one or more axes."""
        return mean(self, axis, keepdims)

    def max(self, axis: Axis = None, keepdims: bool = False) -> Tensor:
        """The largest element of all, or along one or more axes."""
        return max(self, axis, keepdims)

    def reshape(self, *shape: Any) -> Tensor:
        """The same elements in another shape."""
        return reshape(self, shape[0] if len(shape) == 1 else shape)

    def transpose(self, *axes: Any) -> Tensor:
        """The axes in another order, the reverse one if none is given."""
        return transpose(self, axes[0] if len(axes) == 1 else axes or None)

    def __getitem__(self, index: Any) -> Tensor:
        return getitem(self, index)

    def __len__(self) -> int:
        return len(self.value)

    def __iter__(self) -> Iterator[Tensor]:
        return (self[i] for i in range(len(self)))

    def __float__(self) -> float:
        return float(self.value)

    def __bool__(self) -> bool:
        return bool(self.value)

    def __repr__(self) -> str:
        return tensors.text(self.value)

    def _repr_html_(self) -> str:
        return tensors.html(self.value)

    # NumPy calls these when one of its functions meets a Tensor; see NUMPY at the end.

    def __array_ufunc__(self, function: Any, method: str, *inputs: Any, **options: Any) -> Any:
        return _in_place_of_numpy(function, method, inputs, options)

    def __array_function__(self, function: Any, _: Any, inputs: Any, options: Any) -> Any:
        return _in_place_of_numpy(function, "__call__", inputs, options)

    def __array__(self, *_: Any, **__: Any) -> Array:
        raise TypeError("A plain array would lose the gradient of a Tensor: ask for x.numpy().")


def backward_order(result: Tensor) -> Iterator[Tensor]:
    """Every Tensor behind `result`, each one after all that were computed from it.

    Only in this order is a gradient complete when it is passed on. The walk is depth first, with
    a list of its own in place of recursion, so that a long computation cannot exhaust the stack.

    Examples:
        >>> a = Tensor(3.0)
        >>> [tensor.value.item() for tensor in backward_order((a + a) * a)]
        [18.0, 6.0, 3.0]
    """
    order: list[Tensor] = []
    seen = {id(result)}
    path = [(result, iter(result.sources))]
    while path:
        node, sources = path[-1]
        source = next(sources, None)
        if source is None:
            order.append(node)
            path.pop()
        elif id(source[0]) not in seen:
            seen.add(id(source[0]))
            path.append((source[0], iter(source[0].sources)))
    return reversed(order)


def _unbroadcast(gradient: Array, x: Tensor) -> Array:
    """Undo broadcasting: an element that was used many times collects the sum of its gradients."""
    while gradient.ndim > x.ndim:
        gradient = gradient.sum(axis=0)
    for axis, length in enumerate(x.shape):
        if length == 1 and gradient.shape[axis] != 1:
            gradient = gradient.sum(axis=axis, keepdims=True)
    return np.asarray(gradient, dtype=x.dtype)


def _value(x: Operand) -> Any:
    """The plain value of an operand. A Python number stays one: it takes on its partner's dtype."""
    if isinstance(x, Tensor):
        return x.value
    if isinstance(x, int | float):
        return x
    array = np.asarray(x)
    # Computed as whole numbers, pixels of 200 and 100 would add up to 44.
    return array.astype(np.result_type(array, np.float32)) if array.dtype.kind in "biu" else array


def _broadcast(operation: Callable[[Operand, Operand], Tensor]) -> Callable[..., Tensor]:
    """Let an operation of two inputs tell both shapes where they do not go together."""

    @wraps(operation)
    def told(x: Operand, y: Operand) -> Tensor:
        try:
            return operation(x, y)
        except ValueError:
            expected = "lengths that agree or are 1, axis by axis from the last."
            raise clash(operation.__name__, expected, x=x, y=y) from None

    return told


# The operations. g is the gradient of the result; each function after an input carries it back.


@_broadcast
def add(x: Operand, y: Operand) -> Tensor:
    """`x + y`, of shapes that broadcast: both inputs pass the gradient on as it is.

    Examples:
        >>> add([1.0, 2.0], 10.0)
        Tensor([11., 12.])
    """
    return Tensor(_value(x) + _value(y), (x, lambda g: g), (y, lambda g: g))


@_broadcast
def subtract(x: Operand, y: Operand) -> Tensor:
    """`x - y`, of shapes that broadcast.

    Examples:
        >>> subtract([1.0, 2.0], 1.0)
        Tensor([0., 1.])
    """
    return Tensor(_value(x) - _value(y), (x, lambda g: g), (y, lambda g: -g))


@_broadcast
def multiply(x: Operand, y: Operand) -> Tensor:
    """`x * y`, of shapes that broadcast: each factor's slope is the other factor.

    Examples:
        >>> multiply([1.0, 2.0], [3.0, 4.0])
        Tensor([3., 8.])
    """
    a, b = _value(x), _value(y)
    return Tensor(a * b, (x, lambda g: g * b), (y, lambda g: g * a))


@_broadcast
def divide(x: Operand, y: Operand) -> Tensor:
    """`x / y`, of shapes that broadcast.

    Examples:
        >>> divide([1.0, 2.0], 4.0)
        Tensor([0.25, 0.5 ])
    """
    a, b = _value(x), _value(y)
    return Tensor(a / b, (x, lambda g: g / b), (y, lambda g: -g * a / b**2))


def negative(x: Operand) -> Tensor:
    """`-x`, of any shape.

    Examples:
        >>> negative([1.0, -2.0])
        Tensor([-1.,  2.])
    """
    return Tensor(-_value(x), (x, lambda g: -g))


def power(x: Operand, exponent: float) -> Tensor:
    """`x ** exponent`, for `x` of any shape and an exponent that is a plain number.

    Raises:
        TypeError: If the exponent is not a number.

    Examples:
        >>> power([1.0, 2.0, 3.0], 2)
        Tensor([1., 4., 9.])
    """
    if not isinstance(exponent, int | float | np.integer | np.floating):
        raise TypeError(f"exponent: expected a number, got {type(exponent).__name__}.")
    a = _value(x)
    lower = exponent - 1 if exponent else 0  # x**0 is flat; its slope is no 0 times infinity
    return Tensor(a**exponent, (x, lambda g: g * exponent * a**lower))


def exp(x: Operand) -> Tensor:
    """`e ** x`, of any shape: its own slope.

    Examples:
        >>> exp([0.0])
        Tensor([1.])
    """
    y = np.exp(_value(x))
    return Tensor(y, (x, lambda g: g * y))


def log(x: Operand) -> Tensor:
    """The natural logarithm, of any shape.

    Examples:
        >>> log([1.0])
        Tensor([0.])
    """
    a = _value(x)
    return Tensor(np.log(a), (x, lambda g: g / a))


def tanh(x: Operand) -> Tensor:
    """The hyperbolic tangent, from -1 to 1, of any shape.

    Examples:
        >>> tanh([0.0])
        Tensor([0.])
    """
    y = np.tanh(_value(x))
    return Tensor(y, (x, lambda g: g * (1 - y * y)))


def sigmoid(x: Operand) -> Tensor:
    """`1 / (1 + exp(-x))`, from 0 to 1, without an `exp` that could overflow.

    Examples:
        >>> sigmoid([0.0, -1000.0])
        Tensor([0.5, 0. ])
    """
    y = _sigmoid(_value(x))
    result = Tensor(y, (x, lambda g: g * y * (1 - y)))
    result.activation = sigmoid
    return result


def relu(x: Operand) -> Tensor:
    """`max(x, 0)`, of any shape: the gradient passes where the result is positive alone.

    Examples:
        >>> relu([-1.0, 2.0])
        Tensor([0., 2.])
    """
    y = np.maximum(_value(x), 0)
    return Tensor(y, (x, lambda g: g * (y > 0)))


@_broadcast
def maximum(x: Operand, y: Operand) -> Tensor:
    """The larger of `x` and `y`, of shapes that broadcast. Of equal ones `x` has the gradient.

    Examples:
        >>> maximum([1.0, 5.0], [3.0, 4.0])
        Tensor([3., 5.])
    """
    a, b = _value(x), _value(y)
    return Tensor(np.maximum(a, b), (x, lambda g: g * (a >= b)), (y, lambda g: g * (a < b)))


def clip(x: Operand, low: ArrayLike | None, high: ArrayLike | None) -> Tensor:
    """`x`, kept between `low` and `high`: the gradient passes where `x` was kept as it is.

    Args:
        x: Of any shape.
        low: A number, or numbers that broadcast to `x`; None for no bound.
        high: The same.

    Raises:
        TypeError: If a bound is a Tensor, which would get no gradient.
        ValueError: If `low` lies above `high`.

    Examples:
        >>> clip([-2.0, 0.5, 2.0], -1.0, 1.0)
        Tensor([-1. ,  0.5,  1. ])
    """
    if isinstance(low, Tensor) or isinstance(high, Tensor):
        raise TypeError("low, high: expected numbers or None, got a Tensor; give it x.numpy().")
    a, least, most = _value(x), -np.inf if low is None else low, np.inf if high is None else high
    if np.any(np.greater(least, most)):
        raise ValueError(f"low: expected no more than high, got {low!r}, and high {high!r}.")
    return Tensor(np.clip(a, least, most), (x, lambda g: g * ((a >= least) & (a <= most))))


def matmul(x: Operand, y: Operand) -> Tensor:
    """`x @ y`: `(n, k) @ (k, m)` is `(n, m)`. Axes before the last two are batches.

    The gradients' shapes leave one choice: `(n, m) @ (m, k)` for `x`, `(k, n) @ (n, m)` for `y`.
    A vector counts as one row on the left, and as one column on the right.

    Raises:
        ValueError: If an operand is a number, or the inner axes or the batches differ.

    Examples:
        >>> matmul([[1.0, 2.0]], [[3.0], [4.0]])
        Tensor([[11.]])
    """
    a, b = np.asarray(_value(x)), np.asarray(_value(y))
    if not a.ndim or not b.ndim or a.shape[-1] != b.shape[-2 if b.ndim > 1 else 0]:
        expected = (
            "the last axis of x to be as long as the first axis of y (the last but one, in a "
            "batch)."
        )
        raise clash("matmul", expected, x=a, y=b)
    try:
        value = product(a, b)
    except ValueError:
        expected = "lengths of the batches' axes that agree or are 1."
        raise clash("matmul", expected, x=a, y=b) from None
    rows, columns = np.atleast_2d(a), b if b.ndim > 1 else b[:, None]

    def matrix(g: Array) -> Array:  # the result's gradient, with the axes of the vectors put back
        g = g if b.ndim > 1 else g[..., None]
        return g if a.ndim > 1 else g[..., None, :]

    def back_to_y(g: Array) -> Array:
        result = product(rows.mT, matrix(g))
        return result if b.ndim > 1 else result[..., 0]

    return Tensor(value, (x, lambda g: product(matrix(g), columns.mT)), (y, back_to_y))


def dense(x: Operand, kernel: Operand, bias: Operand) -> Tensor:
    """`x @ kernel + bias` for rows `x`: a product and a sum in one operation.

    The same numbers as from the two, without a second array of the result's size.

    Args:
        x: `(batch, features)`.
        kernel: `(features, units)`.
        bias: `(units,)`.

    Raises:
        ValueError: If the lengths do not fit.

    Examples:
        >>> dense([[1.0, 2.0]], [[3.0], [4.0]], [0.5])
        Tensor([[11.5]])
    """
    y, b = matmul(x, kernel), np.asarray(_value(bias))
    if b.shape not in ((), (1,), y.shape[-1:]):
        raise clash("dense", "one bias for each column of the kernel.", kernel=kernel, bias=b)
    into = y.value if np.result_type(y.value, b) == y.dtype else None
    return Tensor(np.add(y.value, b, out=into), (bias, lambda g: g), *y.sources)


def sum(x: Operand, axis: Axis = None, keepdims: bool = False) -> Tensor:
    """The sum of all elements, or along axes: every element has the gradient of its sum.

    `x` has any shape; the axes that are summed go, or with `keepdims` have length 1.

    Examples:
        >>> sum([[1.0, 2.0], [3.0, 4.0]], axis=0)
        Tensor([4., 6.])
    """
    a = np.asarray(_value(x))
    total = np.sum(a, axis=axis, keepdims=True)
    result = total if keepdims else np.squeeze(total, axis)
    return Tensor(result, (x, lambda g: np.broadcast_to(g.reshape(total.shape), a.shape)))


def mean(x: Operand, axis: Axis = None, keepdims: bool = False) -> Tensor:
    """The mean of all elements, or along axes, as in `sum`: each has its share of the gradient.

    Examples:
        >>> mean([[1.0, 2.0], [3.0, 4.0]], axis=1)
        Tensor([1.5, 3.5])
    """
    a = np.asarray(_value(x))
    means = np.mean(a, axis=axis, keepdims=True)
    count = np.float64(a.size / builtins.max(means.size, 1))  # float16 ends at 65,504
    result = means if keepdims else np.squeeze(means, axis)
    return Tensor(result, (x, lambda g: np.broadcast_to(g.reshape(means.shape) / count, a.shape)))


def max(x: Operand, axis: Axis = None, keepdims: bool = False) -> Tensor:
    """The largest element, or along axes, as in `sum`: it has the gradient. Equal ones share it.

    Examples:
        >>> max([[1.0, 2.0], [3.0, 4.0]], axis=0)
        Tensor([3., 4.])
    """
    a = np.asarray(_value(x))
    greatest = np.max(a, axis=axis, keepdims=True)
    result = greatest if keepdims else np.squeeze(greatest, axis)
    largest = a == greatest
    share = largest / np.sum(largest, axis=axis, keepdims=True)
    return Tensor(result, (x, lambda g: g.reshape(greatest.shape) * share))


def getitem(x: Operand, index: Any) -> Tensor:
    """`x[index]`: the elements that were taken have the gradient, as often as they were taken.

    `x` has any shape, the result the one that NumPy's indexing gives.

    Examples:
        >>> getitem([1.0, 2.0, 3.0], slice(1, None))
        Tensor([2., 3.])
    """
    a = np.asarray(_value(x))

    def back(g: Array) -> Array:
        result = np.zeros(a.shape, g.dtype)
        np.add.at(result, index, g)
        return result

    return Tensor(a[index], (x, back))


def reshape(x: Operand, shape: int | tuple[int, ...]) -> Tensor:
    """The same elements in another shape: the gradient is put back into the first one.

    `x` has any shape of as many elements; one length in `shape` may be -1, which counts the rest.

    Examples:
        >>> reshape([1.0, 2.0], (2, 1)).shape
        (2, 1)
    """
    a = np.asarray(_value(x))
    return Tensor(a.reshape(shape), (x, lambda g: g.reshape(a.shape)))


def transpose(x: Operand, axes: tuple[int, ...] | None = None) -> Tensor:
    """The axes in another order, the reverse one if none is given: `(n, m)` becomes `(m, n)`.

    Examples:
        >>> transpose([[1.0, 2.0]]).shape
        (2, 1)
    """
    a = np.asarray(_value(x))
    order = normalize_axis_tuple(range(a.ndim)[::-1] if axes is None else axes, a.ndim)
    return Tensor(a.transpose(order), (x, lambda g: g.transpose(np.argsort(order))))


def softmax(x: Operand) -> Tensor:
    """Probabilities from scores along the last axis: `exp(x)`, divided by its sum.

    `x` is `(..., classes)`. The largest score is taken off first. That changes nothing in the
    quotient and keeps `exp` from overflowing.

    Examples:
        >>> softmax([[0.0, 0.0]])
        Tensor([[0.5, 0.5]])
    """
    a = _value(x)
    e = np.exp(a - np.max(a, axis=-1, keepdims=True))
    p = e / np.sum(e, axis=-1, keepdims=True)
    result = Tensor(p, (x, lambda g: p * (g - np.sum(g * p, axis=-1, keepdims=True))))
    result.activation = softmax
    return result


def softmax_crossentropy(targets: Array, logits: Operand) -> Tensor:
    """The cross-entropy of `softmax(logits)` against `targets`, one number for each sample.

    `log(softmax(z))` is `z - log(sum(exp(z)))`: no probability is ever rounded to zero before its
    logarithm is taken. The gradient is as short as it looks: prediction minus target.

    Args:
        targets: Probabilities, such as one-hot rows: `(batch, classes)`.
        logits: Scores: `(batch, classes)`.

    Returns:
        The losses: `(batch,)`.

    Raises:
        ValueError: If the two shapes differ.

    Examples:
        >>> softmax_crossentropy(np.array([[0.0, 1.0]]), [[0.0, 0.0]])
        Tensor([0.69314718])
    """
    z = _value(logits)
    if np.shape(targets) != np.shape(z):
        raise clash("softmax_crossentropy", "the same shape.", targets=targets, logits=z)
    z = z - np.max(z, axis=-1, keepdims=True)
    log_p = z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True))
    losses = -np.sum(targets * log_p, axis=-1)
    total = np.sum(targets, axis=-1, keepdims=True)  # 1 for probabilities
    return Tensor(losses, (logits, lambda g: g[..., None] * (np.exp(log_p) * total - targets)))


def sigmoid_crossentropy(targets: Array, logits: Operand) -> Tensor:
    """The cross-entropy of `sigmoid(logits)` against `targets`, element by element.

    `max(z, 0) - z*t + log(1 + exp(-|z|))`, where no logarithm meets a zero and no `exp` overflows.
    Source: TensorFlow, `sigmoid_cross_entropy_with_logits`.

    Args:
        targets: Probabilities, such as 0 and 1, of any shape.
        logits: Scores, of the same shape.

    Returns:
        The losses, of the same shape.

    Raises:
        ValueError: If the two shapes differ.

    Examples:
        >>> sigmoid_crossentropy(np.array([1.0]), [0.0])
        Tensor([0.69314718])
    """
    z = _value(logits)
    if np.shape(targets) != np.shape(z):
        raise clash("sigmoid_crossentropy", "the same shape.", targets=targets, logits=z)
    losses = np.maximum(z, 0) - z * targets + np.log1p(np.exp(-np.abs(z)))
    return Tensor(losses, (logits, lambda g: g * (_sigmoid(z) - targets)))


def _sigmoid(a: Array) -> Array:
    e = np.exp(-np.abs(a))
    return np.asarray(np.where(np.asarray(a) >= 0, 1, e) / (1 + e))


# What stands for NumPy's functions and operators; those without a slope give plain arrays.
NUMPY: dict[Any, Callable[..., Any]] = {
    getattr(np, name): globals()[name] for name in __all__ if hasattr(np, name)
}
NUMPY[np.amax] = max
NUMPY[np.clip] = lambda a, a_min=None, a_max=None: clip(a, a_min, a_max)
NUMPY[np.positive] = lambda x: x
NUMPY[np.square] = lambda x: power(x, 2)
NUMPY[np.sqrt] = lambda x: power(x, 0.5)
BY_NAME = ("a_max", "a_min", "axes", "axis", "keepdims", "shape")  # arguments that both have
WITHOUT_SLOPE: list[Any] = [np.equal, np.not_equal, np.less, np.less_equal, np.greater]
WITHOUT_SLOPE += [np.greater_equal, np.isfinite, np.isnan, np.sign, np.argmax, np.argmin]
WITHOUT_SLOPE += [np.shape, np.ndim, np.size, np.zeros_like, np.ones_like]
WITHOUT_SLOPE += [np.array_equal, np.isclose, np.allclose]


def _in_place_of_numpy(function: Any, method: str, inputs: Any, options: Any) -> Any:
    name = function.__name__
    if "out" in options:
        out = options["out"] if isinstance(options["out"], tuple) else (options["out"],)
        raise TypeError(
            "A Tensor is not changed in place, for gradients depend on it: write x = x + y."
            if any(isinstance(x, Tensor) for x in out)
            else "A plain array takes in no Tensor, whose gradient it would lose: write x = x + y."
        )
    if method == "__call__" and function in NUMPY:
        for option in options:
            if option not in BY_NAME or isinstance(function, np.ufunc):
                raise TypeError(
                    f"np.{name} of a Tensor takes no {option!r}: leave it out, or give x.numpy()."
                )
        if len(inputs) > 2 and function is not np.clip:  # NumPy's third is not ours.
            raise TypeError(f"np.{name} of a Tensor: name the arguments after the second.")
        return NUMPY[function](*inputs, **options)
    if method == "__call__" and function in WITHOUT_SLOPE:
        plain = {option: _plain(x) for option, x in options.items()}
        return function(*map(_plain, inputs), **plain)
    name += "" if method == "__call__" else f".{method}"
    instead = "Write x @ y" if function is np.dot else "Use an operation of mathbits.autodiff"
    raise TypeError(
        f"np.{name} would lose the gradient of a Tensor. {instead}, or give it x.numpy()."
    )


def _plain(x: Any) -> Any:
    return x.value if isinstance(x, Tensor) else x
