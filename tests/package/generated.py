"""Operations and losses at generated shapes, and two measures of their gradients.

A case is a function at certain inputs. Its gradient by backpropagation is held against central
differences in float64, and against TensorFlow's.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes
from numpy.typing import NDArray

from mathbits.autodiff import Tensor

Array = NDArray[Any]
Shape = tuple[int, ...]
Function = Callable[..., Tensor]

# Hypothesis finds the cases; a whole check of every one would take minutes.
SEARCH = settings(max_examples=40, deadline=None)
SHAPES = array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=3)
ROUNDING = float(np.finfo(np.float64).eps)
STEP = ROUNDING ** (1 / 3)  # where the error of a central difference is least
# The error allowed, relative to the largest element of the gradient, however small that is. Below
# the floor, 4e-4, ten roundings of numbers around 1 move a difference by more than that.
TOLERANCE = 1e-6
FLOOR = 10 * ROUNDING / STEP / TOLERANCE


class Case(NamedTuple):
    """A function of Tensors, the same in TensorFlow, and where to take the gradient."""

    ours: Function
    theirs: Callable[..., Any]
    inputs: Sequence[Array]


def numbers(shape: Shape, seed: int, low: float = 0.1, high: float = 3.0) -> Array:
    """Numbers of random signs, away from zero: none is near a kink or a pole."""
    rng = np.random.default_rng(seed)
    return np.array(np.copysign(rng.uniform(low, high, shape), rng.normal(size=shape)))


def probabilities(shape: Shape, seed: int) -> Array:
    """Numbers from 0.1 to 1 that add up to 1 along the last axis."""
    p = np.abs(numbers(shape, seed, 0.1, 1.0))
    return np.array(p / p.sum(axis=-1, keepdims=True))


def rows(min_dims: int = 1, max_dims: int = 4, shortest: int = 1) -> st.SearchStrategy[Shape]:
    """Shapes whose last axis is not empty: along it there is a largest element."""
    before = array_shapes(min_dims=min_dims - 1, max_dims=max_dims - 1, min_side=0, max_side=3)
    return st.builds(lambda shape, last: (*shape, last), before, st.integers(shortest, 4))


def backpropagated(function: Function, inputs: Sequence[Array]) -> tuple[Array, Array, list[Array]]:
    """The result, weights that make one number of it, and the gradients of that number."""
    tensors = [Tensor(x) for x in inputs]
    result = function(*tensors)
    weights = np.random.default_rng(0).uniform(0.5, 1.5, result.shape)
    (result * weights).sum().backward()
    gradients = []
    for tensor in tensors:
        assert tensor.grad is not None
        assert tensor.grad.shape == tensor.shape
        gradients.append(tensor.grad)
    return result.value, weights, gradients


def expect_gradients_by_differences(function: Function, inputs: Sequence[Array]) -> None:
    _, weights, gradients = backpropagated(function, inputs)
    for i, found in enumerate(gradients):
        expected = differences(function, inputs, i, weights)
        largest = np.abs(expected).max(initial=FLOOR)
        wrong = ~(np.abs(found - expected) <= TOLERANCE * largest)  # so that NaN is wrong too
        assert not wrong.any(), f"input {i}: {found} by backpropagation, {expected} by differences"


def differences(function: Function, inputs: Sequence[Array], i: int, weights: Array) -> Array:
    """The gradient of input `i` by central differences.

    They are taken of each element of the result before they are added up. So elements that do not
    depend on the one that is changed give zero, and no rounding.
    """
    moved = list(inputs)
    gradient = np.zeros(np.shape(inputs[i]))
    for index in np.ndindex(gradient.shape):
        sides = []
        for step in (STEP, -STEP):
            moved[i] = np.array(inputs[i])
            moved[i][index] += step
            sides.append(function(*moved).value)
        gradient[index] = (weights * (sides[0] - sides[1])).sum() / (2 * STEP)
    return gradient


def expect_what_tensorflow_has(case: Case, rtol: float = 1e-10) -> None:
    import tensorflow as tf

    result, weights, gradients = backpropagated(case.ours, case.inputs)
    theirs = [tf.constant(x) for x in case.inputs]
    with tf.GradientTape() as tape:
        tape.watch(theirs)
        value = case.theirs(tf, *theirs)
    np.testing.assert_allclose(result, value, rtol, atol=1e-12, strict=True)
    # What an input does not reach, as behind an empty axis, counts as zero here.
    zero = tf.UnconnectedGradients.ZERO
    for ours, gradient in zip(
        gradients, tape.gradient(value, theirs, tf.constant(weights), zero), strict=True
    ):
        np.testing.assert_allclose(
            ours, tf.convert_to_tensor(gradient), rtol, atol=1e-12, strict=True
        )
