"""Optimizers: rules that turn gradients into changes of the weights.

Each rule is written as the formula is, and changes the weights in place. The formulas are those
of Keras 3, in the same order of operations, so that float32 weights agree with Keras' to the bit.
"""

import inspect
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mathbits.autodiff import Tensor

__all__ = ["SGD", "Adagrad", "Adam", "Optimizer", "RMSprop", "get"]

Array = NDArray[Any]

# A rule passes over its arrays several times. In pieces of this many elements they stay in the
# processor's cache between the passes, which halves the time for a large kernel.
BLOCK = 65_536


class Optimizer:
    """What all rules share: `apply`, and the slots in which a rule remembers earlier gradients.

    A rule says in `slots` how its memory starts, and in `update` how one step goes.

    Args:
        learning_rate: How far a step goes.

    Attributes:
        iterations: How many steps were taken.

    Raises:
        ValueError: If `learning_rate` is not a positive float.

    Examples:
        A rule of your own, which looks at nothing but the signs:

        >>> class Signs(Optimizer):
        ...     def update(self, w, g, *slots):
        ...         w -= self.learning_rate * np.sign(g)
        >>> w = Tensor([1.0, 2.0])
        >>> Signs(learning_rate=0.1).apply([np.array([5.0, -0.2])], [w])
        >>> w
        Tensor([0.9, 2.1])
    """

    def __init__(self, learning_rate: float) -> None:
        if isinstance(learning_rate, bool) or not isinstance(learning_rate, float):
            raise ValueError(
                f"learning_rate: expected a float such as 0.01, got {learning_rate!r}."
            )
        if not learning_rate > 0:
            raise ValueError(f"learning_rate: expected more than 0, got {learning_rate}.")
        self.learning_rate = learning_rate
        self.iterations = 0
        self._variables: list[Tensor] = []
        self._slots: list[list[Array]] = []

    def apply(self, gradients: Sequence[Array], variables: Sequence[Tensor]) -> None:
        """Take one step: change every variable by its gradient.

        Args:
            gradients: One array for each variable, of its shape.
            variables: The Tensors to change, the same ones at every step.

        Raises:
            ValueError: If gradients and variables do not match in number or shape, before any
                variable is changed.

        Examples:
            >>> w = Tensor([1.0, 2.0])
            >>> SGD(learning_rate=0.1).apply([np.array([1.0, -1.0])], [w])
            >>> w
            Tensor([0.9, 2.1])
        """
        _check(gradients, variables)
        if not self._variables:
            self._variables = list(variables)
            self._slots = [self.slots(w.value) for w in variables]
        if [id(w) for w in variables] != [id(w) for w in self._variables]:
            raise ValueError(
                f"variables: expected the same {len(self._variables)} at every step, got "
                f"{len(variables)}, or others. Make a new optimizer for other variables."
            )
        self.iterations += 1
        for gradient, variable, slots in zip(gradients, variables, self._slots, strict=True):
            for w, g, *rest in _blocks(variable.value, gradient, *slots):
                self.update(w, g, *rest)

    def slots(self, w: Array) -> list[Array]:
        """The memory that the rule keeps for the weights `w`: arrays of the same shape."""
        return []

    def update(self, w: Array, g: Array, *slots: Array) -> None:
        """Change the weights `w` and the slots, in place, by the gradient `g`."""
        raise NotImplementedError

    def get_config(self) -> dict[str, float | bool]:
        """The arguments that make this optimizer again."""
        arguments = inspect.signature(type(self)).parameters
        return {name: getattr(self, name) for name in arguments}


def _check(gradients: Sequence[Array], variables: Sequence[Tensor]) -> None:
    if len(gradients) != len(variables):
        raise ValueError(
            f"gradients: expected one for each of the {len(variables)} variables, "
            f"got {len(gradients)}."
        )
    for i, (gradient, variable) in enumerate(zip(gradients, variables, strict=True)):
        if np.shape(gradient) != variable.shape:
            raise ValueError(
                f"gradients[{i}] has shape {np.shape(gradient)} and variables[{i}] has shape "
                f"{variable.shape}; expected the same shape."
            )
        if variable.sources:
            raise ValueError(
                f"variables[{i}] was computed from other Tensors; expected one made from numbers."
            )


def _blocks(*arrays: Array) -> Iterator[list[Array]]:
    """The arrays side by side, flat, a block at a time."""
    flat = [array.reshape(-1) for array in arrays]
    for start in range(0, flat[0].size, BLOCK):
        yield [array[start : start + BLOCK] for array in flat]


class SGD(Optimizer):
    """Gradient descent, with momentum if wanted.

    With momentum a velocity remembers earlier steps; Nesterov's form looks one step ahead.
    Source: Keras 3; Sutskever et al., "On the importance of initialization and momentum in deep
    learning", 2013.

    Args:
        learning_rate: How far a step goes.
        momentum: How much of the velocity stays from step to step, from 0 to 1.
        nesterov: Whether to look ahead.

    Raises:
        ValueError: If an argument is out of range.

    Examples:
        >>> w = Tensor(1.0)
        >>> rule = SGD(learning_rate=0.5, momentum=0.5)
        >>> for _ in range(2):
        ...     rule.apply([np.asarray(1.0)], [w])
        >>> w
        Tensor(-0.25)
    """

    def __init__(
        self, learning_rate: float = 0.01, momentum: float = 0.0, nesterov: bool = False
    ) -> None:
        super().__init__(learning_rate)
        self.momentum = _fraction("momentum", momentum)
        self.nesterov = nesterov

    def slots(self, w: Array) -> list[Array]:
        """A velocity, if there is momentum."""
        return [np.zeros_like(w)] if self.momentum else []

    def update(self, w: Array, g: Array, *slots: Array) -> None:
        """`m = mu*m - lr*g; w += m`, or `w -= lr*g` without momentum."""
        if not self.momentum:
            w -= g * self.learning_rate
            return
        (m,) = slots
        step = g * self.learning_rate
        m *= self.momentum
        m -= step
        w += m * self.momentum - step if self.nesterov else m


class Adagrad(Optimizer):
    """Divide each step by the root of all squared gradients so far.

    Source: Duchi, Hazan and Singer, "Adaptive subgradient methods", 2011, as in Keras 3: epsilon
    stands inside the root.

    Args:
        learning_rate: How far a step goes.
        initial_accumulator_value: What the sum of squares starts at.
        epsilon: Keeps the root away from zero.

    Examples:
        >>> w = Tensor([1.0, 1.0])
        >>> Adagrad(0.1, initial_accumulator_value=0.0).apply([np.array([4.0, 0.5])], [w])
        >>> w.numpy().round(6)
        array([0.9, 0.9])
    """

    def __init__(
        self,
        learning_rate: float = 0.001,
        initial_accumulator_value: float = 0.1,
        epsilon: float = 1e-7,
    ) -> None:
        super().__init__(learning_rate)
        self.initial_accumulator_value = initial_accumulator_value
        self.epsilon = epsilon

    def slots(self, w: Array) -> list[Array]:
        """The sum of squared gradients."""
        return [np.full_like(w, self.initial_accumulator_value)]

    def update(self, w: Array, g: Array, *slots: Array) -> None:
        """`a += g**2; w -= lr*g / sqrt(a + eps)`."""
        (a,) = slots
        a += g * g
        w -= self.learning_rate * g / np.sqrt(a + self.epsilon)


class RMSprop(Optimizer):
    """Divide each step by the root of a running mean of squared gradients.

    Source: Tieleman and Hinton, "Lecture 6.5 - rmsprop", 2012, as in Keras 3: epsilon stands
    inside the root.

    Args:
        learning_rate: How far a step goes.
        rho: How much of the running mean stays from step to step, from 0 to 1.
        momentum: How much of the last change is repeated, from 0 to 1.
        epsilon: Keeps the root away from zero.
        centered: Whether to take the mean gradient's square off first, which leaves a variance.

    Raises:
        ValueError: If an argument is out of range.

    Examples:
        >>> w = Tensor([1.0, 1.0])
        >>> RMSprop(learning_rate=0.1).apply([np.array([4.0, 0.5])], [w])
        >>> w.numpy().round(6)
        array([0.683772, 0.683773])
    """

    def __init__(
        self,
        learning_rate: float = 0.001,
        rho: float = 0.9,
        momentum: float = 0.0,
        epsilon: float = 1e-7,
        centered: bool = False,
    ) -> None:
        super().__init__(learning_rate)
        self.rho = _fraction("rho", rho)
        self.momentum = _fraction("momentum", momentum)
        self.epsilon = epsilon
        self.centered = centered

    def slots(self, w: Array) -> list[Array]:
        """The mean square; then the mean (centered) and the last change (momentum), if used."""
        return [np.zeros_like(w) for _ in range(1 + self.centered + bool(self.momentum))]

    def update(self, w: Array, g: Array, *slots: Array) -> None:
        """`v = rho*v + (1-rho)*g**2; w -= lr*g / sqrt(v + eps)`."""
        v, *rest = slots
        v *= self.rho
        v += (1 - self.rho) * (g * g)
        variance = v
        if self.centered:
            a = rest.pop(0)
            a *= self.rho
            a += (1 - self.rho) * g
            variance = v - a * a
        change = self.learning_rate * g / np.sqrt(variance + self.epsilon)
        if self.momentum:
            (b,) = rest
            b *= self.momentum
            b += change
            change = b
        w -= change


class Adam(Optimizer):
    """Momentum over the root of the mean square, both corrected for their start at zero.

    Source: Kingma and Ba, "Adam: a method for stochastic optimization", 2015, the efficient form
    at the end of section 2, as in Keras 3: epsilon stands outside the root.

    Args:
        learning_rate: How far a step goes.
        beta_1: How much of the mean gradient stays from step to step, from 0 to 1.
        beta_2: How much of the mean square stays from step to step, from 0 to 1.
        epsilon: Keeps the root away from zero.

    Raises:
        ValueError: If an argument is out of range.

    Examples:
        >>> w = Tensor([1.0, 1.0])
        >>> Adam(learning_rate=0.1).apply([np.array([4.0, 0.5])], [w])
        >>> w.numpy().round(6)
        array([0.9     , 0.900001])
    """

    def __init__(
        self,
        learning_rate: float = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
    ) -> None:
        super().__init__(learning_rate)
        self.beta_1 = _fraction("beta_1", beta_1)
        self.beta_2 = _fraction("beta_2", beta_2)
        self.epsilon = epsilon

    def slots(self, w: Array) -> list[Array]:
        """The mean gradient and the mean square."""
        return [np.zeros_like(w), np.zeros_like(w)]

    def update(self, w: Array, g: Array, *slots: Array) -> None:
        """`m += (1-b1)*(g - m); v += (1-b2)*(g**2 - v); w -= alpha*m / (sqrt(v) + eps)`."""
        m, v = slots
        number = w.dtype.type  # Keras computes the correction in the weights' own precision.
        left_1, left_2 = (
            1 - np.power(number(beta), number(self.iterations))
            for beta in (self.beta_1, self.beta_2)
        )
        alpha = number(self.learning_rate) * np.sqrt(left_2) / left_1
        m += (g - m) * (1 - self.beta_1)
        v += (g * g - v) * (1 - self.beta_2)
        w -= m * alpha / (np.sqrt(v) + self.epsilon)


def _fraction(name: str, number: float) -> float:
    if isinstance(number, bool) or not isinstance(number, float) or not 0 <= number <= 1:
        raise ValueError(f"{name}: expected a float from 0 to 1, got {number!r}.")
    return number


_BY_NAME: dict[str, Callable[..., Optimizer]] = {
    "sgd": SGD,
    "adagrad": Adagrad,
    "rmsprop": RMSprop,
    "adam": Adam,
}


def get(optimizer: str | Optimizer, **arguments: float | bool) -> Optimizer:
    """A new optimizer of that name; an optimizer is returned as it is.

    Args:
        optimizer: `"sgd"`, `"adagrad"`, `"rmsprop"`, `"adam"`, or an optimizer.
        **arguments: What the new one should not leave at its default.

    Raises:
        ValueError: If there is no optimizer of that name.

    Examples:
        >>> get("rmsprop").learning_rate
        0.001
    """
    if isinstance(optimizer, Optimizer):
        return optimizer
    if not isinstance(optimizer, str) or optimizer.lower() not in _BY_NAME:
        raise ValueError(f"optimizer: expected one of {', '.join(_BY_NAME)}, got {optimizer!r}.")
    return _BY_NAME[optimizer.lower()](**arguments)
