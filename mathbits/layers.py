"""Layers: functions with weights that training may change."""

from collections.abc import Callable
from typing import TypeAlias

from mathbits import initializers
from mathbits.autodiff import Operand, Tensor, matmul, relu, softmax

__all__ = ["Dense", "Input"]

ActivationFunction: TypeAlias = Callable[[Operand], Tensor]

_ACTIVATIONS: dict[str, ActivationFunction] = {"relu": relu, "softmax": softmax}


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

    def __init__(self, shape: tuple[int, ...]) -> None:
        if not isinstance(shape, tuple | list) or not all(
            isinstance(length, int) and length > 0 for length in shape
        ):
            raise ValueError(
                f"shape: expected a tuple of positive whole numbers such as (784,), got {shape!r}."
            )
        self.shape = tuple(shape)


class Dense:
    """A fully connected layer: `activation(x @ kernel + bias)`.

    Every output unit sees every input value. [A first network][a-first-network] stacks two.

    Args:
        units: How many values come out for each sample.
        activation: `"relu"`, `"softmax"`, or None for the plain sums.
        use_bias: Whether a bias is added.
        kernel_initializer: How the kernel starts.
        bias_initializer: How the bias starts.
        name: A name for `summary`; numbered by the model if it is not given.

    Attributes:
        kernel: The weights `(features, units)`, float32. None before `build`.
        bias: The bias `(units,)`, float32. None before `build` or without a bias.

    Raises:
        ValueError: If `units` is not a positive whole number, or a name is unknown.

    Examples:
        >>> import numpy as np
        >>> layer = Dense(2, activation="relu", kernel_initializer="zeros")
        >>> layer.build(3)
        >>> layer(np.ones((4, 3), np.float32)).shape
        (4, 2)
    """

    def __init__(
        self,
        units: int,
        activation: str | None = None,
        use_bias: bool = True,
        kernel_initializer: str = "glorot_uniform",
        bias_initializer: str = "zeros",
        name: str | None = None,
    ) -> None:
        if isinstance(units, bool) or not isinstance(units, int) or units <= 0:
            raise ValueError(f"units: expected a positive whole number, got {units!r}.")
        if activation is not None and activation not in _ACTIVATIONS:
            raise ValueError(
                f"activation: expected one of {', '.join(_ACTIVATIONS)} or None, "
                f"got {activation!r}."
            )
        initializers.get(kernel_initializer)
        initializers.get(bias_initializer)
        self.units = units
        self.activation = activation
        self.use_bias = use_bias
        self.kernel_initializer = kernel_initializer
        self.bias_initializer = bias_initializer
        self.name = name
        self.kernel: Tensor | None = None
        self.bias: Tensor | None = None

    def build(self, features: int) -> None:
        """Make the weights for samples of `features` values. What was learned before is lost."""
        self.kernel = Tensor(initializers.get(self.kernel_initializer)((features, self.units)))
        if self.use_bias:
            self.bias = Tensor(initializers.get(self.bias_initializer)((self.units,)))

    @property
    def trainable_weights(self) -> list[Tensor]:
        """The kernel and the bias, as far as there are any."""
        return [weight for weight in (self.kernel, self.bias) if weight is not None]

    def __call__(self, x: Operand) -> Tensor:
        """The layer's output `(batch, units)` for the input `x: (batch, features)`.

        Raises:
            RuntimeError: If the layer has no weights yet.
            ValueError: If `x` is not `(batch, features)`.
        """
        if self.kernel is None:
            raise RuntimeError(
                "Dense has no weights yet: call build(features), or use it in a model."
            )
        y = matmul(x, self.kernel)
        if self.bias is not None:
            y = y + self.bias
        return y if self.activation is None else _ACTIVATIONS[self.activation](y)

    def get_config(self) -> dict[str, object]:
        """The arguments that make this layer again."""
        return {
            "units": self.units,
            "activation": self.activation,
            "use_bias": self.use_bias,
            "kernel_initializer": self.kernel_initializer,
            "bias_initializer": self.bias_initializer,
            "name": self.name,
        }
