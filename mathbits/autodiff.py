"""Reverse-mode automatic differentiation: arrays that remember how they were computed.

A `Tensor` holds a value and, for each input that the value was computed from, a function that
carries a gradient back to that input. `backward` walks from the result to the inputs and applies
these functions one after the other: that is the chain rule, and the whole of backpropagation.

Below the engine stand the operations. Each is one function. It computes the value forward and
says, beside it, how the gradient goes back.
"""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "Tensor",
    "add",
    "clip",
    "divide",
    "exp",
    "log",
    "matmul",
    "maximum",
    "mean",
    "multiply",
    "negative",
    "power",
    "relu",
    "reshape",
    "softmax",
    "softmax_crossentropy",
    "subtract",
    "sum",
    "transpose",
]

Array: TypeAlias = NDArray[Any]
Operand: TypeAlias = "Tensor | ArrayLike"
Source: TypeAlias = tuple[Operand, Callable[[Array], Array]]


class Tensor:
    """An array that remembers how it was computed.

    Make one from numbers, compute with it, and call `backward()` on the scalar that comes out.
    Then every Tensor on the way has a `grad`: how much the scalar changes, per unit of change in
    each element. Plain arrays and numbers may take part; they are constants and get no gradient.

    See [Key attributes][key-attributes] for rank, shape and dtype.

    Args:
        value: The numbers. Integers become float64, since a slope needs room between two values.
        *sources: What the value was computed from: pairs of an input and the function that turns
            the gradient of this Tensor into the gradient of that input. Operations fill this in.

    Attributes:
        value: The array, of any shape.
        grad: The gradient, an array of the same shape, or None before `backward()`.
        sources: The Tensors that it was computed from, each with the way back to it.

    Raises:
        TypeError: If the value is not made of real numbers.

    Examples:
        >>> x = Tensor([1.0, 2.0, 3.0])
        >>> y = (x * x).sum()
        >>> y.backward()
        >>> x.grad
        array([2., 4., 6.])
    """

    # NumPy asks this before it computes `array * tensor`; None makes it leave the work to us.
    __array_ufunc__ = None

    def __init__(self, value: ArrayLike, *sources: Source) -> None:
        # Numbers that somebody hands in are copied: training changes its variables in place.
        array = np.asarray(value) if sources else np.array(value, order="C")
        if array.dtype.kind in "biu":
            array = array.astype(np.float64)
        if array.dtype.kind != "f":
            raise TypeError(
                f"value: a Tensor holds real numbers, and this has dtype {array.dtype}."
            )
        self.value: Array = array
        self.grad: Array | None = None
        self.logits: Tensor | None = None  # set by softmax, for the loss that follows it
        self.sources = [(x, back) for x, back in sources if isinstance(x, Tensor)]

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

    def numpy(self) -> Array:
        """The value as a plain array, without its history."""
        return self.value

    def backward(self) -> None:
        """Compute the gradient of this scalar with respect to every Tensor it came from.

        Each Tensor on the way gets a fresh `grad` of its own shape; what an earlier call left
        there is replaced.

        Raises:
            ValueError: If this Tensor has more than one element: a gradient is that of one number.

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
        gradients = {id(self): np.ones_like(self.value)}
        for node in _from_result_to_inputs(self):
            node.grad = np.array(gradients.pop(id(node)))  # a copy: operations pass g on as it is
            for source, back in node.sources:
                gradient = _unbroadcast(back(node.grad), source)
                known = gradients.get(id(source))
                gradients[id(source)] = gradient if known is None else known + gradient

    def __repr__(self) -> str:
        return f"Tensor({np.array2string(self.value, separator=', ', prefix='Tensor(')})"

    def __len__(self) -> int:
        return len(self.value)

    def __array_function__(self, function: Callable[..., Any], *_: Any) -> Any:
        raise TypeError(
            f"np.{function.__name__} would lose the gradient of a Tensor. Use an operation of "
            "mathbits.autodiff, or give it x.numpy()."
        )

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        return np.array(self.value, dtype=dtype, copy=copy)

    def __add__(self, other: Operand) -> "Tensor":
        return add(self, other)

    def __radd__(self, other: Operand) -> "Tensor":
        return add(other, self)

    def __sub__(self, other: Operand) -> "Tensor":
        return subtract(self, other)

    def __rsub__(self, other: Operand) -> "Tensor":
        return subtract(other, self)

    def __mul__(self, other: Operand) -> "Tensor":
        return multiply(self, other)

    def __rmul__(self, other: Operand) -> "Tensor":
        return multiply(other, self)

    def __truediv__(self, other: Operand) -> "Tensor":
        return divide(self, other)

    def __rtruediv__(self, other: Operand) -> "Tensor":
        return divide(other, self)

    def __matmul__(self, other: Operand) -> "Tensor":
        return matmul(self, other)

    def __rmatmul__(self, other: Operand) -> "Tensor":
        return matmul(other, self)

    def __neg__(self) -> "Tensor":
        return negative(self)

    def __pow__(self, exponent: float) -> "Tensor":
        return power(self, exponent)

    def sum(self, axis: int | None = None, keepdims: bool = False) -> "Tensor":
        """The sum of all elements, or along one axis."""
        return sum(self, axis, keepdims)

    def mean(self, axis: int | None = None, keepdims: bool = False) -> "Tensor":
        """The mean of all elements, or along one axis."""
        return mean(self, axis, keepdims)

    def reshape(self, *shape: int) -> "Tensor":
        """The same elements in another shape."""
        return reshape(self, shape)

    @property
    def T(self) -> "Tensor":  # noqa: N802 - NumPy's name
        """The axes in reverse order."""
        return transpose(self)


def _from_result_to_inputs(result: Tensor) -> Iterator[Tensor]:
    """Every Tensor behind `result`, each one after all that were computed from it.

    Only in this order is a gradient complete when it is passed on. The walk is depth first, with
    a list of its own in place of recursion, so that a long computation cannot exhaust the stack.
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
    return x if isinstance(x, int | float) else np.asarray(x)


# The operations. g is the gradient of the result; each function after an input carries it back.


def add(x: Operand, y: Operand) -> Tensor:
    """`x + y`: both inputs pass the gradient on as it is.

    Examples:
        >>> add([1.0, 2.0], 10.0)
        Tensor([11., 12.])
    """
    return Tensor(_value(x) + _value(y), (x, lambda g: g), (y, lambda g: g))


def subtract(x: Operand, y: Operand) -> Tensor:
    """`x - y`.

    Examples:
        >>> subtract([1.0, 2.0], 1.0)
        Tensor([0., 1.])
    """
    return Tensor(_value(x) - _value(y), (x, lambda g: g), (y, lambda g: -g))


def multiply(x: Operand, y: Operand) -> Tensor:
    """`x * y`, element by element: each factor's slope is the other factor.

    Examples:
        >>> multiply([1.0, 2.0], [3.0, 4.0])
        Tensor([3., 8.])
    """
    a, b = _value(x), _value(y)
    return Tensor(a * b, (x, lambda g: g * b), (y, lambda g: g * a))


def divide(x: Operand, y: Operand) -> Tensor:
    """`x / y`, element by element.

    Examples:
        >>> divide([1.0, 2.0], 4.0)
        Tensor([0.25, 0.5 ])
    """
    a, b = _value(x), _value(y)
    return Tensor(a / b, (x, lambda g: g / b), (y, lambda g: -g * a / b**2))


def negative(x: Operand) -> Tensor:
    """`-x`.

    Examples:
        >>> negative([1.0, -2.0])
        Tensor([-1.,  2.])
    """
    return Tensor(-_value(x), (x, lambda g: -g))


def power(x: Operand, exponent: float) -> Tensor:
    """`x ** exponent`, for an exponent that is a plain number.

    Raises:
        TypeError: If the exponent is not a number.

    Examples:
        >>> power([1.0, 2.0, 3.0], 2)
        Tensor([1., 4., 9.])
    """
    if not isinstance(exponent, int | float):
        raise TypeError(f"exponent: expected a number, got {type(exponent).__name__}.")
    a = _value(x)
    return Tensor(a**exponent, (x, lambda g: g * exponent * a ** (exponent - 1)))


def exp(x: Operand) -> Tensor:
    """`e ** x`: its own slope.

    Examples:
        >>> exp([0.0])
        Tensor([1.])
    """
    result = np.exp(_value(x))
    return Tensor(result, (x, lambda g: g * result))


def log(x: Operand) -> Tensor:
    """The natural logarithm.

    Examples:
        >>> log([1.0])
        Tensor([0.])
    """
    a = _value(x)
    return Tensor(np.log(a), (x, lambda g: g / a))


def maximum(x: Operand, y: Operand) -> Tensor:
    """The larger of `x` and `y`, element by element. Where they are equal, `x` has the gradient.

    Examples:
        >>> maximum([1.0, 5.0], [3.0, 4.0])
        Tensor([3., 5.])
    """
    a, b = _value(x), _value(y)
    return Tensor(np.maximum(a, b), (x, lambda g: g * (a >= b)), (y, lambda g: g * (a < b)))


def clip(x: Operand, low: float, high: float) -> Tensor:
    """`x`, kept between `low` and `high`: the gradient passes where `x` was kept as it is.

    Examples:
        >>> clip([-2.0, 0.5, 2.0], -1.0, 1.0)
        Tensor([-1. ,  0.5,  1. ])
    """
    a = _value(x)
    return Tensor(np.clip(a, low, high), (x, lambda g: g * ((a >= low) & (a <= high))))


def relu(x: Operand) -> Tensor:
    """`max(x, 0)`: the gradient passes where the result is positive, and nowhere else.

    Examples:
        >>> relu([-1.0, 2.0])
        Tensor([0., 2.])
    """
    result = np.maximum(_value(x), 0)
    return Tensor(result, (x, lambda g: g * (result > 0)))


def matmul(x: Operand, y: Operand) -> Tensor:
    """`x @ y` for matrices: `(n, k) @ (k, m)` is `(n, m)`.

    The gradients' shapes leave one choice: `(n, m) @ (m, k)` for `x`, `(k, n) @ (n, m)` for `y`.

    Raises:
        ValueError: If an operand is not a matrix, or the inner axes differ.

    Examples:
        >>> matmul([[1.0, 2.0]], [[3.0], [4.0]])
        Tensor([[11.]])
    """
    a, b = _value(x), _value(y)
    if np.ndim(a) != 2 or np.ndim(b) != 2 or a.shape[1] != b.shape[0]:
        raise ValueError(
            f"matmul: x has shape {np.shape(a)} and y has shape {np.shape(b)}; expected two "
            "matrices, where the last axis of x is as long as the first axis of y."
        )
    return Tensor(a @ b, (x, lambda g: g @ b.T), (y, lambda g: a.T @ g))


def sum(x: Operand, axis: int | None = None, keepdims: bool = False) -> Tensor:
    """The sum of all elements, or along one axis: every element has the gradient of its sum.

    Examples:
        >>> sum([[1.0, 2.0], [3.0, 4.0]], axis=0)
        Tensor([4., 6.])
    """
    a = _value(x)
    result = np.sum(a, axis=axis, keepdims=True)

    def back(g: Array) -> Array:
        return np.broadcast_to(g.reshape(result.shape), np.shape(a))

    return Tensor(result if keepdims else np.sum(a, axis=axis), (x, back))


def mean(x: Operand, axis: int | None = None, keepdims: bool = False) -> Tensor:
    """The mean of all elements, or along one axis.

    Examples:
        >>> mean([[1.0, 2.0], [3.0, 4.0]], axis=1)
        Tensor([1.5, 3.5])
    """
    count = np.size(_value(x)) if axis is None else np.shape(_value(x))[axis]
    return sum(x, axis, keepdims) / count


def reshape(x: Operand, shape: tuple[int, ...]) -> Tensor:
    """The same elements in another shape: the gradient is put back into the first one.

    Examples:
        >>> reshape([1.0, 2.0], (2, 1)).shape
        (2, 1)
    """
    a = np.asarray(_value(x))
    return Tensor(a.reshape(shape), (x, lambda g: g.reshape(a.shape)))


def transpose(x: Operand) -> Tensor:
    """The axes in reverse order.

    Examples:
        >>> transpose([[1.0, 2.0]]).shape
        (2, 1)
    """
    return Tensor(np.transpose(_value(x)), (x, np.transpose))


def softmax(x: Operand) -> Tensor:
    """Probabilities from scores along the last axis: `exp(x)`, divided by its sum.

    The largest score is taken off first. That changes nothing in the quotient and keeps `exp`
    from overflowing. The scores stay at hand as `logits`, so that a loss can start from them.

    Examples:
        >>> softmax([[0.0, 0.0]])
        Tensor([[0.5, 0.5]])
    """
    a = _value(x)
    e = np.exp(a - np.max(a, axis=-1, keepdims=True))
    p = e / np.sum(e, axis=-1, keepdims=True)
    result = Tensor(p, (x, lambda g: p * (g - np.sum(g * p, axis=-1, keepdims=True))))
    result.logits = x if isinstance(x, Tensor) else Tensor(x)
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

    Examples:
        >>> softmax_crossentropy(np.array([[0.0, 1.0]]), [[0.0, 0.0]])
        Tensor([0.69314718])
    """
    z = _value(logits)
    z = z - np.max(z, axis=-1, keepdims=True)
    log_p = z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True))
    losses = -np.sum(targets * log_p, axis=-1)
    total = np.sum(targets, axis=-1, keepdims=True)  # 1 for probabilities
    return Tensor(losses, (logits, lambda g: g[..., None] * (np.exp(log_p) * total - targets)))
