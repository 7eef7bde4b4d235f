import copy
import json
import os
import pickle
import statistics
import subprocess
import sys
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from extras import skip_without, starts_processes, trains_for_long
from numpy.typing import NDArray

from mathbits import Input, callbacks, layers, losses, models, optimizers
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


@trains_for_long
def test_it_reads_digits_as_well_as_keras_does() -> None:
    assert statistics.median(full_run(seed)[1] for seed in (0, 1, 2)) >= 0.977


@trains_for_long
def test_the_first_two_epochs_are_those_of_keras() -> None:
    accuracies = [full_run(seed)[0].history["accuracy"] for seed in (0, 1, 2)]
    first, second = (statistics.median(epochs[i] for epochs in accuracies) for i in (0, 1))
    assert first == pytest.approx(0.9257, abs=0.005)
    assert second == pytest.approx(0.9695, abs=0.005)


def weights_of_one_seed(optimizer: str) -> list[Array]:
    """The book's network after 200 steps, shuffled anew after 100 of them."""
    x_train, y_train, _, _ = digits()
    set_random_seed(3)
    model = network(optimizer=optimizer)
    model.fit(x_train[:12_800], y_train[:12_800], epochs=2, batch_size=128, verbose=0)
    return model.get_weights()


# Its large kernel is changed in blocks, on all cores.
@trains_for_long
@pytest.mark.parametrize("optimizer", ["sgd", "adagrad", "rmsprop", "adam"])
def test_one_seed_gives_the_same_bits_twice(optimizer: str) -> None:
    first, second = weights_of_one_seed(optimizer), weights_of_one_seed(optimizer)
    assert first[0].size > 2 * optimizers.BLOCK
    for a, b in zip(first, second, strict=True):
        assert a.tobytes() == b.tobytes()


@starts_processes
def test_one_seed_gives_the_same_bits_in_another_process(tmp_path: Path) -> None:
    program = (
        "import sys, numpy, test_models\n"
        "numpy.savez(sys.argv[1], *test_models.weights_of_one_seed('rmsprop'))"
    )
    file = tmp_path / "weights.npz"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", program, file], check=True, env=environment)
    with np.load(file) as others:
        for ours, theirs in zip(weights_of_one_seed("rmsprop"), others.values(), strict=True):
            assert ours.tobytes() == theirs.tobytes()


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


@pytest.mark.parametrize("letter", ["x", "수"])
def test_a_name_may_be_as_long_as_the_disk_takes(tmp_path: Path, letter: str) -> None:
    path = tmp_path / f"{letter * (240 // len(letter.encode()))}.npz"
    compiled().save(path)
    assert models.load_model(path).count_params() == 15
    assert list(tmp_path.iterdir()) == [path]


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


def test_a_layer_that_stands_in_the_row_twice_learns_once_from_both(tmp_path: Path) -> None:
    shared = layers.Dense(1, use_bias=False)
    model = models.Sequential([Input((1,)), shared, shared])
    model.set_weights([[[2.0]]])
    model.compile(optimizers.SGD(0.01), "mse")
    model.fit([[1.0]], [[0.0]])
    # The prediction is w**2, its loss w**4 and the slope of that 4 * w**3, which is 32.
    assert model.get_weights()[0] == pytest.approx(2.0 - 0.32)
    assert model.count_params() == 1
    with pytest.raises(ValueError, match="layer: dense is in the model twice"):
        model.save(tmp_path / "model.npz")


def test_a_shape_that_was_refused_leaves_the_model_as_it_was() -> None:
    model = compiled()
    with pytest.raises(ValueError, match="was built for 4 features, and here it gets 3"):
        model.build((None, 3))
    later = models.Sequential([model.layers[0]])
    with pytest.raises(ValueError, match="was built for 4 features, and here it gets 3"):
        later.predict(np.ones((2, 3)))
    for one in (model, later):
        assert one.predict(np.ones((2, 4))).shape == (2, 3)


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


def test_what_a_model_cannot_do_yet_is_said() -> None:
    with pytest.raises(RuntimeError, match="no layers"):
        models.Sequential().predict(np.ones((1, 2)))
    with pytest.raises(RuntimeError, match="no layers"):
        models.Sequential()(np.ones((1, 2)))
    with pytest.raises(RuntimeError, match="call compile"):
        models.Sequential([Input((2,)), layers.Dense(1)]).fit(np.ones((1, 2)), np.ones((1, 1)))
    with pytest.raises(TypeError, match="expected a layer, got str"):
        models.Sequential(["dense"])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="an Input is the first"):
        models.Sequential([Input((2,)), Input((2,))])
    with pytest.raises(ValueError, match=r"input_shape: a Dense layer needs samples with features"):
        models.Sequential([Input(()), layers.Dense(1)])
    with pytest.raises(RuntimeError, match="call build"):
        models.Sequential([layers.Dense(1)]).summary()
    with pytest.raises(RuntimeError, match="no weights yet"):
        layers.Dense(1)(np.ones((1, 1)))
    with pytest.raises(ValueError, match=r"ends in \.npz"):
        compiled().save("model.keras")
    with pytest.raises(ValueError, match="build"):
        models.Sequential([layers.Dense(1)]).save("model.npz")
    with pytest.raises(ValueError, match="expected 2 arrays, got 1"):
        compiled().set_weights([np.ones((4, 3))])


def test_flatten_and_activation_make_the_same_network() -> None:
    x = np.random.default_rng(0).uniform(size=(5, 28, 28)).astype("float32")
    flat = network(hidden=8)
    stack = models.Sequential(
        [
            Input((28, 28)),
            layers.Flatten(),
            layers.Dense(8),
            layers.Activation("relu"),
            layers.Dense(10),
            layers.Activation("softmax"),
        ]
    )
    stack.set_weights(flat.get_weights())
    np.testing.assert_array_equal(stack.predict(x), flat.predict(x.reshape(5, 784)))
    assert [layer.name for layer in stack.layers] == [
        "flatten",
        "dense",
        "activation",
        "dense_1",
        "activation_1",
    ]
    labels = np.arange(5)
    stack.compile("sgd", "sparse_categorical_crossentropy")
    flat.compile("sgd", "sparse_categorical_crossentropy")
    assert stack.evaluate(x, labels) == flat.evaluate(x.reshape(5, 784), labels)


def test_without_a_bias_a_layer_is_its_product(tmp_path: Path) -> None:
    model = models.Sequential([Input((4,)), layers.Dense(3, use_bias=False)])
    x = np.random.default_rng(0).normal(size=(5, 4)).astype("float32")
    (kernel,) = model.get_weights()
    np.testing.assert_array_equal(model.predict(x), x @ kernel)
    model.save(tmp_path / "model.npz")
    np.testing.assert_array_equal(models.load_model(tmp_path / "model.npz").predict(x), x @ kernel)


def test_every_kind_of_layer_is_saved_and_comes_back(tmp_path: Path) -> None:
    stack = models.Sequential(
        [Input((2, 3)), layers.Flatten(), layers.Dense(4, "tanh"), layers.Activation("sigmoid")]
    )
    stack.compile(optimizers.SGD(clipnorm=1.0), "binary_crossentropy", metrics=["accuracy"])
    stack.save(tmp_path / "stack.npz")
    same = models.load_model(tmp_path / "stack.npz")
    x = np.random.default_rng(0).normal(size=(3, 2, 3))
    np.testing.assert_array_equal(same.predict(x), stack.predict(x))
    assert same.optimizer is not None
    assert same.optimizer.get_config() == optimizers.SGD(clipnorm=1.0).get_config()
    assert same.evaluate(x, np.ones((3, 4))) == stack.evaluate(x, np.ones((3, 4)))


def mean_squared_error(y_true: Any, y_pred: Any) -> Any:
    """A loss of one's own, by a name that is taken."""
    return losses.mean_squared_error(y_true, y_pred) * 2


def own_ones(shape: tuple[int, ...]) -> NDArray[np.float32]:
    return np.ones(shape, np.float32)


class Signs(optimizers.Optimizer):
    """A rule of one's own."""


class Double(layers.Layer):
    """A layer of one's own."""


def test_a_loss_without_a_name_trains() -> None:
    model = compiled()
    model.compile("sgd", partial(losses.mean_squared_error))
    history = model.fit(np.ones((4, 4)), np.ones((4, 3)), verbose=0)
    assert np.isfinite(history.history["loss"]).all()
    with pytest.raises(ValueError, match=r"loss: expected one of .*, got 'partial'"):
        model.save("model.npz")


def test_weights_that_were_replaced_come_back_from_a_file(tmp_path: Path) -> None:
    model = compiled()
    kernel, bias = model.trainable_variables
    kernel.value = np.ones((3, 4), np.float32).T
    bias.value = np.ones(3)  # float64
    assert model.optimizer is not None
    model.optimizer.learning_rate = 0.0  # where a schedule ends
    model.save(tmp_path / "model.npz")
    again = models.load_model(tmp_path / "model.npz")
    np.testing.assert_array_equal(again.get_weights()[0], np.ones((4, 3)))
    assert [weights.dtype for weights in again.get_weights()] == [np.float32] * 2
    assert again.optimizer is not None
    assert again.optimizer.learning_rate == 0


@pytest.mark.parametrize("copied", [lambda one: pickle.loads(pickle.dumps(one)), copy.deepcopy])
def test_a_copy_of_a_model_goes_on_as_the_model_does(copied: Any) -> None:
    model, _ = regression(epochs=1)
    again = copied(model)
    for one in (model, again):
        one.fit([[1.0]], [[2.0]])
    np.testing.assert_array_equal(again.get_weights()[0], model.get_weights()[0])


def test_weights_are_float32_whatever_an_initializer_of_ones_own_gives() -> None:
    def ones(shape: tuple[int, ...]) -> Any:
        return np.ones(shape).tolist()

    model = models.Sequential([Input((2,)), layers.Dense(1, kernel_initializer=ones)])
    assert model.get_weights()[0].dtype == np.float32
    assert model.predict([[1.0, 2.0]]).dtype == np.float32


def test_what_a_file_cannot_hold_is_refused(tmp_path: Path) -> None:
    model = compiled()
    model.compile("sgd", lambda y_true, y_pred: losses.mean_squared_error(y_true, y_pred))
    with pytest.raises(ValueError, match="loss: "):
        model.save(tmp_path / "model.npz")
    model.compile("sgd", mean_squared_error)
    with pytest.raises(ValueError, match=r"mean_squared_error is not one of mathbits\.losses"):
        model.save(tmp_path / "model.npz")
    own = models.Sequential([Input((2,)), layers.Dense(1, kernel_initializer=own_ones)])
    with pytest.raises(ValueError, match="has no name that could be saved"):
        own.save(tmp_path / "model.npz")
    model.compile(Signs(0.1), "mse")
    with pytest.raises(ValueError, match=r"optimizer: Signs is not one of mathbits\.optimizers"):
        model.save(tmp_path / "model.npz")
    with pytest.raises(ValueError, match=r"layer: Double is not one of mathbits\.layers"):
        models.Sequential([Input((2,)), Double()]).save(tmp_path / "model.npz")
    wide = models.Sequential([Input((2,)), *(layers.Activation("relu") for _ in range(2000))])
    with pytest.raises(ValueError, match="too large"):
        wide.save(tmp_path / "model.npz")
    assert list(tmp_path.iterdir()) == []


def test_an_optimizer_without_a_loss_comes_back_as_far_as_it_was(tmp_path: Path) -> None:
    model = models.Sequential([Input((2,)), layers.Dense(1)])
    model.compile("adam")
    assert model.optimizer is not None
    variables = model.trainable_variables
    model.optimizer.apply([np.ones((2, 1)), np.ones(1)], variables)
    model.save(tmp_path / "model.npz")
    same = models.load_model(tmp_path / "model.npz").optimizer
    assert same is not None
    assert same.iterations == 1
    for found, expected in zip(same.memory, model.optimizer.memory, strict=True):
        np.testing.assert_array_equal(found, expected)


# What looks on.


def regression(**arguments: Any) -> tuple[models.Sequential, History]:
    """Learns y = 2x with one weight, from 0."""
    model = models.Sequential([Input((1,)), layers.Dense(1, kernel_initializer="zeros")])
    model.compile(optimizers.SGD(0.05), "mse")
    x = np.linspace(-1, 1, 20)[:, None]
    return model, model.fit(x, 2 * x, **{"epochs": 4, **arguments})


def test_validation_is_measured_after_each_epoch_on_the_last_samples() -> None:
    model = compiled()
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(10, 4)), np.eye(3)[rng.integers(0, 3, 10)]
    history = model.fit(x, y, epochs=2, validation_split=0.3)
    assert list(history.history) == ["loss", "accuracy", "val_loss", "val_accuracy"]
    loss, accuracy = model.evaluate(x[7:], y[7:])
    assert history.history["val_loss"][-1] == pytest.approx(loss)
    assert history.history["val_accuracy"][-1] == pytest.approx(accuracy)
    given = model.fit(x[:7], y[:7], validation_data=(x[7:], y[7:]))
    assert given.history["val_loss"][0] == pytest.approx(model.evaluate(x[7:], y[7:])[0])


def test_initial_epoch_counts_the_epochs_before() -> None:
    _, history = regression(initial_epoch=2)
    assert history.epoch == [2, 3]


def test_without_shuffling_the_batches_come_in_order() -> None:
    seen: list[int] = []
    watch = callbacks.LambdaCallback(on_train_batch_end=lambda batch, logs: seen.append(batch))
    regression(epochs=1, batch_size=8, shuffle=False, callbacks=[watch])
    assert seen == [0, 1, 2]


def test_a_training_that_is_told_to_stop_as_it_begins_ends_after_one_epoch() -> None:
    class Stop(callbacks.Callback):
        def on_train_begin(self) -> None:
            self.model.stop_training = True

    _, history = regression(epochs=3, callbacks=[Stop()])  # as in Keras
    assert history.epoch == [0]


class Scripted(callbacks.Callback):
    """Replaces the loss of each epoch, so that what watches it can be tested."""

    def __init__(self, *losses: float) -> None:
        self.losses = losses

    def on_epoch_end(self, epoch: int, logs: Any) -> None:
        logs["loss"] = self.losses[epoch]


def test_early_stopping_waits_and_goes_back_to_the_best() -> None:
    stop = callbacks.EarlyStopping("loss", patience=2, restore_best_weights=True)
    weights: list[Array] = []
    note = callbacks.LambdaCallback(
        on_epoch_end=lambda epoch, logs: weights.append(note.model.get_weights()[0])
    )
    script = Scripted(3.0, 1.0, 2.0, 1.5, 0.1, 0.1)
    model, history = regression(epochs=6, callbacks=[script, note, stop])
    assert history.epoch == [0, 1, 2, 3]
    assert stop.stopped_epoch == 3
    np.testing.assert_array_equal(model.get_weights()[0], weights[1])


def test_early_stopping_of_an_accuracy_waits_for_it_to_rise() -> None:
    stop = callbacks.EarlyStopping("accuracy", patience=1)
    model = compiled()
    model.fit(np.ones((2, 4)), np.eye(3)[:2], epochs=50, callbacks=[stop])
    assert 0 < stop.stopped_epoch < 49


@pytest.mark.parametrize(
    "losses", [(3.0, 1.0, 2.0, 0.5, 0.7, 0.9), (1.0, 1.0, 1.0, 1.0), (5.0, 4.0, 3.9, 3.95, 3.94)]
)
def test_early_stopping_stops_where_that_of_keras_does(losses: tuple[float, ...]) -> None:
    skip_without("keras")
    import keras

    for patience in (0, 1, 2):
        arguments: dict[str, Any] = {"monitor": "loss", "min_delta": 0.2, "patience": patience}
        theirs = keras.callbacks.EarlyStopping(**arguments)
        model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
        model.compile("sgd", "mse")
        theirs.set_model(model)
        theirs.on_train_begin()
        model.stop_training = False
        for epoch, loss in enumerate(losses):
            theirs.on_epoch_end(epoch, {"loss": loss})
            if model.stop_training:
                break
        ours = callbacks.EarlyStopping(**arguments)
        regression(epochs=len(losses), callbacks=[Scripted(*losses), ours])
        assert ours.stopped_epoch == theirs.stopped_epoch


def test_checkpoints_are_saved_after_each_epoch_or_the_best(tmp_path: Path) -> None:
    every = callbacks.ModelCheckpoint(tmp_path / "{epoch}-{loss:.1f}.npz")
    best = callbacks.ModelCheckpoint(tmp_path / "best-{epoch}.npz", "loss", save_best_only=True)
    regression(callbacks=[Scripted(3.0, 1.0, 2.0, 0.5), every, best])
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "1-3.0.npz",
        "2-1.0.npz",
        "3-2.0.npz",
        "4-0.5.npz",
        "best-1.npz",
        "best-2.npz",
        "best-4.npz",
    ]
    assert models.load_model(tmp_path / "best-4.npz").built


@pytest.mark.parametrize(
    ("mode", "threshold", "saved"),
    [("min", 1.0, [4]), ("min", 0, []), ("max", 2.5, [1]), ("max", None, [1]), ("min", 2, [2, 4])],
)
def test_a_training_that_goes_on_spares_a_better_checkpoint(
    tmp_path: Path, mode: str, threshold: float | None, saved: list[int]
) -> None:
    keep = callbacks.ModelCheckpoint(
        tmp_path / "{epoch}.npz",
        "loss",
        save_best_only=True,
        mode=mode,
        initial_value_threshold=threshold,
    )
    for _ in range(2):  # As often as it is used.
        regression(callbacks=[Scripted(3.0, 1.0, 2.0, 0.5), keep])
        assert sorted(int(path.stem) for path in tmp_path.iterdir()) == saved
        for path in tmp_path.iterdir():
            path.unlink()


# What is not finite.


def test_training_stops_where_a_value_is_not_finite_first() -> None:
    model = models.Sequential([Input((1,)), layers.Dense(4, "relu"), layers.Dense(1)])
    model.compile(optimizers.SGD(1e30), "mse")
    x = np.linspace(1, 2, 8)[:, None]
    with (
        np.errstate(all="ignore"),
        pytest.raises(FloatingPointError, match=r"in step \d+, appeared first in "),
    ):
        model.fit(x, x, epochs=5, batch_size=4)


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (
            lambda model: model.layers[0].kernel.value.fill(np.nan),
            "kernel of dense, which",
        ),
        (lambda model: model.layers[1].bias.value.fill(np.inf), "bias of dense_1, which"),
        (lambda model: model.layers[0].kernel.value.fill(3e38), "the output of dense."),
        (lambda model: model.layers[1].bias.value.fill(3e38), "the loss."),
    ],
)
def test_the_message_names_the_first_value(spoil: Any, place: str) -> None:
    model = models.Sequential([Input((2,)), layers.Dense(4), layers.Dense(1)])
    model.compile("sgd", "mse")
    spoil(model)
    with (
        np.errstate(all="ignore"),
        pytest.raises(
            FloatingPointError, match="nan or infinity, in step 1, appeared first in"
        ) as error,
    ):
        model.fit(np.full((4, 2), 2.0), np.ones((4, 1)))
    assert place in str(error.value)


def test_the_last_step_may_not_leave_weights_that_are_not_finite() -> None:
    model = models.Sequential([Input((1,)), layers.Dense(1)])
    model.compile(optimizers.SGD(1e38), "mse")
    with (
        np.errstate(all="ignore"),
        pytest.raises(FloatingPointError, match="in the last step of epoch 1, appeared first in"),
    ):
        model.fit(np.full((4, 1), 1e3), np.ones((4, 1)))
