"""Optimizers: rules that turn gradients into changes of the weights.

Each rule is written as the formula is, and changes the weights in place. The formulas are those
of Keras 3, in the same order of operations, so that float32 weights agree with Keras' to the bit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mathbits.autodiff import Tensor
from mathbits.checks import flag, number, one_of, refuse, whole_number
from mathbits.cores import share

__all__ = ["SGD", "Adagrad", "Adam", "Optimizer", "RMSprop", "get", "name_of"]

Array = NDArray[Any]

# A rule passes over its arrays several times. In pieces of this many elements they stay in the
# processor's cache between the passes, which takes a third of the time for a large kernel.
BLOCK = 65_536

CLIPPING = ("clipvalue", "clipnorm", "global_clipnorm")
LEFT_OUT = (
    "amsgrad decay ema_momentum ema_overwrite_frequency gradient_accumulation_steps "
    "loss_scale_factor name use_ema weight_decay"
)
FRACTION = ("a float from 0 to 1", 0, 1)
NOT_NEGATIVE = ("a float of 0 or more", 0, math.inf)
POSITIVE = ("a float above 0, such as 0.01", math.ulp(0.0), math.inf)


class Optimizer:
    """What all rules share: `apply`, clipping, and the slots that remember earlier gradients.

    A rule says in `slots` how its memory starts, and in `update` how one step goes.
    [Optimizers][optimizers] builds each of them.

    Args:
        learning_rate: How far a step goes.
        clipvalue: The largest size of a gradient's element; larger ones are cut off.
        clipnorm: The largest length of each gradient; a longer one is shortened.
        global_clipnorm: The largest length of all gradients together.

    Attributes:
        iterations: How many steps were taken.

    Raises:
        ValueError: If an argument is no float in its range, or there is more than one clipping.

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

    def __init__(
        self,
        learning_rate: float,
        *,
        clipvalue: float | None = None,
        clipnorm: float | None = None,
        global_clipnorm: float | None = None,
        **others: Any,
    ) -> None:
        refuse(type(self), others, LEFT_OUT)
        self._rate = number("learning_rate", learning_rate, *POSITIVE)
        self.clipvalue, self.clipnorm, self.global_clipnorm = (
            None if limit is None else number(name, limit, *POSITIVE)
            for name, limit in zip(CLIPPING, (clipvalue, clipnorm, global_clipnorm), strict=True)
        )
        given = [name for name in CLIPPING if getattr(self, name) is not None]
        if len(given) > 1:
            raise ValueError(
                f"{given[1]}: expected one kind of clipping, got {' and '.join(given)}."
            )
        self.iterations = 0
        self._variables: list[Tensor] = []
        self._slots: list[list[Array]] = []

    @property
    def learning_rate(self) -> float:
        """How far a step goes. A schedule may set another: any number of 0 or more."""
        return self._rate

    @learning_rate.setter
    def learning_rate(self, rate: float) -> None:
        self._rate = number("learning_rate", rate, "a number of 0 or more", 0, math.inf, whole=True)

    def apply(self, gradients: Sequence[Array | None], variables: Sequence[Tensor]) -> None:
        """Take one step: change every variable by its gradient.

        Args:
            gradients: One array for each variable, of its shape.
            variables: The Tensors to change, the same ones at every step.

        Raises:
            ValueError: If gradients and variables do not match in number or shape, or a gradient
                is None, before any variable is changed.

        Examples:
            >>> w = Tensor([1.0, 2.0])
            >>> SGD(learning_rate=0.1).apply([np.array([1.0, -1.0])], [w])
            >>> w
            Tensor([0.9, 2.1])
        """
        checked = _checked(gradients, variables)
        for variable in variables:  # The blocks of a transposed array would be copies.
            variable.value = np.asarray(variable.value, order="C")
        if not self._variables:
            self._start(variables)
        if not self.knows(variables):
            raise ValueError(
                f"variables: expected the same {len(self._variables)} at every step, got "
                f"{len(variables)}, or others. Make a new optimizer for other variables."
            )
        self.iterations += 1
        clipped = self._clip(checked)
        for gradient, variable, slots in zip(clipped, variables, self._slots, strict=True):
            self._update_in_blocks(variable.value, gradient, *slots)

    def knows(self, variables: Sequence[Tensor]) -> bool:
        """Whether the steps so far were taken with these variables."""
        return [id(w) for w in variables] == [id(w) for w in self._variables]

    @property
    def memory(self) -> list[Array]:
        """The slots of all variables in a row."""
        return [slot for slots in self._slots for slot in slots]

    def restore(
        self, variables: Sequence[Tensor], memory: Sequence[Array], iterations: int
    ) -> None:
        """Go on where `memory` and `iterations` were taken, with variables as they were there.

        Args:
            variables: The Tensors that the next steps will change.
            memory: What `memory` was.
            iterations: How many steps had been taken.

        Raises:
            ValueError: If the memory has not the shapes that this rule keeps for the variables,
                or `iterations` is no whole number of 1 or more.

        Examples:
            >>> w, again = Tensor([1.0]), Tensor([1.0])
            >>> rule, other = Adam(), Adam()
            >>> rule.apply([np.array([0.5])], [w])
            >>> again.value[:] = w.value
            >>> other.restore([again], rule.memory, rule.iterations)
            >>> rule.apply([np.array([0.1])], [w])
            >>> other.apply([np.array([0.1])], [again])
            >>> bool(w.value == again.value)
            True
        """
        iterations = whole_number("iterations", iterations)
        self._start(variables)
        expected, given = ([slot.shape for slot in row] for row in (self.memory, memory))
        if given != expected:
            raise ValueError(f"memory: expected arrays of shapes {expected}, got {given}.")
        for slot, before in zip(self.memory, memory, strict=True):
            slot[...] = before
        self.iterations = iterations

    def slots(self, w: Array) -> list[Array]:
        """The memory that the rule keeps for the weights `w`: arrays of the same shape."""
        return []

    def update(self, w: Array, g: Array, *slots: Array) -> None:
        """Change the weights `w` and the slots, in place, by the gradient `g`."""
        raise NotImplementedError

    def get_config(self) -> dict[str, Any]:
        """The arguments that make this optimizer again."""
        from inspect import signature

        own = [name for name in signature(type(self)).parameters if hasattr(self, name)]
        return {name: getattr(self, name) for name in dict.fromkeys([*own, *CLIPPING])}

    def _start(self, variables: Sequence[Tensor]) -> None:
        self._variables = list(variables)
        self._slots = [self.slots(w.value) for w in variables]

    def _update_in_blocks(self, *arrays: Array) -> None:
        flat = [array.reshape(-1) for array in arrays]

        def update(part: slice) -> None:
            for start in range(part.start, part.stop, BLOCK):
                block = slice(start, min(start + BLOCK, part.stop))
                self.update(*(array[block] for array in flat))

        size = flat[0].size
        if size > BLOCK:
            share(update, size)
        else:
            update(slice(0, size))

    def _clip(self, gradients: list[Array]) -> list[Array]:
        if self.clipvalue is not None:
            return [np.clip(g, -self.clipvalue, self.clipvalue) for g in gradients]
        if self.clipnorm is not None:
            c = self.clipnorm
            return [g * c / np.maximum(np.sqrt(np.sum(g * g)), c) for g in gradients]
        if self.global_clipnorm is not None:
            c = self.global_clipnorm
            length = np.sqrt(np.sum(np.stack([np.sum(g * g) for g in gradients])))
            shorter = c * np.minimum(1 / np.maximum(length, c), 1 / c)  # 1 where it is short enough
            return [g * shorter for g in gradients]
        return gradients


def _checked(gradients: Sequence[Array | None], variables: Sequence[Tensor]) -> list[Array]:
    if len(gradients) != len(variables):
        raise ValueError(
            f"gradients: expected one for each of the {len(variables)} variables, "
            f"got {len(gradients)}."
        )
    checked = []
    for i, (gradient, variable) in enumerate(zip(gradients, variables, strict=True)):
        if not isinstance(variable, Tensor):
            raise TypeError(f"variables[{i}]: expected a Tensor, got {type(variable).__name__}.")
        if gradient is None:
            raise ValueError(
                f"gradients[{i}] is None: backward() did not come to variables[{i}]. Was the loss "
                "computed from it, and with Tensors all the way?"
            )
        if np.shape(gradient) != variable.shape:
            raise ValueError(
                f"gradients[{i}] has shape {np.shape(gradient)} and variables[{i}] has shape "
                f"{variable.shape}; expected the same shape."
            )
        if variable.sources:
            raise ValueError(
                f"variables[{i}] was computed from other Tensors; expected one made from numbers."
            )
        checked.append(np.asarray(gradient))
    return checked


class SGD(Optimizer):
    """Gradient descent, with momentum if wanted.

    With momentum a velocity remembers earlier steps; Nesterov's form looks one step ahead.
    Source: Keras 3; Sutskever et al., "On the importance of initialization and momentum in deep
    learning", 2013.

    Args:
        learning_rate: How far a step goes.
        momentum: How much of the velocity stays from step to step, from 0 to 1.
        nesterov: Whether to look ahead.
        **clipping: `clipvalue`, `clipnorm` or `global_clipnorm`, as in `Optimizer`.

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
        self,
        learning_rate: float = 0.01,
        momentum: float = 0.0,
        nesterov: bool = False,
        **clipping: float | None,
    ) -> None:
        super().__init__(learning_rate, **clipping)
        self.momentum = number("momentum", momentum, *FRACTION)
        self.nesterov = flag("nesterov", nesterov)

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
        **clipping: `clipvalue`, `clipnorm` or `global_clipnorm`, as in `Optimizer`.

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
        **clipping: float | None,
    ) -> None:
        super().__init__(learning_rate, **clipping)
        self.initial_accumulator_value = number(
            "initial_accumulator_value", initial_accumulator_value, *NOT_NEGATIVE
        )
        self.epsilon = number("epsilon", epsilon, *NOT_NEGATIVE)

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
            Where a gradient stays the same for many steps, float32 can round it below zero, and
            the weight becomes nan, as in Keras; a larger `epsilon` helps.
        **clipping: `clipvalue`, `clipnorm` or `global_clipnorm`, as in `Optimizer`.

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
        **clipping: float | None,
    ) -> None:
        super().__init__(learning_rate, **clipping)
        self.rho = number("rho", rho, *FRACTION)
        self.momentum = number("momentum", momentum, *FRACTION)
        self.epsilon = number("epsilon", epsilon, *NOT_NEGATIVE)
        self.centered = flag("centered", centered)

    def slots(self, w: Array) -> list[Array]:
        """The mean square; then, if used, the mean (`centered`) and last change (`momentum`)."""
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
        **clipping: `clipvalue`, `clipnorm` or `global_clipnorm`, as in `Optimizer`.

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
        **clipping: float | None,
    ) -> None:
        super().__init__(learning_rate, **clipping)
        self.beta_1 = number("beta_1", beta_1, *FRACTION)
        self.beta_2 = number("beta_2", beta_2, *FRACTION)
        self.epsilon = number("epsilon", epsilon, *NOT_NEGATIVE)

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


_BY_NAME: dict[str, Callable[..., Optimizer]] = {
    "sgd": SGD,
    "adagrad": Adagrad,
    "rmsprop": RMSprop,
    "adam": Adam,
}


def get(optimizer: str | Optimizer, **arguments: Any) -> Optimizer:
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
    name = optimizer.lower() if isinstance(optimizer, str) else optimizer
    return one_of("optimizer", _BY_NAME, name)(**arguments)


def name_of(optimizer: Optimizer) -> str:
    """The name that `get` knows an optimizer's rule by.

    Raises:
        ValueError: If the rule is your own, which a file cannot hold.

    Examples:
        >>> name_of(Adam())
        'adam'
    """
    for name, known in _BY_NAME.items():
        if type(optimizer) is known:
            return name
    raise ValueError(f"optimizer: {type(optimizer).__name__} is not one of mathbits.optimizers.")
