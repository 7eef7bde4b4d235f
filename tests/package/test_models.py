import json
import statistics
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from mathbits import Input, layers, models, optimizers
from mathbits.callbacks import History
from mathbits.datasets import mnist
from mathbits.utils import set_random_seed, to_categorical

Array = NDArray[Any]


@cache
def digits() -> tuple[Array, Array, Array, Array]:
    (x_train, y_train), (x_test, y_test) = mnist.load_data()
    return (
        x_train.reshape(60000, 784).astype("float32") / 255,
        to_categorical(y_train),
        x_test.reshape(10000, 784).astype("float32") / 255,
        to_categorical(y_test),
    )


def network(hidden: int = 512, optimizer: str = "rmsprop") -> models.Sequential:
    model = models.Sequential(
        [
            Input((784,)),
            layers.Dense(hidden, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer, "categorical_crossentropy", metrics=["accuracy"])
    return model


@cache
def full_run(seed: int) -> tuple[History, float]:
    x_train, y_train, x_test, y_test = digits()
    set_random_seed(seed)
    model = network()
    history = model.fit(x_train, y_train, epochs=5, batch_size=128, verbose=0)
    _, accuracy = model.evaluate(x_test, y_test, verbose=0)
    return history, accuracy


def test_it_reads_digits_as_well_as_keras_does() -> None:
    assert statistics.median(full_run(seed)[1] for seed in (0, 1, 2)) >= 0.977


def test_the_first_two_epochs_are_those_of_keras() -> None:
    accuracies = [full_run(seed)[0].history["accuracy"] for seed in (0, 1, 2)]
    first, second = (statistics.median(epochs[i] for epochs in accuracies) for i in (0, 1))
    assert first == pytest.approx(0.9257, abs=0.005)
    assert second == pytest.approx(0.9695, abs=0.005)


@pytest.mark.parametrize("optimizer", ["sgd", "adagrad", "rmsprop", "adam"])
def test_one_seed_gives_the_same_bits_twice(optimizer: str) -> None:
    x_train, y_train, _, _ = digits()
    weights = []
    for _ in range(2):
        set_random_seed(3)
        model = network(hidden=32, optimizer=optimizer)
        model.fit(x_train[:3000], y_train[:3000], epochs=2, batch_size=128)
        weights.append(model.get_weights())
    for first, second in zip(*weights, strict=True):
        np.testing.assert_array_equal(first, second)


def test_the_steps_follow_keras_from_the_same_weights_and_batches() -> None:
    import keras

    x_train, y_train, _, _ = digits()
    x, y = x_train[: 20 * 128], y_train[: 20 * 128]
    ours = network()
    theirs = keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(512, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    theirs.compile("rmsprop", "categorical_crossentropy", metrics=["accuracy"])
    theirs.set_weights(ours.get_weights())
    our_history = ours.fit(x, y, batch_size=128, shuffle=False)
    their_history = theirs.fit(x, y, batch_size=128, shuffle=False, verbose=0)
    for a, b in zip(ours.get_weights(), theirs.get_weights(), strict=True):
        assert np.abs(a - b).max() / np.abs(b).max() <= 1e-5
    assert our_history.history["loss"][0] == pytest.approx(
        their_history.history["loss"][0], abs=1e-6
    )
    assert our_history.history["accuracy"] == pytest.approx(their_history.history["accuracy"])


def test_the_loss_of_an_epoch_is_the_mean_over_samples_not_batches() -> None:
    model = models.Sequential([Input((1,)), layers.Dense(2, "softmax")])
    model.compile("sgd", "sparse_categorical_crossentropy")
    x = np.array([[0.0], [0.0], [5.0]])
    loss = model.evaluate(x, [0, 0, 1], batch_size=2)
    each = [model.evaluate(x[[i]], [label]) for i, label in enumerate([0, 0, 1])]
    assert loss == pytest.approx(np.mean(each))


def test_weights_appear_with_the_first_data_where_no_input_is_given() -> None:
    model = models.Sequential([layers.Dense(3, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    assert model.get_weights() == []
    model.fit(np.ones((4, 5)), [0, 1, 2, 0])
    assert [w.shape for w in model.get_weights()] == [(5, 3), (3,)]


def test_predictions_do_not_depend_on_the_batch_size() -> None:
    x = digits()[2][:100]
    model = network(hidden=16)
    np.testing.assert_allclose(model.predict(x, 7), model.predict(x, 100), rtol=1e-5)


def test_a_saved_model_comes_back_whole(tmp_path: Path) -> None:
    model = network(hidden=8)
    model.compile(
        optimizers.Adam(learning_rate=0.01), "categorical_crossentropy", metrics=["accuracy"]
    )
    model.save(tmp_path / "model.npz")
    same = models.load_model(tmp_path / "model.npz")
    x = digits()[2][:50]
    np.testing.assert_array_equal(same.predict(x), model.predict(x))
    assert isinstance(same.optimizer, optimizers.Adam)
    assert same.optimizer.learning_rate == 0.01
    assert len(same.evaluate(x, digits()[3][:50])) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["model.npz"]


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = network(hidden=8)
    model.save(tmp_path / "model.npz")
    before = (tmp_path / "model.npz").read_bytes()

    def fail(*args: object, **kwargs: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(np, "savez", fail)
    with pytest.raises(OSError, match="No space"):
        model.save(tmp_path / "model.npz")
    assert (tmp_path / "model.npz").read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.npz"
    np.savez(path, a=np.ones(2))
    with pytest.raises(ValueError, match="is not a model that mathbits saved"):
        models.load_model(path)
    path.write_bytes(b"PK\x03\x04 nonsense")
    with pytest.raises(ValueError, match="is not a model"):
        models.load_model(path)


def compiled() -> models.Sequential:
    model = models.Sequential([Input((4,)), layers.Dense(3, activation="softmax")])
    model.compile("sgd", "categorical_crossentropy", metrics=["accuracy"])
    return model


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"x": np.ones((2, 5))}, "x has shape (2, 5), expected (samples, 4)"),
    ({"x": np.ones((2, 2, 2))}, "x has shape (2, 2, 2), expected (samples, features)"),
    ({"x": np.ones((0, 4)), "y": np.ones((0, 3))}, "x has shape (0, 4)"),
    ({"y": np.ones((3, 3))}, "x has shape (2, 4) and y has shape (3, 3)"),
    ({"y": np.ones((2, 7))}, "y_true has shape (2, 7) and y_pred has shape (2, 3)"),
    ({"batch_size": 0}, "batch_size: expected a whole number of 1 or more, got 0."),
    ({"epochs": 1.5}, "epochs: expected a whole number of 1 or more, got 1.5."),
    ({"verbose": "loud"}, "verbose: expected \"auto\", 0, 1 or 2, got 'loud'."),
]


@pytest.mark.parametrize(("changes", "message"), REFUSED)
def test_fit_refuses_before_any_work(changes: dict[str, Any], message: str) -> None:
    model = compiled()
    before = model.get_weights()
    arguments = {"x": np.ones((2, 4)), "y": np.eye(3)[:2], **changes}
    with pytest.raises(ValueError, match=".") as error:  # noqa: RUF043 - compared whole, below
        model.fit(**arguments)
    assert message in str(error.value)
    for a, b in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_a_bad_label_in_the_last_batch_is_found_before_the_first_step() -> None:
    model = models.Sequential([Input((4,)), layers.Dense(3, activation="softmax")])
    model.compile("sgd", "sparse_categorical_crossentropy")
    before = model.get_weights()
    with pytest.raises(ValueError, match="expected class numbers from 0 to 2"):
        model.fit(np.ones((5, 4)), [0, 1, 2, 0, 3], batch_size=1, shuffle=False)
    np.testing.assert_array_equal(model.get_weights()[0], before[0])


def test_a_layer_in_a_second_model_keeps_what_it_learned() -> None:
    model = compiled()
    before = model.get_weights()
    part = models.Sequential([Input((4,)), model.layers[0]])
    model.build((None, 4))
    for weights in (part.get_weights(), model.get_weights()):
        np.testing.assert_array_equal(weights[0], before[0])
    with pytest.raises(ValueError, match="was built for 4 features, and here it gets 5"):
        models.Sequential([Input((5,)), model.layers[0]])


def test_a_loss_of_one_number_for_the_whole_batch_is_refused() -> None:
    model = models.Sequential([Input((4,)), layers.Dense(3)])

    def mean_of_all(y_true: Any, y_pred: Any) -> Any:
        return ((y_pred - y_true) * (y_pred - y_true)).mean()

    model.compile("sgd", mean_of_all)
    with pytest.raises(ValueError, match=r"loss: expected one number for each sample, \(2,\)"):
        model.fit(np.ones((2, 4)), np.ones((2, 3)))


def test_predict_is_silent_when_told_to_be(capsys: pytest.CaptureFixture[str]) -> None:
    compiled().predict(np.ones((2, 4)), verbose=0)
    assert capsys.readouterr().out == ""
    compiled().predict(np.ones((2, 4)), verbose=2)
    assert "1/1" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["get", "Optimizer", "np"])
def test_a_file_cannot_name_anything_but_an_optimizer(tmp_path: Path, name: str) -> None:
    model = compiled()
    config = {**model._config(), "optimizer": [name, {}]}
    content = np.frombuffer(json.dumps(config).encode(), np.uint8)
    arrays: dict[str, Any] = {f"weights_{i}": w for i, w in enumerate(model.get_weights())}
    np.savez(tmp_path / "model.npz", config=content, **arrays)
    with pytest.raises(ValueError, match="optimizer: expected one of"):
        models.load_model(tmp_path / "model.npz")


class Trap:
    """An object that leaves a mark when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> Any:
        return Path.touch, (self.mark,)


def test_nothing_in_a_file_is_unpickled(tmp_path: Path) -> None:
    pickled: dict[str, Any] = {"config": np.array([Trap(tmp_path / "mark")], dtype=object)}
    np.savez(tmp_path / "model.npz", **pickled)
    with pytest.raises(ValueError, match="is not a model"):
        models.load_model(tmp_path / "model.npz")
    assert not (tmp_path / "mark").exists()


def test_what_a_model_cannot_do_yet_is_said() -> None:
    with pytest.raises(RuntimeError, match="no layers"):
        models.Sequential().predict(np.ones((1, 2)))
    with pytest.raises(RuntimeError, match="call compile"):
        models.Sequential([Input((2,)), layers.Dense(1)]).fit(np.ones((1, 2)), np.ones((1, 1)))
    with pytest.raises(TypeError, match="expected a layer, got str"):
        models.Sequential(["dense"])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="an Input is the first"):
        models.Sequential([Input((2,)), Input((2,))])
    with pytest.raises(ValueError, match=r"takes flat samples, \(features,\); got \(28, 28\)"):
        models.Sequential([Input((28, 28)), layers.Dense(1)])
    with pytest.raises(ValueError, match=r"ends in \.npz"):
        compiled().save("model.keras")
    with pytest.raises(ValueError, match="build"):
        models.Sequential([layers.Dense(1)]).save("model.npz")
    with pytest.raises(ValueError, match="metrics: expected 'accuracy', got 'precision'"):
        compiled().compile("sgd", "categorical_crossentropy", metrics=["precision"])
    with pytest.raises(ValueError, match=r"weights\[1\] has shape \(2,\), expected \(3,\)"):
        compiled().set_weights([np.ones((4, 3)), np.ones(2)])
    with pytest.raises(ValueError, match="expected 2 arrays, got 1"):
        compiled().set_weights([np.ones((4, 3))])


@pytest.mark.parametrize("units", [0, -1, 2.5, True, "8"])
def test_a_dense_layer_refuses_strange_units(units: Any) -> None:
    with pytest.raises(ValueError, match="units: expected a positive whole number"):
        layers.Dense(units)


def test_a_dense_layer_refuses_unknown_names() -> None:
    with pytest.raises(ValueError, match="activation: expected one of relu, softmax or None"):
        layers.Dense(1, activation="sigmoidal")
    with pytest.raises(ValueError, match="initializer: expected one of"):
        layers.Dense(1, kernel_initializer="ones?")
    with pytest.raises(RuntimeError, match="no weights yet"):
        layers.Dense(1)(np.ones((1, 1)))
    with pytest.raises(ValueError, match="shape: expected a tuple of positive whole numbers"):
        Input((0,))
