"""mathbits beside Keras: the same weights at the start and the same batches, step by step.

Keras on TensorFlow is the measure. Keras on JAX tells how far rounding alone drives two right
engines apart.
"""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from extras import skip_without
from numpy.typing import NDArray

from mathbits import Input, layers, models, optimizers
from mathbits.callbacks import LambdaCallback
from mathbits.datasets import mnist
from mathbits.utils import set_random_seed, to_categorical

skip_without("keras", "tensorflow", "jax")

Array = NDArray[Any]
Run = dict[str, Array]

RULES: dict[str, tuple[str, dict[str, Any]]] = {
    "sgd": ("SGD", {}),
    "momentum": ("SGD", {"momentum": 0.9}),
    "nesterov": ("SGD", {"momentum": 0.9, "nesterov": True}),
    "adagrad": ("Adagrad", {}),
    "rmsprop": ("RMSprop", {}),
    "centered": ("RMSprop", {"momentum": 0.5, "centered": True}),
    "adam": ("Adam", {}),
    "clipped": ("Adam", {"global_clipnorm": 0.5}),
}
STARTS = (0, 1)
FEW, MANY, BATCH = 20, 200, 128

KERAS = """
import json, sys
import numpy as np
import keras

data, results = dict(np.load(sys.argv[1])), {}
for rule, (name, arguments) in json.loads(sys.argv[3]).items():
    keras.utils.clear_session()
    model = keras.Sequential([
        keras.Input((784,)),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ])
    optimizer = getattr(keras.optimizers, name)(**arguments)
    model.compile(optimizer, "categorical_crossentropy")
    optimizer.build(model.trainable_variables)
    untrained = [np.array(variable) for variable in optimizer.variables]
    for start in json.loads(sys.argv[4]):
        # The model that is compiled already, as if it were new.
        model.set_weights([data[f"{start}-{i}"] for i in range(4)])
        for variable, value in zip(optimizer.variables, untrained):
            variable.assign(value)
        # The loss of each step: without the reset it would be the mean over the steps so far. On
        # JAX it stays that, for there the sums are out of reach during fit; nobody asks for it.
        losses = []
        watch = keras.callbacks.LambdaCallback(
            on_train_batch_begin=lambda batch, logs: model.reset_metrics(),
            on_train_batch_end=lambda batch, logs: losses.append(float(logs["loss"])),
        )
        # Twice, because Keras on JAX has its weights at hand only between calls of fit.
        for part, steps in ((slice(20 * 128), 20), (slice(20 * 128, None), 200)):
            x, y = data["x"][part], data["y"][part]
            model.fit(x, y, batch_size=128, shuffle=False, verbose=0, callbacks=[watch])
            for i, weights in enumerate(model.get_weights()):
                results[f"{rule}-{start}-{steps}-{i}"] = weights
        results[f"{rule}-{start}-losses"] = np.array(losses)
np.savez(sys.argv[2], **results)
"""


@cache
def digits() -> tuple[Array, Array]:
    (x, y), _ = mnist.load_data()
    samples = slice(MANY * BATCH)
    return x[samples].reshape(-1, 784).astype("float32") / 255, to_categorical(y[samples])


def network() -> models.Sequential:
    return models.Sequential(
        [Input((784,)), layers.Dense(512, activation="relu"), layers.Dense(10, "softmax")]
    )


@cache
def start_weights(start: int) -> list[Array]:
    set_random_seed(start)
    return network().get_weights()


@pytest.fixture(scope="module")
def keras_runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """What Keras makes of it on TensorFlow and on JAX, each in a process of its own."""
    folder: Path = tmp_path_factory.mktemp("keras")
    problem: dict[str, Any] = {
        f"{start}-{i}": weights
        for start in STARTS
        for i, weights in enumerate(start_weights(start))
    }
    np.savez(folder / "problem.npz", x=digits()[0], y=digits()[1], **problem)
    processes = {}
    for backend in ("tensorflow", "jax"):
        files = [str(folder / "problem.npz"), str(folder / f"{backend}.npz")]
        command = [sys.executable, "-c", KERAS, *files, json.dumps(RULES), json.dumps(STARTS)]
        environment = {**os.environ, "KERAS_BACKEND": backend, "KERAS_HOME": str(folder / backend)}
        processes[backend] = subprocess.Popen(command, env=environment)
    runs = {}
    for backend, process in processes.items():
        assert process.wait() == 0
        with np.load(folder / f"{backend}.npz") as arrays:
            runs[backend] = dict(arrays)
    return runs


@cache
def our_run(rule: str, start: int) -> Run:
    name, arguments = RULES[rule]
    model = network()
    model.compile(getattr(optimizers, name)(**arguments), "categorical_crossentropy")
    model.set_weights(start_weights(start))
    losses: list[float] = []
    means: list[float] = []
    run: Run = {}

    watch = LambdaCallback(on_train_batch_end=lambda batch, logs: means.append(logs["loss"]))
    x, y = digits()
    for part, steps in ((slice(FEW * BATCH), FEW), (slice(FEW * BATCH, None), MANY)):
        means.clear()
        model.fit(x[part], y[part], BATCH, shuffle=False, verbose=0, callbacks=[watch])
        # Each is the mean over the steps so far, in float64: their sums differ by one step's loss.
        sums = np.array(means) * np.arange(1, len(means) + 1)
        losses += np.diff(sums, prepend=0).tolist()
        for i, weights in enumerate(model.get_weights()):
            run[f"{rule}-{start}-{steps}-{i}"] = weights
    run[f"{rule}-{start}-losses"] = np.array(losses)
    return run


def distance(a: Run, b: Run, prefix: str) -> float:
    """The largest difference, relative to the largest weight, over the four arrays of weights."""
    names = [f"{prefix}-{i}" for i in range(4)]
    return max(float(np.abs(a[n] - b[n]).max() / np.abs(b[n]).max()) for n in names)


@pytest.mark.parametrize("rule", RULES)
def test_twenty_steps_are_those_of_keras(rule: str, keras_runs: dict[str, Run]) -> None:
    ours, theirs = our_run(rule, 0), keras_runs["tensorflow"]
    assert distance(ours, theirs, f"{rule}-0-{FEW}") <= 1e-5
    losses = f"{rule}-0-losses"
    np.testing.assert_allclose(ours[losses][:FEW], theirs[losses][:FEW], rtol=0, atol=1e-6)


def test_two_hundred_steps_go_no_further_from_keras_than_jax_does(
    keras_runs: dict[str, Run],
) -> None:
    # A unit whose sum is within a rounding error of zero opens in one engine and not in the other.
    # Whether that happens is luck: between two starts of one rule, distances differ by five orders
    # of magnitude, in JAX as in ours. So all runs are taken together. From twelve starts, ours
    # were at 0.034 on average and JAX's at 0.059, and for each pair of starts ours were nearer.
    theirs = keras_runs["tensorflow"]
    ends = {f"{rule}-{start}-{MANY}": (rule, start) for rule in RULES for start in STARTS}
    ours = [distance(our_run(*of), theirs, end) for end, of in ends.items()]
    jax = [distance(keras_runs["jax"], theirs, end) for end in ends]
    assert np.mean(ours) <= np.mean(jax)
    # Where no unit opens apart, rounding alone is left: 2e-7, and up to half as much again.
    assert min(ours) <= 2 * min(jax)


@pytest.mark.parametrize("rule", RULES)
def test_two_hundred_steps_have_the_mean_loss_of_keras(
    rule: str, keras_runs: dict[str, Run]
) -> None:
    losses = f"{rule}-0-losses"
    ours, theirs = our_run(rule, 0)[losses], keras_runs["tensorflow"][losses]
    assert len(ours) == len(theirs) == MANY
    assert ours.mean() == pytest.approx(theirs.mean(), abs=1e-3)


def test_weights_go_to_keras_and_back() -> None:
    import keras

    ours = network()
    theirs = keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(512, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    x = digits()[0][:50]
    theirs.set_weights(ours.get_weights())
    np.testing.assert_allclose(ours.predict(x), theirs.predict(x, verbose=0), atol=1e-6)
    other = network()
    other.set_weights(theirs.get_weights())
    np.testing.assert_array_equal(other.predict(x), ours.predict(x))
