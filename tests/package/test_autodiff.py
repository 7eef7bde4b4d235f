import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from extras import skip_without
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays, mutually_broadcastable_shapes
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


MATMUL = "(n?,k),(k,m?)->(n?,m?)"
TARGETS = np.eye(3)[[0, 2, 1, 1]]

OPERATIONS: dict[str, tuple[Callable[..., Tensor], tuple[Array, ...]]] = {
    "add": (autodiff.add, (away_from_zero(2, 3), away_from_zero(2, 3))),
    "subtract": (autodiff.subtract, (away_from_zero(2, 3), away_from_zero(2, 3))),
    "multiply": (autodiff.multiply, (away_from_zero(2, 3), away_from_zero(2, 3))),
    "divide": (autodiff.divide, (away_from_zero(2, 3), away_from_zero(2, 3))),
    "negative": (autodiff.negative, (away_from_zero(2, 3),)),
    "power": (lambda x: autodiff.power(x, 3), (away_from_zero(2, 3),)),
    "power -1": (lambda x: x**-1, (away_from_zero(2, 3),)),
    "power 0.5": (lambda x: x**0.5, (positive(2, 3),)),
    "exp": (autodiff.exp, (away_from_zero(2, 3),)),
    "log": (autodiff.log, (positive(2, 3),)),
    "tanh": (autodiff.tanh, (away_from_zero(2, 3),)),
    "sigmoid": (autodiff.sigmoid, (away_from_zero(2, 3),)),
    "relu": (autodiff.relu, (away_from_zero(4, 5),)),
    "maximum": (autodiff.maximum, (away_from_zero(5), away_from_zero(5))),
    "clip": (lambda x: autodiff.clip(x, -0.4, 0.4), (RNG.uniform(-0.3, 0.3, 4),)),
    "clip outside": (lambda x: autodiff.clip(x, -0.4, 0.4), (away_from_zero(4),)),
    "matmul": (autodiff.matmul, (away_from_zero(3, 4), away_from_zero(4, 2))),
    "dense": (autodiff.dense, (away_from_zero(3, 4), away_from_zero(4, 2), away_from_zero(2))),
    "sum": (autodiff.sum, (away_from_zero(3, 4),)),
    "sum axis 0": (lambda x: x.sum(axis=0), (away_from_zero(3, 4),)),
    "sum axes kept": (lambda x: x.sum(axis=(0, 2), keepdims=True), (away_from_zero(3, 4, 2),)),
    "mean": (autodiff.mean, (away_from_zero(3, 4),)),
    "mean axis -1": (lambda x: x.mean(axis=-1), (away_from_zero(3, 4),)),
    "max": (autodiff.max, (away_from_zero(3, 4),)),
    "max axis 1": (lambda x: x.max(axis=1), (away_from_zero(3, 4),)),
    "max axes kept": (lambda x: x.max(axis=(0, 1), keepdims=True), (away_from_zero(3, 4, 2),)),
    "getitem": (lambda x: x[1:, ::2], (away_from_zero(3, 4),)),
    "getitem twice": (lambda x: x[[0, 2, 0], [1, 1, 1]], (away_from_zero(3, 4),)),
    "reshape": (lambda x: x.reshape(2, 6), (away_from_zero(3, 4),)),
    "transpose": (lambda x: x.T, (away_from_zero(3, 4),)),
    "transpose axes": (lambda x: x.transpose(1, 2, 0), (away_from_zero(3, 4, 2),)),
    "softmax": (autodiff.softmax, (away_from_zero(4, 3),)),
    "softmax_crossentropy": (
        lambda z: autodiff.softmax_crossentropy(TARGETS, z),
        (away_from_zero(4, 3),),
    ),
    "sigmoid_crossentropy": (
        lambda z: autodiff.sigmoid_crossentropy(TARGETS, z),
        (away_from_zero(4, 3),),
    ),
}

# The same operations in TensorFlow, as functions of the module and of Tensors.
IN_TENSORFLOW: dict[str, Callable[..., Any]] = {
    "add": lambda tf, x, y: x + y,
    "subtract": lambda tf, x, y: x - y,
    "multiply": lambda tf, x, y: x * y,
    "divide": lambda tf, x, y: x / y,
    "negative": lambda tf, x: -x,
    "power": lambda tf, x: x**3,
    "power -1": lambda tf, x: x**-1,
    "power 0.5": lambda tf, x: x**0.5,
    "exp": lambda tf, x: tf.exp(x),
    "log": lambda tf, x: tf.math.log(x),
    "tanh": lambda tf, x: tf.tanh(x),
    "sigmoid": lambda tf, x: tf.sigmoid(x),
    "relu": lambda tf, x: tf.nn.relu(x),
    "maximum": lambda tf, x, y: tf.maximum(x, y),
    "clip": lambda tf, x: tf.clip_by_value(x, -0.4, 0.4),
    "clip outside": lambda tf, x: tf.clip_by_value(x, -0.4, 0.4),
    "matmul": lambda tf, x, y: x @ y,
    "dense": lambda tf, x, kernel, bias: x @ kernel + bias,
    "sum": lambda tf, x: tf.reduce_sum(x),
    "sum axis 0": lambda tf, x: tf.reduce_sum(x, 0),
    "sum axes kept": lambda tf, x: tf.reduce_sum(x, (0, 2), keepdims=True),
    "mean": lambda tf, x: tf.reduce_mean(x),
    "mean axis -1": lambda tf, x: tf.reduce_mean(x, -1),
    "max": lambda tf, x: tf.reduce_max(x),
    "max axis 1": lambda tf, x: tf.reduce_max(x, 1),
    "max axes kept": lambda tf, x: tf.reduce_max(x, (0, 1), keepdims=True),
    "getitem": lambda tf, x: x[1:, ::2],
    "getitem twice": lambda tf, x: tf.gather_nd(x, [[0, 1], [2, 1], [0, 1]]),
    "reshape": lambda tf, x: tf.reshape(x, (2, 6)),
    "transpose": lambda tf, x: tf.transpose(x),
    "transpose axes": lambda tf, x: tf.transpose(x, (1, 2, 0)),
    "softmax": lambda tf, x: tf.nn.softmax(x),
    "softmax_crossentropy": lambda tf, z: tf.nn.softmax_cross_entropy_with_logits(TARGETS, z),
    "sigmoid_crossentropy": lambda tf, z: tf.nn.sigmoid_cross_entropy_with_logits(TARGETS, z),
}
BROADCASTING = ["add", "subtract", "multiply", "divide", "maximum"]


@pytest.mark.parametrize("name", OPERATIONS)
def test_gradient_equals_that_by_differences(name: str) -> None:
    function, inputs = OPERATIONS[name]
    check_gradients(function, *inputs)


@pytest.mark.parametrize("name", OPERATIONS)
def test_value_and_gradient_equal_those_of_tensorflow(name: str) -> None:
    skip_without("tensorflow")
    import tensorflow as tf

    function, inputs = OPERATIONS[name]
    ours = [Tensor(x) for x in inputs]
    result = function(*ours)
    weights = RNG.normal(size=result.shape)
    (result * weights).sum().backward()
    theirs = [tf.constant(x) for x in inputs]
    with tf.GradientTape() as tape:
        tape.watch(theirs)
        value = IN_TENSORFLOW[name](tf, *theirs)
        loss = tf.reduce_sum(value * weights)
    np.testing.assert_allclose(result.numpy(), value, rtol=1e-12)
    for x, gradient in zip(ours, tape.gradient(loss, theirs), strict=True):
        assert x.grad is not None
        np.testing.assert_allclose(x.grad, tf.convert_to_tensor(gradient), rtol=1e-10, atol=1e-12)


def test_every_operation_is_checked() -> None:
    checked = {name.split()[0] for name in OPERATIONS}
    assert set(autodiff.__all__) - {"Tensor", "backward_order"} == checked
    assert set(OPERATIONS) == set(IN_TENSORFLOW)


# Hypothesis finds the cases; a whole check of every one would take minutes.
SEARCH = settings(max_examples=40, deadline=None)


@pytest.mark.parametrize("name", BROADCASTING)
@given(shapes=mutually_broadcastable_shapes(num_shapes=2, max_dims=4, min_side=0, max_side=3))
@SEARCH
def test_gradients_are_right_for_all_shapes_that_broadcast(name: str, shapes: Any) -> None:
    inputs = [away_from_zero(*shape) for shape in shapes.input_shapes]
    check_gradients(OPERATIONS[name][0], *inputs)


@given(shapes=mutually_broadcastable_shapes(signature=MATMUL, max_dims=2, min_side=0, max_side=3))
@SEARCH
def test_gradients_of_matmul_are_right_for_all_shapes(shapes: Any) -> None:
    inputs = [away_from_zero(*shape) for shape in shapes.input_shapes]
    np.testing.assert_allclose(autodiff.matmul(*inputs).numpy(), inputs[0] @ inputs[1])
    check_gradients(autodiff.matmul, *inputs)


@pytest.mark.parametrize("operation", [autodiff.sum, autodiff.mean, autodiff.max])
@given(shape=array_shapes(min_dims=0, max_dims=4, min_side=1, max_side=3), data=st.data())
@SEARCH
def test_gradients_of_reductions_are_right_for_all_axes(
    operation: Callable[..., Tensor], shape: tuple[int, ...], data: Any
) -> None:
    count = data.draw(st.integers(0, len(shape)))
    axis = data.draw(st.permutations(range(-len(shape), 0)))[:count]
    chosen = tuple(axis) if count else None
    keepdims = data.draw(st.booleans())
    values = RNG.permutation(math.prod(shape)).reshape(shape) + 0.5  # no two are equal
    result = operation(values, chosen, keepdims)
    expected = getattr(np, operation.__name__)(values, axis=chosen, keepdims=keepdims)
    np.testing.assert_allclose(result.numpy(), expected)
    check_gradients(lambda x: operation(x, chosen, keepdims), values)


@given(shape=array_shapes(max_dims=4, max_side=4, min_side=0), data=st.data())
@SEARCH
def test_reshape_and_transpose_give_back_what_they_took(shape: tuple[int, ...], data: Any) -> None:
    axes = data.draw(st.permutations(range(len(shape))))
    x = Tensor(away_from_zero(*shape))
    there = x.transpose(*axes)
    np.testing.assert_array_equal(there.numpy(), x.numpy().transpose(axes))
    back = there.transpose(*np.argsort(axes))
    np.testing.assert_array_equal(back.numpy(), x.numpy())
    np.testing.assert_array_equal(x.reshape(-1).reshape(shape).numpy(), x.numpy())
    weights = away_from_zero(*shape)
    (back.reshape(-1) * weights.reshape(-1)).sum().backward()
    np.testing.assert_array_equal(x.grad, weights)


def test_equal_largest_elements_share_the_gradient() -> None:
    x = Tensor([1.0, 3.0, 3.0])
    x.max().backward()
    np.testing.assert_array_equal(x.grad, [0, 0.5, 0.5])


def test_empty_tensors_have_empty_gradients() -> None:
    x = Tensor(np.zeros((0, 3)))
    (x.sum(axis=0) * 2.0).sum().backward()
    assert x.grad is not None
    assert x.grad.shape == (0, 3)


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
    for y in (np.exp(x), np.sum(x), np.mean(x, axis=0), np.sqrt(x), np.square(x), x.reshape(2, 1)):
        assert isinstance(y, Tensor)
        y.sum().backward()
        assert x.grad is not None
    np.testing.assert_array_equal(x > 1, [False, True])
    assert np.argmax(x) == 1
    assert np.shape(x) == (2,)
    assert float(x[1]) == 2.0
    assert [float(element) for element in x] == [1.0, 2.0]
    for lost in (np.dot, np.hypot, np.arctan2):
        with pytest.raises(TypeError, match=f"np.{lost.__name__} would lose the gradient"):
            lost(x, x)
    with pytest.raises(TypeError, match=r"np\.add\.reduce would lose the gradient"):
        np.add.reduce(x)
    conversions: list[Callable[[Any], Any]] = [np.asarray, np.array, lambda x: np.array([x, x])]
    for to_array in conversions:
        with pytest.raises(TypeError, match="A plain array would lose the gradient"):
            to_array(x)
    with pytest.raises(TypeError, match="not changed in place"):
        x += 1.0
    with pytest.raises(ValueError, match="ambiguous"):
        bool(x > 0)


def test_what_loses_no_gradient_is_computed() -> None:
    x = Tensor([1.0, 2.0])
    assert np.array_equal(x, [1.0, 2.0])
    assert np.allclose(a=x, b=x, rtol=0.1)
    assert not np.isclose([1.0, 3.0], x).all()
    for same in (np.zeros_like(x), np.ones_like(x, dtype=np.float32)):
        assert type(same) is np.ndarray
        assert same.shape == (2,)
    assert +x is x
    np.amax(x).backward()
    np.testing.assert_array_equal(x.grad, [0, 1])


def test_a_bound_of_none_is_no_bound() -> None:
    x = Tensor([-2.0, 0.5, 2.0])
    for bounds, passed in (((0, None), [0, 1, 1]), ((None, 1), [1, 1, 0]), ((None, None), [1] * 3)):
        y: Any = np.clip(x, *bounds)
        np.testing.assert_array_equal(y.numpy(), np.clip(x.numpy(), *bounds))
        y.sum().backward()
        np.testing.assert_array_equal(x.grad, passed)
    by_name: Any = np.clip(x, a_min=0, a_max=1)
    np.testing.assert_array_equal(by_name.numpy(), [0, 0.5, 1])


def test_the_power_of_zero_is_flat_everywhere() -> None:
    x = Tensor([0.0, 2.0])
    (x**0).sum().backward()
    np.testing.assert_array_equal(x.grad, [0, 0])


def test_an_exponent_may_be_a_number_of_numpy() -> None:
    x = Tensor([1.0, 3.0])
    (x ** np.int64(2) + x ** np.float32(2)).sum().backward()
    np.testing.assert_array_equal(x.grad, [4, 12])


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


def test_backward_from_a_constant_is_refused() -> None:
    x = Tensor([1.0, 2.0])
    for constant in (Tensor(1.0), autodiff.sum(x.numpy())):
        with pytest.raises(ValueError, match="not computed from other Tensors"):
            constant.backward()


def test_backward_refuses_more_than_one_number() -> None:
    with pytest.raises(ValueError, match=r"this Tensor has shape \(2,\)"):
        Tensor([1.0, 2.0]).backward()


@pytest.mark.parametrize("value", [["a"], [1j], [None]])
def test_a_tensor_refuses_what_is_no_real_number(value: Any) -> None:
    with pytest.raises(TypeError, match="holds real numbers"):
        Tensor(value)


@pytest.mark.parametrize(("x", "y"), [((2, 3), (2, 3)), ((4,), (3, 2)), ((2, 3), (2,)), ((), (2,))])
def test_matmul_names_both_shapes(x: tuple[int, ...], y: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="matmul") as error:
        autodiff.matmul(np.ones(x), Tensor(np.ones(y)))
    assert str(x) in str(error.value)
    assert str(y) in str(error.value)


def test_a_power_of_a_tensor_is_refused() -> None:
    with pytest.raises(TypeError, match="exponent"):
        Tensor(2.0) ** Tensor(2.0)


def test_softmax_of_large_scores_does_not_overflow() -> None:
    p = autodiff.softmax(np.array([[1000.0, 0.0, -1000.0]]))
    np.testing.assert_array_equal(p.numpy(), [[1, 0, 0]])
    loss = autodiff.softmax_crossentropy(np.array([[0.0, 0.0, 1.0]]), [[1000.0, 0.0, -1000.0]])
    np.testing.assert_array_equal(loss.numpy(), [2000])


def test_a_wrong_gradient_is_found_and_its_worst_element_named() -> None:
    def wrong(x: Tensor) -> Tensor:
        return Tensor(x.value**2, (x, lambda g: g * x.value))  # the factor 2 is missing

    with pytest.raises(AssertionError, match=r"^wrong, input 0: .* at element \(1,\)"):
        check_gradients(wrong, [0.1, 3.0])


def test_a_gradient_of_nan_is_found() -> None:
    def broken(x: Tensor) -> Tensor:
        return Tensor(x.value, (x, lambda g: g * np.nan))

    with pytest.raises(AssertionError, match="nan"):
        check_gradients(broken, [1.0])


def test_a_gradient_of_another_shape_is_told() -> None:
    def longer(x: Tensor) -> Tensor:
        return Tensor(x.value * 2, (x, lambda g: np.append(g, 0.0)))

    with pytest.raises(
        AssertionError, match=r"^longer, input 0: the .* has shape \(3,\), expected \(2,\)"
    ):
        check_gradients(longer, [1.0, 2.0])


@pytest.mark.parametrize("whole", [[1, 2], [True, False], np.array([1, 2], np.uint8)])
def test_whole_numbers_become_float64(whole: Any) -> None:
    assert Tensor(whole).dtype == np.float64


def test_a_tensor_of_one_element_is_true_where_its_number_is() -> None:
    assert Tensor([2.0])
    assert not Tensor(0.0)


def test_numerical_gradient_refuses_more_than_one_number() -> None:
    with pytest.raises(ValueError, match="one number"):
        numerical_gradient(lambda x: x, [1.0, 2.0])


def test_numerical_gradient_leaves_its_input_alone() -> None:
    x = np.array([1.0, 2.0])
    numerical_gradient(lambda a: a.sum(), x)
    np.testing.assert_array_equal(x, [1.0, 2.0])
