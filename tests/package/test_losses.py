import tracemalloc
from typing import Any

import numpy as np
import pytest
from extras import skip_without
from generated import (
    SEARCH,
    Case,
    Shape,
    expect_gradients_by_differences,
    expect_what_tensorflow_has,
    numbers,
    rows,
)
from generated import probabilities as generated_probabilities
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from mathbits import Tensor, autodiff, losses, metrics

RNG = np.random.default_rng(0)
LABELS = np.array([2, 0, 1, 1])
ONE_HOT = np.eye(3)[LABELS]


def probabilities() -> NDArray[Any]:
    p: NDArray[Any] = RNG.uniform(0.1, 1, (4, 3))
    p /= p.sum(axis=1, keepdims=True)
    return p


def test_cross_entropy_of_probabilities_is_the_logarithm_at_the_truth() -> None:
    p = probabilities()
    expected = -np.log(p[np.arange(4), LABELS])
    np.testing.assert_allclose(losses.categorical_crossentropy(ONE_HOT, p).numpy(), expected)
    np.testing.assert_allclose(losses.sparse_categorical_crossentropy(LABELS, p).numpy(), expected)


def test_class_numbers_in_a_column_are_taken_too() -> None:
    p = probabilities()
    np.testing.assert_array_equal(
        losses.sparse_categorical_crossentropy(LABELS[:, None], p).numpy(),
        losses.sparse_categorical_crossentropy(LABELS, p).numpy(),
    )


def test_probabilities_are_kept_away_from_zero_as_in_keras() -> None:
    loss = losses.categorical_crossentropy([[1.0, 0.0]], [[0.0, 1.0]])
    np.testing.assert_allclose(loss.numpy(), -np.log(1e-7))


def test_after_a_softmax_the_loss_starts_from_the_scores() -> None:
    scores = Tensor([[0.0, 200.0]])
    loss = losses.categorical_crossentropy([[1.0, 0.0]], autodiff.softmax(scores))
    assert loss.numpy()[0] == 200  # from the probability it would be 16.1, the limit above
    loss.sum().backward()
    np.testing.assert_array_equal(scores.grad, [[-1, 1]])


def test_a_softmax_of_ones_own_is_not_taken_for_ours() -> None:
    def softmax(x: Any) -> Tensor:  # the name alone must not decide
        e = np.exp(x.value / 10)
        return Tensor(e / e.sum(axis=-1, keepdims=True), (x, lambda g: g))

    loss = losses.categorical_crossentropy([[1.0, 0.0]], softmax(Tensor([[0.0, 20.0]])))
    np.testing.assert_allclose(loss.numpy(), np.log(1 + np.exp(2)))

    def sigmoid(x: Any) -> Tensor:
        return Tensor(1 / (1 + np.exp(-5 * x.value)), (x, lambda g: g))

    loss = losses.binary_crossentropy([[1.0]], sigmoid(Tensor([[1.0]])))
    np.testing.assert_allclose(loss.numpy(), np.log(1 + np.exp(-5)))


# The losses that Keras has, from outputs as they are and from those of the activation before them.
ACTIVATIONS: dict[str, Any] = {
    "linear": lambda x: x,
    "softmax": autodiff.softmax,
    "sigmoid": autodiff.sigmoid,
}
LOSSES = [
    ("categorical_crossentropy", "linear"),
    ("categorical_crossentropy", "softmax"),
    ("sparse_categorical_crossentropy", "linear"),
    ("sparse_categorical_crossentropy", "softmax"),
    ("binary_crossentropy", "linear"),
    ("binary_crossentropy", "sigmoid"),
    ("mean_squared_error", "linear"),
]


@st.composite
def cases(draw: st.DrawFn, name: str, activation: str) -> Case:
    sparse = name.startswith("sparse")
    # Of one class, Keras says that it is no choice.
    shape: Shape = draw(rows(2, 2 if sparse else 4, shortest=2 if "categorical" in name else 1))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    seeds = rng.integers(2**32, size=2).tolist()
    targets = generated_probabilities(shape, seeds[0])
    if sparse:
        targets = rng.integers(shape[-1], size=shape[:-1])
    outputs = np.abs(numbers(shape, seeds[1], 0.1, 0.9))  # far from where a probability is cut off
    if activation != "linear":
        outputs = numbers(shape, seeds[1])

    def theirs(tf: Any, x: Any) -> Any:
        import keras

        return getattr(keras.losses, name)(targets, getattr(keras.activations, activation)(x))

    return Case(lambda x: losses.get(name)(targets, ACTIVATIONS[activation](x)), theirs, [outputs])


def test_every_loss_is_checked() -> None:
    assert {name for name, _ in LOSSES} == set(losses.__all__) - {"get"}


@pytest.mark.parametrize(("name", "activation"), LOSSES)
@given(data=st.data())
@SEARCH
def test_gradients_equal_those_by_differences(
    name: str, activation: str, data: st.DataObject
) -> None:
    case = data.draw(cases(name, activation))
    expect_gradients_by_differences(case.ours, case.inputs)


@pytest.mark.parametrize(("name", "activation"), LOSSES)
@given(data=st.data())
@SEARCH
def test_values_and_gradients_equal_those_of_keras(
    name: str, activation: str, data: st.DataObject
) -> None:
    skip_without("keras", "tensorflow")
    expect_what_tensorflow_has(data.draw(cases(name, activation)))


def test_after_a_sigmoid_the_loss_starts_from_the_scores() -> None:
    scores = Tensor([[-200.0, 200.0]])
    loss = losses.binary_crossentropy([[1.0, 1.0]], autodiff.sigmoid(scores))
    assert loss.numpy()[0] == 100
    loss.sum().backward()
    np.testing.assert_array_equal(scores.grad, [[-0.5, 0]])


@pytest.mark.parametrize(
    ("truth", "outputs"),
    [
        (ONE_HOT, probabilities()),
        (LABELS, probabilities()),
        (LABELS[:, None], probabilities()),
        (np.array([[1], [0], [1], [1]]), RNG.uniform(0, 1, (4, 1))),
        (np.array([1, 0, 1, 1]), RNG.uniform(0, 1, (4, 1))),
    ],
)
def test_accuracy_takes_the_form_that_keras_takes(
    truth: NDArray[Any], outputs: NDArray[Any]
) -> None:
    skip_without("keras")
    import keras

    model = keras.Sequential([keras.Input(outputs.shape[1:]), keras.layers.Identity()])
    model.compile(loss=lambda _, p: keras.ops.sum(p, axis=-1), metrics=["accuracy"])
    expected = model.evaluate(outputs, truth, verbose=0, return_dict=True)["accuracy"]
    assert metrics.accuracy(truth, outputs).mean() == pytest.approx(expected)


def test_labels_of_the_other_form_are_refused() -> None:
    p = probabilities()
    with pytest.raises(ValueError, match="go with sparse_categorical_crossentropy"):
        losses.categorical_crossentropy(LABELS, p)
    with pytest.raises(ValueError, match="One-hot labels go with categorical_crossentropy"):
        losses.sparse_categorical_crossentropy(ONE_HOT, p)


@pytest.mark.parametrize("labels", [[0, 1, 2, 3], [-1, 0, 1, 2]])
def test_class_numbers_out_of_range_are_refused(labels: list[int]) -> None:
    with pytest.raises(ValueError, match="expected class numbers from 0 to 2"):
        losses.sparse_categorical_crossentropy(labels, probabilities())


def test_many_classes_take_no_more_memory_than_their_predictions() -> None:
    p = np.full((2, 5000), 1 / 5000)
    tracemalloc.start()
    losses.sparse_categorical_crossentropy([0, 4999], p)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * p.nbytes  # One row for every class would be 2,500 times as much.


def test_the_accuracy_of_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^accuracy: y_true has shape \(\) and y_pred"):
        metrics.accuracy(1, 0.5)


def test_a_function_is_a_loss() -> None:
    assert losses.get(losses.categorical_crossentropy) is losses.categorical_crossentropy
    with pytest.raises(ValueError, match="loss: expected one of binary_crossentropy"):
        losses.get("crossentropy")


def test_accuracy_is_the_same_in_both_forms() -> None:
    p = probabilities()
    expected = (p.argmax(axis=1) == LABELS).astype(np.float32)
    np.testing.assert_array_equal(metrics.categorical_accuracy(ONE_HOT, p), expected)
    np.testing.assert_array_equal(metrics.sparse_categorical_accuracy(LABELS, p), expected)
    np.testing.assert_array_equal(metrics.sparse_categorical_accuracy(LABELS[:, None], p), expected)
