from collections.abc import Callable
from functools import partial
from itertools import product
from typing import Any

import numpy as np
import pytest
from extras import skip_without
from generated import (
    SEARCH,
    SHAPES,
    Case,
    Shape,
    expect_gradients_by_differences,
    expect_what_tensorflow_has,
    numbers,
    probabilities,
    rows,
)
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import (
    array_shapes,
    arrays,
    basic_indices,
    integer_array_indices,
    mutually_broadcastable_shapes,
)
from numpy.typing import NDArray

from mathbits import autodiff
from mathbits.autodiff import Tensor
from mathbits.gradients import check_gradients, numerical_gradient

Array = NDArray[Any]
Draw = st.DrawFn
Cases = st.SearchStrategy[Case]
SEEDS = st.integers(0, 2**32 - 1)

PAIRS = mutually_broadcastable_shapes(num_shapes=2, max_dims=4, min_side=0, max_side=3)
MATMUL = mutually_broadcastable_shapes(
    signature="(n?,k),(k,m?)->(n?,m?)", max_dims=4, min_side=0, max_side=3
)
DENSE = mutually_broadcastable_shapes(signature="(n,k),(k,m),(m)->(n,m)", max_dims=0, min_side=0)


@st.composite
def unary(draw: Draw, ours: Any, theirs: Any, shapes: Any = SHAPES) -> Case:
    return Case(ours, theirs, [numbers(draw(shapes), draw(SEEDS))])


@st.composite
def of_shapes(draw: Draw, ours: Any, theirs: Any, shapes: Any) -> Case:
    seed = draw(SEEDS)
    inputs = [numbers(s, seed + i) for i, s in enumerate(draw(shapes).input_shapes)]
    return Case(ours, theirs, inputs)


def apart(x: Shape, y: Shape, seed: int) -> list[Array]:
    """Two arrays of which no two elements are near each other: `maximum` has a kink there."""
    rng = np.random.default_rng(seed)
    return [
        np.array(rng.integers(-2, 3, shape) + rng.uniform(low, low + 0.4, shape))
        for shape, low in ((x, 0.05), (y, 0.5))
    ]


@st.composite
def maximum(draw: Draw) -> Case:
    x, y = draw(PAIRS).input_shapes
    inputs = apart(x, y, draw(SEEDS))
    return Case(autodiff.maximum, lambda tf, x, y: tf.maximum(x, y), inputs)


@st.composite
def power(draw: Draw) -> Case:
    exponent = draw(st.sampled_from([-2, -1, -0.5, 0.5, 1, 2, 3]))
    x = numbers(draw(SHAPES), draw(SEEDS))
    if isinstance(exponent, float):
        x = np.abs(x)
    return Case(lambda x: autodiff.power(x, exponent), lambda tf, x: tf.pow(x, exponent), [x])


@st.composite
def log(draw: Draw) -> Case:
    x = np.abs(numbers(draw(SHAPES), draw(SEEDS)))
    return Case(autodiff.log, lambda tf, x: tf.math.log(x), [x])


@st.composite
def clip(draw: Draw) -> Case:
    shape, seed = draw(SHAPES), draw(SEEDS)
    inside = np.random.default_rng(seed).random(shape) < 0.5
    x = np.where(inside, numbers(shape, seed, 0.1, 0.9), numbers(shape, seed, 1.1, 2.0))
    ours = draw(st.sampled_from([(-1.0, 1.0), (-3.0, 1.0), (-1.0, 3.0)]))
    return Case(lambda x: autodiff.clip(x, *ours), lambda tf, x: tf.clip_by_value(x, *ours), [x])


@st.composite
def reduction(draw: Draw, ours: Any, theirs: str) -> Case:
    shape = draw(SHAPES)
    # An empty axis has a sum, and neither a mean nor a largest element.
    possible = [i for i, n in enumerate(shape) if n or ours is autodiff.sum]
    some = st.permutations(possible).flatmap(
        lambda axes: st.integers(0, len(axes)).map(lambda count: tuple(axes[:count]))
    )
    backwards = some.map(lambda axes: tuple(axis - len(shape) for axis in axes))
    one = st.sampled_from(possible) if possible else some
    every = st.none() if len(possible) == len(shape) else some
    axis = draw(some | backwards | one | every)
    keepdims = draw(st.booleans())
    x = np.random.default_rng(draw(SEEDS)).permutation(np.prod(shape, dtype=int))
    return Case(
        lambda x: ours(x, axis, keepdims),
        lambda tf, x: getattr(tf, theirs)(
            x, None if axis is None else tf.constant(axis, tf.int32), keepdims
        ),
        [x.reshape(shape) + 0.5],  # no two are equal
    )


@st.composite
def getitem(draw: Draw) -> Case:
    shape = draw(SHAPES)
    index: Any = draw(basic_indices(shape, allow_newaxis=True, max_dims=6))
    if shape and all(shape) and draw(st.booleans()):
        index = draw(integer_array_indices(shape))
    taken = np.arange(np.prod(shape, dtype=int)).reshape(shape)[index]
    return Case(
        lambda x: x[index] if isinstance(x, Tensor) else autodiff.getitem(x, index),
        lambda tf, x: tf.gather(tf.reshape(x, -1), taken),
        [numbers(shape, draw(SEEDS))],
    )


@st.composite
def reshape(draw: Draw) -> Case:
    x = numbers(draw(SHAPES), draw(SEEDS))
    other = draw(st.sampled_from([(x.size,), x.shape[::-1], (1, *x.shape), (*x.shape, 1)]))
    return Case(lambda x: autodiff.reshape(x, other), lambda tf, x: tf.reshape(x, other), [x])


@st.composite
def transpose(draw: Draw) -> Case:
    x = numbers(draw(SHAPES), draw(SEEDS))
    axes = draw(st.none() | st.permutations(range(x.ndim)).map(tuple))
    return Case(lambda x: autodiff.transpose(x, axes), lambda tf, x: tf.transpose(x, axes), [x])


@st.composite
def softmax_crossentropy(draw: Draw) -> Case:
    shape = draw(rows())
    targets, scores = probabilities(shape, draw(SEEDS)), numbers(shape, draw(SEEDS))
    return Case(
        lambda z: autodiff.softmax_crossentropy(targets, z),
        lambda tf, z: tf.nn.softmax_cross_entropy_with_logits(targets, z),
        [scores],
    )


@st.composite
def sigmoid_crossentropy(draw: Draw) -> Case:
    scores = numbers(draw(SHAPES), draw(SEEDS))
    targets = np.random.default_rng(draw(SEEDS)).uniform(0, 1, scores.shape)
    return Case(
        lambda z: autodiff.sigmoid_crossentropy(targets, z),
        lambda tf, z: tf.nn.sigmoid_cross_entropy_with_logits(targets, z),
        [scores],
    )


def product_in_tensorflow(tf: Any, x: Any, y: Any) -> Any:
    """As in NumPy, a vector is a row on the left and a column on the right."""
    if y.ndim == 1:
        return tf.squeeze(product_in_tensorflow(tf, x, y[:, None]), -1)
    return tf.squeeze(x[None] @ y, -2) if x.ndim == 1 else x @ y


OPERATIONS: dict[str, Cases] = {
    "add": of_shapes(autodiff.add, lambda tf, x, y: x + y, PAIRS),
    "subtract": of_shapes(autodiff.subtract, lambda tf, x, y: x - y, PAIRS),
    "multiply": of_shapes(autodiff.multiply, lambda tf, x, y: x * y, PAIRS),
    "divide": of_shapes(autodiff.divide, lambda tf, x, y: x / y, PAIRS),
    "maximum": maximum(),
    "negative": unary(autodiff.negative, lambda tf, x: -x),
    "power": power(),
    "exp": unary(autodiff.exp, lambda tf, x: tf.exp(x)),
    "log": log(),
    "tanh": unary(autodiff.tanh, lambda tf, x: tf.tanh(x)),
    "sigmoid": unary(autodiff.sigmoid, lambda tf, x: tf.sigmoid(x)),
    "relu": unary(autodiff.relu, lambda tf, x: tf.nn.relu(x)),
    "clip": clip(),
    "matmul": of_shapes(autodiff.matmul, product_in_tensorflow, MATMUL),
    "dense": of_shapes(autodiff.dense, lambda tf, x, kernel, bias: x @ kernel + bias, DENSE),
    "sum": reduction(autodiff.sum, "reduce_sum"),
    "mean": reduction(autodiff.mean, "reduce_mean"),
    "max": reduction(autodiff.max, "reduce_max"),
    "getitem": getitem(),
    "reshape": reshape(),
    "transpose": transpose(),
    "softmax": unary(autodiff.softmax, lambda tf, x: tf.nn.softmax(x), rows()),
    "softmax_crossentropy": softmax_crossentropy(),
    "sigmoid_crossentropy": sigmoid_crossentropy(),
}


@pytest.mark.parametrize("name", OPERATIONS)
@given(data=st.data())
@SEARCH
def test_gradients_equal_those_by_differences(name: str, data: st.DataObject) -> None:
    case = data.draw(OPERATIONS[name])
    expect_gradients_by_differences(case.ours, case.inputs)


@pytest.mark.parametrize("name", OPERATIONS)
@given(data=st.data())
@SEARCH
def test_values_and_gradients_equal_those_of_tensorflow(name: str, data: st.DataObject) -> None:
    skip_without("tensorflow")
    expect_what_tensorflow_has(data.draw(OPERATIONS[name]))


def test_every_operation_is_checked() -> None:
    assert set(OPERATIONS) == set(autodiff.__all__) - {"Tensor", "backward_order"}


# Every shape to rank 4 whose axes are empty, of length 1, or long: whether two broadcast, and how,
# depends on nothing else. Neighbouring axes differ in length, so that none stands in for another.
EVERY_SHAPE: list[Shape] = [
    shape
    for rank in range(5)
    for shape in product(*((0, 1, length) for length in (2, 3, 2, 3)[4 - rank :]))
]
BROADCASTING = [autodiff.add, autodiff.subtract, autodiff.multiply, autodiff.divide]


@pytest.mark.parametrize("operation", [*BROADCASTING, autodiff.maximum])
def test_gradients_are_right_for_every_pair_of_shapes_that_broadcasts(operation: Any) -> None:
    count = 0
    for x, y in product(EVERY_SHAPE, repeat=2):
        if all(n == m or 1 in (n, m) for n, m in zip(x[::-1], y[::-1], strict=False)):
            expect_gradients_by_differences(operation, apart(x, y, seed=0))
            count += 1
    assert count == 6821


@pytest.mark.parametrize("operation", [*BROADCASTING, autodiff.maximum])
@given(x=SHAPES, y=SHAPES)
@SEARCH
def test_shapes_broadcast_as_in_numpy_or_are_refused(operation: Any, x: Shape, y: Shape) -> None:
    a, b = Tensor(np.ones(x)), Tensor(np.ones(y))
    try:
        expected = np.broadcast_shapes(x, y)
    except ValueError:
        with pytest.raises(ValueError, match="expected lengths that agree or are 1") as error:
            operation(a, b)
        assert f"x has shape {x} and y has shape {y}" in str(error.value)
        return
    assert operation(a, b).shape == expected


@given(shape=array_shapes(max_dims=4, max_side=4, min_side=0), data=st.data())
@SEARCH
def test_reshape_and_transpose_give_back_what_they_took(shape: tuple[int, ...], data: Any) -> None:
    axes = data.draw(st.permutations(range(len(shape))))
    x = Tensor(numbers(shape, seed=0))
    there = x.transpose(*axes)
    np.testing.assert_array_equal(there.numpy(), x.numpy().transpose(axes))
    back = there.transpose(*np.argsort(axes))
    np.testing.assert_array_equal(back.numpy(), x.numpy())
    np.testing.assert_array_equal(x.reshape(-1).reshape(shape).numpy(), x.numpy())
    weights = numbers(shape, seed=1)
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
    check_gradients(lambda x: x.sum(axis=0), np.zeros((0, 3)))


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
        with pytest.raises(TypeError, match=f"np.{lost.__name__} would lose the gradient") as error:
            lost(x, x)
        other = "Write x @ y" if lost is np.dot else "Use an operation of mathbits.autodiff"
        assert f". {other}, or give it x.numpy()." in str(error.value)
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
        low, high = (
            -np.inf if bounds[0] is None else bounds[0],
            np.inf if bounds[1] is None else bounds[1],
        )
        np.testing.assert_array_equal(y.numpy(), np.clip(x.numpy(), low, high))
        y.sum().backward()
        np.testing.assert_array_equal(x.grad, passed)
    by_name: Any = np.clip(x, a_min=0, a_max=1)
    np.testing.assert_array_equal(by_name.numpy(), [0, 0.5, 1])


def test_the_power_of_zero_is_flat_everywhere() -> None:
    x = Tensor([0.0, 2.0, np.inf])
    (x**0).sum().backward()
    np.testing.assert_array_equal(x.grad, [0, 0, 0])


@pytest.mark.parametrize("name", ["sum", "mean", "max"])
@pytest.mark.parametrize("axis", [None, 0, 1, -1, (0, 1), (0, -1), ()])
def test_only_the_axes_that_are_reduced_go(name: str, axis: Any) -> None:
    x = np.arange(3.0).reshape(1, 3, 1)
    for keepdims in (False, True):
        ours = getattr(autodiff, name)(x, axis, keepdims).numpy()
        np.testing.assert_array_equal(ours, getattr(np, name)(x, axis, keepdims=keepdims))
        assert ours.shape == getattr(np, name)(x, axis, keepdims=keepdims).shape


@pytest.mark.parametrize("batch", [(), (4,), (4, 5)])
def test_a_dense_layer_takes_samples_with_any_axes_before(batch: tuple[int, ...]) -> None:
    x, kernel = numbers((*batch, 3), 0), Tensor(numbers((3, 2), 1))
    bias = Tensor([10.0, 20.0])
    outputs = autodiff.dense(x, kernel, bias)
    np.testing.assert_array_equal(outputs.numpy(), x @ kernel.numpy() + bias.numpy())
    outputs.sum().backward()
    np.testing.assert_array_equal(bias.grad, [np.prod(batch)] * 2)


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


@pytest.mark.parametrize("name", ["add", "multiply", "subtract", "negative", "sigmoid", "softmax"])
def test_pixels_are_computed_with_as_numbers_that_do_not_wrap_around(name: str) -> None:
    operation = getattr(autodiff, name)
    pixels = [np.array([100, 200], np.uint8), np.array([200, 100], np.uint8)]
    pixels = pixels[: 2 if name in ("add", "multiply", "subtract") else 1]
    found = operation(*pixels).numpy()
    np.testing.assert_allclose(found, operation(*map(Tensor, pixels)).numpy(), atol=1e-6)
    assert (Tensor(np.ones(2, np.float32)) * pixels[0]).dtype == np.float32


def test_a_mean_of_float16_is_that_of_numpy() -> None:
    x = Tensor(np.ones(70_000, np.float16))  # more than float16 can count to
    y = x.mean()
    y.backward()
    assert y.numpy() == 1
    assert x.grad is not None
    assert x.grad[0] == np.float16(1 / 70_000)


@pytest.mark.parametrize("axes", [0, (), (0, 0)])
def test_some_of_the_axes_are_no_order(axes: Any) -> None:
    for x in (np.ones((2, 3)), Tensor(np.ones((2, 3)))):
        with pytest.raises(ValueError, match=r"axes|axis"):
            x.transpose(axes)
    assert Tensor(np.ones((2, 3))).transpose(None).shape == (3, 2)


def test_the_way_back_may_be_an_object_that_can_be_called() -> None:
    x = Tensor(3.0)
    Tensor(6.0, (x, partial(np.multiply, 2.0))).backward()
    assert x.grad == 2


def test_numbers_take_on_the_dtype_of_their_partner() -> None:
    x = Tensor(np.ones(2, np.float32))
    y = 2.5 * x[[1, 0]] / 3 + 1
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


@pytest.mark.parametrize(
    ("x", "y"),
    [((2, 3), (2, 3)), ((4,), (3, 2)), ((2, 3), (2,)), ((), (2,)), ((2, 3, 4), (3, 4, 5))],
)
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
