"""Rules, losses and shapes beside their formulas, written out anew in plain loops and float64.

The comparisons with Keras say the same of more cases. These need nothing but the core.
"""

import copy
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from mathbits import Tensor, autodiff, losses, optimizers, tensors
from mathbits.gradients import check_gradients

RNG = np.random.default_rng(0)
STEPS = RNG.normal(size=(4, 3)).tolist()  # four gradients of three weights

Array = NDArray[Any]
Rule = Callable[[float, list[float]], float]


def sgd(w: float, gradients: list[float]) -> float:
    return w - 0.3 * sum(gradients)


def momentum(w: float, gradients: list[float]) -> float:
    m = 0.0
    for g in gradients:
        m = 0.8 * m - 0.3 * g
        w = w + m
    return w


def nesterov(w: float, gradients: list[float]) -> float:
    m = 0.0
    for g in gradients:
        m = 0.8 * m - 0.3 * g
        w = w + 0.8 * m - 0.3 * g
    return w


def adagrad(w: float, gradients: list[float]) -> float:
    a = 0.2
    for g in gradients:
        a += g**2
        w -= 0.3 * g / math.sqrt(a + 0.05)
    return w


def rmsprop(w: float, gradients: list[float]) -> float:
    v = 0.0
    for g in gradients:
        v = 0.7 * v + 0.3 * g**2
        w -= 0.3 * g / math.sqrt(v + 0.05)
    return w


def rmsprop_with_momentum(w: float, gradients: list[float]) -> float:
    v = b = 0.0
    for g in gradients:
        v = 0.7 * v + 0.3 * g**2
        b = 0.6 * b + 0.3 * g / math.sqrt(v + 0.05)
        w -= b
    return w


def rmsprop_centered(w: float, gradients: list[float]) -> float:
    v = a = b = 0.0
    for g in gradients:
        v = 0.7 * v + 0.3 * g**2
        a = 0.7 * a + 0.3 * g
        b = 0.6 * b + 0.3 * g / math.sqrt(v - a**2 + 0.05)
        w -= b
    return w


def adam(w: float, gradients: list[float]) -> float:
    m = v = 0.0
    for t, g in enumerate(gradients, start=1):
        m = 0.7 * m + 0.3 * g
        v = 0.6 * v + 0.4 * g**2
        w -= 0.3 * math.sqrt(1 - 0.6**t) / (1 - 0.7**t) * m / (math.sqrt(v) + 0.05)
    return w


@pytest.mark.parametrize(
    ("rule", "formula"),
    [
        (optimizers.SGD(0.3), sgd),
        (optimizers.SGD(0.3, momentum=0.8), momentum),
        (optimizers.SGD(0.3, momentum=0.8, nesterov=True), nesterov),
        (optimizers.Adagrad(0.3, initial_accumulator_value=0.2, epsilon=0.05), adagrad),
        (optimizers.RMSprop(0.3, rho=0.7, epsilon=0.05), rmsprop),
        (optimizers.RMSprop(0.3, rho=0.7, momentum=0.6, epsilon=0.05), rmsprop_with_momentum),
        (
            optimizers.RMSprop(0.3, rho=0.7, momentum=0.6, epsilon=0.05, centered=True),
            rmsprop_centered,
        ),
        (optimizers.Adam(0.3, beta_1=0.7, beta_2=0.6, epsilon=0.05), adam),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_rule_does_what_its_formula_says(rule: optimizers.Optimizer, formula: Rule) -> None:
    rule = copy.deepcopy(rule)
    w, other = Tensor([0.5, -1.0, 2.0]), Tensor(1.0)
    for gradients in STEPS:
        rule.apply([np.array(gradients), np.array(gradients[0])], [w, other])
    by_weight = list(zip(*STEPS, strict=True))
    expected = [
        formula(start, list(g)) for start, g in zip([0.5, -1.0, 2.0], by_weight, strict=True)
    ]
    np.testing.assert_allclose(w.value, expected, rtol=1e-12)
    np.testing.assert_allclose(other.value, formula(1.0, list(by_weight[0])), rtol=1e-12)


@pytest.mark.parametrize(
    ("rule", "defaults"),
    [
        (optimizers.SGD, {"learning_rate": 0.01, "momentum": 0.0, "nesterov": False}),
        (
            optimizers.Adagrad,
            {"learning_rate": 0.001, "initial_accumulator_value": 0.1, "epsilon": 1e-7},
        ),
        (
            optimizers.RMSprop,
            {
                "learning_rate": 0.001,
                "rho": 0.9,
                "momentum": 0.0,
                "epsilon": 1e-7,
                "centered": False,
            },
        ),
        (
            optimizers.Adam,
            {"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7},
        ),
    ],
)
def test_a_rule_starts_from_the_defaults_of_keras(
    rule: type[optimizers.Optimizer], defaults: dict[str, Any]
) -> None:
    clipping = dict.fromkeys(["clipvalue", "clipnorm", "global_clipnorm"])
    assert rule(**{}).get_config() == defaults | clipping
    assert optimizers.get(optimizers.name_of(rule(**{}))).get_config() == defaults | clipping


@pytest.mark.parametrize(
    ("rule", "argument"),
    [
        (optimizers.SGD, "learning_rate"),
        (optimizers.SGD, "momentum"),
        (optimizers.Adagrad, "initial_accumulator_value"),
        (optimizers.Adagrad, "epsilon"),
        (optimizers.RMSprop, "rho"),
        (optimizers.RMSprop, "momentum"),
        (optimizers.RMSprop, "epsilon"),
        (optimizers.Adam, "beta_1"),
        (optimizers.Adam, "beta_2"),
        (optimizers.Adam, "epsilon"),
    ],
)
def test_a_rule_names_the_argument_that_is_out_of_range(
    rule: type[optimizers.Optimizer], argument: str
) -> None:
    with pytest.raises(ValueError, match=f"^{argument}: expected a float "):
        rule(**{argument: -0.5})


GRADIENTS = [np.array([3.0, -4.0]), np.array([[0.5], [-12.0]]), np.array(0.1)]


def clipped(**clipping: Any) -> list[Array]:
    """What clipping makes of the gradients: the step of a rule that takes them as they are."""
    variables = [Tensor(np.zeros(g.shape)) for g in GRADIENTS]
    optimizers.SGD(1.0, **clipping).apply(GRADIENTS, variables)
    return [-w.value for w in variables]


def expect_close(found: list[Array], expected: list[Array]) -> None:
    for a, b in zip(found, expected, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-12)


def test_clipvalue_cuts_each_element_off() -> None:
    expect_close(
        clipped(clipvalue=2.5),
        [np.array([2.5, -2.5]), np.array([[0.5], [-2.5]]), np.array(0.1)],
    )


def test_clipnorm_shortens_each_gradient_that_is_longer() -> None:
    length = math.hypot(0.5, 12.0)
    first, second, third = GRADIENTS
    expect_close(clipped(clipnorm=6.0), [first, second * 6.0 / length, third])
    expect_close(clipped(clipnorm=2.0), [first * 2.0 / 5.0, second * 2.0 / length, third])


def test_global_clipnorm_shortens_all_together() -> None:
    length = math.hypot(3.0, 4.0, 0.5, 12.0, 0.1)
    for limit in (1.0, 5.0, 0.5):
        expect_close(clipped(global_clipnorm=limit), [g * limit / length for g in GRADIENTS])
    expect_close(clipped(global_clipnorm=20.0), GRADIENTS)


# Losses, of samples that have more than one axis.

P = RNG.uniform(0.1, 0.9, (2, 2, 3))
TARGETS = RNG.uniform(0.1, 0.9, (2, 2, 3))  # of no particular sum


def over_last_axis(one: Callable[[Array, Array], float], targets: Array, p: Array) -> Array:
    return np.array(
        [[one(t, q) for t, q in zip(*rows, strict=True)] for rows in zip(targets, p, strict=True)]
    )


def crossentropy(t: Array, p: Array) -> float:
    return -math.fsum(t[i] * math.log(p[i] / sum(p)) for i in range(len(t)))


def binary(t: Array, p: Array) -> float:
    each = [t[i] * math.log(p[i]) + (1 - t[i]) * math.log(1 - p[i]) for i in range(len(t))]
    return -math.fsum(each) / len(each)


def squares(t: Array, p: Array) -> float:
    return math.fsum((t[i] - p[i]) ** 2 for i in range(len(t))) / len(t)


@pytest.mark.parametrize(
    ("loss", "one"),
    [
        (losses.categorical_crossentropy, crossentropy),
        (losses.binary_crossentropy, binary),
        (losses.mean_squared_error, squares),
    ],
)
def test_a_loss_goes_along_the_last_axis(loss: Any, one: Callable[[Array, Array], float]) -> None:
    expected = over_last_axis(one, TARGETS, P)
    np.testing.assert_allclose(loss(TARGETS, P).value, expected)
    # What was computed, but not by an activation that the loss knows, counts as it is.
    np.testing.assert_allclose(loss(TARGETS, Tensor(P) * 1.0).value, expected)


@pytest.mark.parametrize(
    ("activation", "loss", "one"),
    [
        (autodiff.softmax, losses.categorical_crossentropy, crossentropy),
        (autodiff.sigmoid, losses.binary_crossentropy, binary),
    ],
)
def test_a_loss_from_scores_goes_along_the_last_axis(
    activation: Any, loss: Any, one: Callable[[Array, Array], float]
) -> None:
    scores = RNG.normal(size=(2, 2, 3))
    expected = over_last_axis(one, TARGETS, activation(scores).value)
    np.testing.assert_allclose(loss(TARGETS, activation(Tensor(scores))).value, expected)
    check_gradients(lambda x: loss(TARGETS, activation(x)), scores)


@pytest.mark.parametrize(
    "loss",
    [losses.categorical_crossentropy, losses.binary_crossentropy, losses.mean_squared_error],
)
def test_a_loss_says_its_name_where_shapes_differ(loss: Any) -> None:
    with pytest.raises(ValueError, match=f"^{loss.__name__}: "):
        loss(np.ones((2, 3)), np.ones((2, 2)))


def test_a_sure_mistake_costs_a_finite_number() -> None:
    expected = -math.log(1e-7)
    for loss in (losses.binary_crossentropy, losses.categorical_crossentropy):
        wrong = loss(np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])).value
        np.testing.assert_allclose(wrong, [expected], rtol=1e-6)
        right = loss(np.array([[1.0, 0.0]]), np.array([[1.0, 0.0]])).value
        np.testing.assert_allclose(right, [1e-7], rtol=1e-3)


def test_the_largest_score_is_that_of_each_row() -> None:
    scores = np.array([[1000.0, 1001.0], [0.0, 1.0]])
    expected = 1 / (1 + math.exp(-1))
    np.testing.assert_allclose(autodiff.softmax(scores).value[:, 1], expected)
    targets = np.array([[0.0, 1.0], [0.0, 1.0]])
    loss = autodiff.softmax_crossentropy(targets, scores).value
    np.testing.assert_allclose(loss, [-math.log(expected)] * 2)


def test_softmax_goes_along_the_last_axis() -> None:
    scores = RNG.normal(size=(2, 2, 3))
    np.testing.assert_allclose(autodiff.softmax(scores).value.sum(axis=-1), np.ones((2, 2)))
    check_gradients(autodiff.softmax, scores)


@pytest.mark.parametrize("loss", [losses.sparse_categorical_crossentropy])
def test_a_loss_of_float32_is_float32(loss: Any) -> None:
    assert loss([0, 1], np.full((2, 3), 1 / 3, np.float32)).dtype == np.float32


# Methods, and what NumPy decides on dtypes.


def test_methods_pass_their_axes_on() -> None:
    x = RNG.normal(size=(2, 3))
    for name in ("sum", "mean", "max"):
        numpy, ours = getattr(np, name), getattr(Tensor(x), name)
        for axis in (None, 0, 1, -1):
            for keepdims in (False, True):
                found = ours(axis, keepdims).value
                np.testing.assert_allclose(found, numpy(x, axis=axis, keepdims=keepdims))
            assert ours(axis).shape == numpy(x, axis=axis).shape


def test_numpys_functions_pass_their_options_on() -> None:
    x = RNG.normal(size=(2, 3))
    for function in (np.sum, np.mean, np.max):
        found: Any = function(Tensor(x), axis=0, keepdims=True)
        np.testing.assert_allclose(found.value, function(x, axis=0, keepdims=True))
    assert np.argmax(Tensor(x), axis=1).tolist() == np.argmax(x, axis=1).tolist()


@pytest.mark.parametrize("kernel", [np.float32, np.float64])
@pytest.mark.parametrize("bias", [np.float32, np.float64])
def test_a_dense_layer_computes_in_the_wider_dtype(kernel: Any, bias: Any) -> None:
    x = np.ones((2, 3), np.float32)
    y = autodiff.dense(x, Tensor(np.ones((3, 2), kernel)), Tensor(np.full(2, 0.1, bias)))
    assert y.dtype == np.result_type(kernel, bias)
    np.testing.assert_array_equal(y.value, np.full((2, 2), y.dtype.type(3) + bias(0.1)))


def test_a_gradient_has_the_dtype_of_its_input() -> None:
    x = Tensor(np.ones((2, 1), np.float32))
    (x * np.ones(3)).sum().backward()
    assert x.grad is not None
    assert x.grad.dtype == np.float32
    assert losses.mean_squared_error([[1, 2]], np.ones((1, 2), np.float32)).dtype == np.float32


def test_of_two_equal_values_the_first_is_the_maximum() -> None:
    x, y = Tensor([1.0, 2.0, 3.0]), Tensor([2.0, 2.0, 2.0])
    autodiff.maximum(x, y).sum().backward()
    assert x.grad is not None
    assert y.grad is not None
    assert (x.grad.tolist(), y.grad.tolist()) == ([0, 1, 1], [1, 0, 0])


def test_a_value_on_the_limit_is_not_clipped() -> None:
    x = Tensor([0.0, 1.0, 2.0, 3.0, 4.0])
    autodiff.clip(x, 1.0, 3.0).sum().backward()
    assert x.grad is not None
    assert x.grad.tolist() == [0, 1, 1, 1, 0]


def test_axes_are_taken_one_by_one_and_as_a_tuple() -> None:
    x = RNG.normal(size=(2, 3, 4))
    expected = x.transpose(2, 0, 1)
    np.testing.assert_array_equal(Tensor(x).transpose(2, 0, 1).value, expected)
    np.testing.assert_array_equal(Tensor(x).transpose((2, 0, 1)).value, expected)
    np.testing.assert_array_equal(Tensor(x).transpose().value, x.T)


def test_short_gradients_are_left_as_they_are() -> None:
    w = Tensor([0.0])
    optimizers.SGD(1.0, global_clipnorm=0.5).apply([np.array([0.25])], [w])
    assert w.value.tolist() == [-0.25]


def test_an_optimizer_is_known_by_its_name_in_any_case() -> None:
    assert type(optimizers.get("Adam")) is type(optimizers.get("adam")) is optimizers.Adam
    assert optimizers.Adam().memory == []
    with pytest.raises(ValueError, match="optimizer: expected one of sgd, adagrad, rmsprop, adam"):
        optimizers.get(3)  # type: ignore[arg-type]


# What a Tensor looks like.


def test_a_tensor_is_described_as_its_array_is() -> None:
    described = tensors.describe(Tensor(np.zeros((2, 3), np.float32)))
    assert described == (2, (2, 3), np.dtype("float32"), 24, (12, 4))


def test_rows_are_written_below_each_other() -> None:
    assert repr(Tensor([[1.0, 2.0], [3.0, 4.0]])) == "Tensor([[1., 2.],\n        [3., 4.]])"


def test_a_notebook_shows_up_to_a_hundred_elements() -> None:
    about = "<p>rank 1, shape (2,), dtype float64</p>"
    assert tensors.html(np.array([1.0, 2.0])) == f"{about}<pre>[1., 2.]</pre>"
    assert "..." not in tensors.html(np.zeros(100))
    assert "..." in tensors.html(np.zeros(101))


# Memory that is changed in place.


def test_weights_in_columns_learn_too() -> None:
    start = np.arange(6.0).reshape(2, 3)
    w = Tensor(np.asfortranarray(start))
    optimizers.SGD(0.5).apply([np.ones((2, 3))], [w])
    np.testing.assert_array_equal(w.value, start - 0.5)


@pytest.mark.parametrize("change", [lambda x: x.reshape(3, 2), lambda x: x.T, lambda x: x + 1.0])
def test_no_two_gradients_share_their_memory(change: Callable[[Tensor], Tensor]) -> None:
    x = Tensor(np.ones((2, 3)))
    y = change(x)
    (y * 2.0).sum().backward()
    assert x.grad is not None
    assert y.grad is not None
    assert not np.shares_memory(x.grad, y.grad)
