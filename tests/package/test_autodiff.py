from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays, mutually_broadcastable_shapes
from numpy.typing import NDArray

from mathbits import autodiff
from mathbits.autodiff import Tensor
from mathbits.gradients import check_gradients, numerical_gradient

Array = NDArray[Any]
RNG = np.random.default_rng(0)


def away_from_zero(*shape: int) -> Array:
    """Numbers between 0.5 and 1.5 with random signs: no operation has a kink or a pole nearby."""
    size: Array = RNG.uniform(0.5, 1.5, shape)
    return np.copysign(size, RNG.normal(size=shape))


def positive(*shape: int) -> Array:
    return RNG.uniform(0.5, 1.5, shape)


TARGETS = np.eye(3)[[0, 2, 1, 1]]

OPERATIONS: dict[str, tuple[Callable[..., Tensor], tuple[Array, ...]]] = {
    "add": (autodiff.add, (away_from_zero(2, 3), away_from_zero(2, 3))),
    "subtract": (autodiff.subtract, (away_from_zero(2, 3), away_from_zero(2, 3))),
    "multiply": (autodiff.multiply, (away_from_zero(2, 3), away_from_zero(2, 3))),
    "divide": (autodiff.divide, (away_from_zero(2, 3), away_from_zero(2, 3))),
    "negative": (autodiff.negative, (away_from_zero(2, 3),)),
    "power": (lambda x: autodiff.power(x, 3), (away_from_zero(2, 3),)),
    "root": (lambda x: x**0.5, (positive(2, 3),)),
    "exp": (autodiff.exp, (away_from_zero(2, 3),)),
    "log": (autodiff.log, (positive(2, 3),)),
    "maximum": (autodiff.maximum, (away_from_zero(5), away_from_zero(5))),
    "clip": (lambda x: autodiff.clip(x, -0.4, 0.4), (RNG.uniform(-0.3, 0.3, 4),)),
    "clip outside": (lambda x: autodiff.clip(x, -0.4, 0.4), (away_from_zero(4),)),
    "relu": (autodiff.relu, (away_from_zero(4, 5),)),
    "matmul": (autodiff.matmul, (away_from_zero(3, 4), away_from_zero(4, 2))),
    "sum": (autodiff.sum, (away_from_zero(3, 4),)),
    "sum axis 0": (lambda x: x.sum(axis=0), (away_from_zero(3, 4),)),
    "sum axis 1 kept": (lambda x: x.sum(axis=1, keepdims=True), (away_from_zero(3, 4),)),
    "mean": (autodiff.mean, (away_from_zero(3, 4),)),
    "mean axis -1": (lambda x: x.mean(axis=-1), (away_from_zero(3, 4),)),
    "reshape": (lambda x: x.reshape(2, 6), (away_from_zero(3, 4),)),
    "transpose": (lambda x: x.T, (away_from_zero(3, 4),)),
    "softmax": (autodiff.softmax, (away_from_zero(4, 3),)),
    "softmax crossentropy": (
        lambda z: autodiff.softmax_crossentropy(TARGETS, z),
        (away_from_zero(4, 3),),
    ),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_gradient_equals_that_by_differences(name: str) -> None:
    function, inputs = OPERATIONS[name]
    check_gradients(function, *inputs)


def test_every_operation_is_checked() -> None:
    checked = {name.split()[0] for name in OPERATIONS} | {"softmax_crossentropy"}
    assert set(autodiff.__all__) - {"Tensor"} <= checked


@pytest.mark.parametrize("operation", [autodiff.add, autodiff.multiply, autodiff.divide])
@given(shapes=mutually_broadcastable_shapes(num_shapes=2, max_dims=4, min_side=0, max_side=3))
def test_a_gradient_has_the_shape_of_its_tensor(
    operation: Callable[..., Tensor], shapes: Any
) -> None:
    x, y = (Tensor(np.full(shape, 2.0)) for shape in shapes.input_shapes)
    operation(x, y).sum().backward()
    assert x.grad is not None
    assert y.grad is not None
    assert x.grad.shape == x.shape
    assert y.grad.shape == y.shape


@given(arrays(np.float64, (3,), elements=st.floats(-3, 3)))
def test_a_value_used_twice_adds_its_gradients(value: Array) -> None:
    a = Tensor(value)
    b = a + a
    c = b * b
    c.sum().backward()
    assert a.grad is not None
    np.testing.assert_allclose(a.grad, 8 * value)


def test_a_long_way_and_a_short_way_meet_in_the_right_order() -> None:
    # Depth first without a topological order passes on `a` before its second gradient arrives.
    a = Tensor(2.0)
    long = ((a * a) * a) * a
    (long * a + a).backward()
    assert a.grad == 5 * 2.0**4 + 1


def test_backward_again_gives_fresh_gradients() -> None:
    x = Tensor([1.0, 2.0])
    y = (x * x).sum()
    y.backward()
    first = x.grad
    y.backward()
    np.testing.assert_array_equal(x.grad, first)


def test_a_very_long_computation_does_not_exhaust_the_stack() -> None:
    x = y = Tensor(1.0)
    for _ in range(20_000):
        y = y + 1.0
    y.backward()
    assert x.grad == 1


def test_plain_arrays_on_the_left_leave_the_work_to_the_tensor() -> None:
    w = Tensor(np.ones((3, 2)))
    y = np.ones((4, 3)) @ w
    assert isinstance(y, Tensor)
    y.sum().backward()
    np.testing.assert_array_equal(w.grad, np.full((3, 2), 4.0))
    assert isinstance(np.ones(2) + Tensor(1.0), Tensor)
    assert isinstance(2 - Tensor(1.0), Tensor)
    assert (1 / Tensor(4.0)).numpy() == 0.25


def test_numpy_sees_the_value_and_refuses_what_it_cannot_differentiate() -> None:
    x = Tensor([1.0, 2.0])
    np.testing.assert_array_equal(np.asarray(x), [1.0, 2.0])
    assert np.asarray(x, dtype=np.float32).dtype == np.float32
    with pytest.raises(TypeError, match="ufuncs"):
        np.exp(x)
    with pytest.raises(TypeError, match=r"np\.sum would lose the gradient"):
        np.sum(x)
    with pytest.raises(TypeError, match=r"np\.dot would lose the gradient"):
        np.dot(x, x)


def test_each_tensor_has_a_gradient_of_its_own() -> None:
    a, b = Tensor([1.0, 2.0]), Tensor([3.0, 4.0])
    (a + b).sum().backward()
    assert a.grad is not None
    a.grad *= 0
    np.testing.assert_array_equal(b.grad, [1, 1])


def test_numbers_take_on_the_dtype_of_their_partner() -> None:
    x = Tensor(np.ones(2, np.float32))
    y = 2.5 * x / 3 + 1
    y.sum().backward()
    assert y.dtype == np.float32
    assert x.grad is not None
    assert x.grad.dtype == np.float32


def test_a_tensor_owns_its_numbers() -> None:
    numbers = np.array([1.0, 2.0])
    x = Tensor(numbers)
    numbers[0] = 99
    assert x.numpy()[0] == 1


def test_backward_refuses_more_than_one_number() -> None:
    with pytest.raises(ValueError, match=r"this Tensor has shape \(2,\)"):
        Tensor([1.0, 2.0]).backward()


@pytest.mark.parametrize("value", [["a"], [1j], [None]])
def test_a_tensor_refuses_what_is_no_real_number(value: Any) -> None:
    with pytest.raises(TypeError, match="holds real numbers"):
        Tensor(value)


@pytest.mark.parametrize(("x", "y"), [((2, 3), (2, 3)), ((3,), (3, 2)), ((2, 3), (3,))])
def test_matmul_names_both_shapes(x: tuple[int, ...], y: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="matmul") as error:
        autodiff.matmul(np.ones(x), Tensor(np.ones(y)))
    assert str(x) in str(error.value)
    assert str(y) in str(error.value)


def test_a_power_of_a_tensor_is_refused() -> None:
    with pytest.raises(TypeError, match="exponent"):
        Tensor(2.0) ** Tensor(2.0)  # type: ignore[operator]


def test_softmax_of_large_scores_does_not_overflow() -> None:
    p = autodiff.softmax(np.array([[1000.0, 0.0, -1000.0]]))
    np.testing.assert_array_equal(p.numpy(), [[1, 0, 0]])
    loss = autodiff.softmax_crossentropy(np.array([[0.0, 0.0, 1.0]]), [[1000.0, 0.0, -1000.0]])
    np.testing.assert_array_equal(loss.numpy(), [2000])


def test_a_wrong_gradient_is_found_and_its_worst_element_named() -> None:
    def wrong(x: Tensor) -> Tensor:
        return Tensor(x.value**2, (x, lambda g: g * x.value))  # the factor 2 is missing

    with pytest.raises(AssertionError, match=r"input 0: .* at element \(1,\)"):
        check_gradients(wrong, [0.1, 3.0])


def test_a_gradient_of_nan_is_found() -> None:
    def broken(x: Tensor) -> Tensor:
        return Tensor(x.value, (x, lambda g: g * np.nan))

    with pytest.raises(AssertionError, match="nan"):
        check_gradients(broken, [1.0])


def test_numerical_gradient_refuses_more_than_one_number() -> None:
    with pytest.raises(ValueError, match="one number"):
        numerical_gradient(lambda x: x, [1.0, 2.0])


def test_numerical_gradient_leaves_its_input_alone() -> None:
    x = np.array([1.0, 2.0])
    numerical_gradient(lambda a: a.sum(), x)
    np.testing.assert_array_equal(x, [1.0, 2.0])
