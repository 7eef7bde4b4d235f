"""Layers: functions with weights that training may change."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Never, TypeAlias

import numpy as np

from mathbits import initializers
from mathbits.autodiff import Operand, Tensor, dense, matmul, relu, reshape, sigmoid, softmax, tanh
from mathbits.checks import flag, one_of, refuse, whole_number

__all__ = ["Activation", "Dense", "Flatten", "Input", "Layer"]

Shape: TypeAlias = tuple[int, ...]

LEFT_OUT = (
    "activity_regularizer bias_constraint bias_regularizer dtype kernel_constraint "
    "kernel_regularizer lora_alpha lora_rank quantization_config trainable"
)


def _linear(x: Operand) -> Tensor:  # No lambda, which could not be pickled.
    return x if isinstance(x, Tensor) else Tensor(x)


_ACTIVATIONS: dict[str, Callable[[Operand], Tensor]] = {
    "relu": relu,
    "sigmoid": sigmoid,
    "softmax": softmax,
    "tanh": tanh,
    "linear": _linear,
}


class Input:
    """The shape of one sample. It goes first in a `Sequential`, which then can make its weights.

    Args:
        shape: The shape of one sample, without the batch axis: `(784,)`.

    Raises:
        ValueError: If `shape` is not a tuple of positive whole numbers.

    Examples:
        >>> Input((784,)).shape
        (784,)
    """

    def __init__(self, shape: Shape) -> None:
        try:
            if not isinstance(shape, tuple | list):
                raise ValueError
            self.shape = tuple(whole_number("shape", length) for length in shape)
        except ValueError:
            raise ValueError(
                f"shape: expected a tuple of positive whole numbers such as (784,), got {shape!r}."
            ) from None


class Layer:
    """What all layers share. Shapes are those of one sample, without the batch axis.

    Args:
        name: A name for `summary`; numbered by the model if it is not given.

    Attributes:
        built: Whether the layer has its weights, or needs none.

    Examples:
        A layer of your own:

        >>> class Double(Layer):
        ...     def __call__(self, x):
        ...         return x * 2
        >>> Double()(Tensor([1.0, 2.0]))
        Tensor([2., 4.])
    """

    def __init__(self, name: str | None = None) -> None:
        self.name = name
        self.built = False

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        """Make the weights for inputs of that shape, the batch axis included: `(None, 784)`."""
        self.built = True

    def output_shape(self, shape: Shape) -> Shape:
        """The shape of what comes out for a sample of that shape."""
        return shape

    @property
    def trainable_weights(self) -> list[Tensor]:
        """What training may change."""
        return []

    def get_config(self) -> dict[str, Any]:
        """The arguments that make this layer again."""
        return {"name": self.name}

    def __call__(self, x: Operand) -> Tensor:
        """The layer's output for the batch `x`."""
        raise NotImplementedError


class Dense(Layer):
    """A fully connected layer: `activation(x @ kernel + bias)`.

    Every output unit sees every input value. [A first network][a-first-network] stacks two, and
    [A dense layer is a function][dense] takes one apart.

    Args:
        units: How many values come out for each sample.
        activation: `"relu"`, `"sigmoid"`, `"softmax"`, `"tanh"`, `"linear"`, or None (linear).
        use_bias: Whether a bias is added.
        kernel_initializer: How the kernel starts.
        bias_initializer: How the bias starts.
        name: A name for `summary`; numbered by the model if it is not given.
        **others: Nothing; what Keras takes besides is refused.

    Attributes:
        kernel: The weights `(features, units)`, float32. None before `build`.
        bias: The bias `(units,)`, float32. None before `build` or without a bias.

    Raises:
        ValueError: If `units` is not a positive whole number, or a name is unknown.

    Examples:
        >>> import numpy as np
        >>> layer = Dense(2, activation="relu", kernel_initializer="zeros")
        >>> layer.build((None, 3))
        >>> layer(np.ones((4, 3), np.float32)).shape
        (4, 2)
    """

    def __init__(
        self,
        units: int,
        activation: str | None = None,
        use_bias: bool = True,
        kernel_initializer: str | initializers.Initializer = "glorot_uniform",
        bias_initializer: str | initializers.Initializer = "zeros",
        name: str | None = None,
        **others: Never,
    ) -> None:
        for old in {"input_dim", "input_shape"} & others.keys():
            raise TypeError(f"Dense() has no {old!r}: put Input((784,)) before the layer.")
        refuse(Dense, others, LEFT_OUT)
        super().__init__(name)
        self.units = whole_number("units", units)
        self.activation = activation
        self._activate = one_of(
            "activation", _ACTIVATIONS, "linear" if activation is None else activation
        )
        self.use_bias = flag("use_bias", use_bias)
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.kernel: Tensor | None = None
        self.bias: Tensor | None = None

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        """Make the weights for inputs `(..., features)`. What was learned before is lost."""
        is_shape = isinstance(input_shape, tuple | list) and len(input_shape) > 1
        features = input_shape[-1] if is_shape else None
        if not features:
            raise ValueError(
                f"input_shape: a Dense layer needs samples with features, got {input_shape!r}; "
                "expected a shape such as (None, 784)."
            )
        self.kernel = _start("kernel", self.kernel_initializer, (features, self.units))
        if self.use_bias:
            self.bias = _start("bias", self.bias_initializer, (self.units,))
        self.built = True

    def output_shape(self, shape: Shape) -> Shape:
        """The same with `units` for the features."""
        return (*shape[:-1], self.units)

    @property
    def trainable_weights(self) -> list[Tensor]:
        """The kernel and the bias, as far as there are any."""
        return [weight for weight in (self.kernel, self.bias) if weight is not None]

    def __call__(self, x: Operand) -> Tensor:
        """The layer's output `(batch, units)` for the input `x: (batch, features)`.

        Raises:
            RuntimeError: If the layer has no weights yet.
            ValueError: If `x` has another number of features.
        """
        if self.kernel is None:
            raise RuntimeError(
                "Dense has no weights yet: call build((None, features)), or use it in a model."
            )
        if self.bias is None:
            return self._activate(matmul(x, self.kernel))
        return self._activate(dense(x, self.kernel, self.bias))

    def get_config(self) -> dict[str, Any]:
        """The arguments that make this layer again."""
        return {
            "name": self.name,
            "units": self.units,
            "activation": self.activation,
            "use_bias": self.use_bias,
            "kernel_initializer": initializers.name_of(self.kernel_initializer),
            "bias_initializer": initializers.name_of(self.bias_initializer),
        }


def _start(name: str, initializer: initializers.Initializer, shape: Shape) -> Tensor:
    """Weights as the initializer gives them, which may be a function of somebody's own."""
    value = np.asarray(initializer(shape), np.float32)
    if value.shape != shape:
        raise ValueError(f"{name}_initializer: expected an array of {shape}, got {value.shape}.")
    return Tensor(value, name=name)


class Flatten(Layer):
    """All axes of a sample laid end to end: `(batch, 28, 28)` becomes `(batch, 784)`.

    Args:
        name: A name for `summary`; numbered by the model if it is not given.

    Examples:
        >>> import numpy as np
        >>> Flatten()(np.zeros((2, 28, 28))).shape
        (2, 784)
    """

    def __init__(self, *, name: str | None = None) -> None:
        super().__init__(name)

    def output_shape(self, shape: Shape) -> Shape:
        """One axis, as long as the sample has values."""
        return (math.prod(shape),)

    def __call__(self, x: Operand) -> Tensor:
        """The rows `(batch, values)` of the batch `x: (batch, ...)`."""
        y = x if isinstance(x, Tensor) else Tensor(x)
        return reshape(y, (y.shape[0], math.prod(y.shape[1:])))


class Activation(Layer):
    """An activation function as a layer of its own.

    Args:
        activation: `"relu"`, `"sigmoid"`, `"softmax"`, `"tanh"` or `"linear"`.
        name: A name for `summary`; numbered by the model if it is not given.

    Raises:
        ValueError: If the name is unknown.

    Examples:
        >>> Activation("relu")([-1.0, 2.0])
        Tensor([0., 2.])
    """

    def __init__(self, activation: str, name: str | None = None) -> None:
        super().__init__(name)
        self.activation = activation
        self._activate = one_of("activation", _ACTIVATIONS, activation)

    def __call__(self, x: Operand) -> Tensor:
        """The function of each element (softmax: of each row)."""
        return self._activate(x)

    def get_config(self) -> dict[str, Any]:
        """The arguments that make this layer again."""
        return {"name": self.name, "activation": self.activation}
