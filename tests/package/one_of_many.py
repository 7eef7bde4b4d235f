"""One process of a job that test_distributed.py starts: `one_of_many.py WHAT FOLDER`."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from mathbits import Input, Sequential, cores, distributed, layers, losses
from mathbits.callbacks import Callback, EarlyStopping, LambdaCallback, ModelCheckpoint
from mathbits.datasets import mnist
from mathbits.optimizers import SGD, Adagrad, Adam, Optimizer, RMSprop
from mathbits.utils import set_random_seed, to_categorical

# name: optimizer, samples, units of the hidden layer, epochs
RUNS: dict[str, tuple[Callable[[], Optimizer], int, int, int]] = {
    "200 steps of SGD": (SGD, 200 * 128, 128, 1),
    "20 steps of Adagrad": (Adagrad, 20 * 128, 512, 1),
    "20 steps of RMSprop": (RMSprop, 20 * 128, 512, 1),
    "20 steps of Adam": (Adam, 20 * 128, 512, 1),
    "an odd last batch": (SGD, 3 * 128 + 37, 64, 4),
    "a last batch of 2": (SGD, 128 + 2, 64, 4),
    "5 epochs": (RMSprop, 60_000, 32, 5),
}


def digits(samples: int) -> tuple[Any, Any]:
    (images, labels), _ = mnist.load_data()
    x = images[:samples].reshape(-1, 784).astype(np.float32) / 255
    return x, to_categorical(labels[:samples], 10)


def network(units: int, optimizer: Optimizer) -> Sequential:
    model = Sequential(
        [Input((784,)), layers.Dense(units, "relu"), layers.Dense(10, activation="softmax")]
    )
    model.compile(optimizer, "categorical_crossentropy", metrics=["accuracy"])
    return model


def learn(name: str, communicator: Any = None, seed: int = 0) -> tuple[Sequential, dict[str, Any]]:
    """Train as the run says; return the model and what there is to compare."""
    rule, samples, units, epochs = RUNS[name]
    set_random_seed(seed)
    model = network(units, rule())
    history = model.fit(*digits(samples), 128, epochs, communicator=communicator)
    return model, {
        "weights": np.concatenate([weights.ravel() for weights in model.get_weights()]),
        **history.history,
    }


def main(what: str, folder: Path) -> None:
    if what == "a process that nobody joins":
        distributed.PATIENCE = 1.0
    world = distributed.world()
    assert distributed.world() is world  # MPI can be started once.
    if what == "all runs":
        all_runs(world, folder)
    elif what == "an exception":
        model = network(8, SGD())
        model.compile("sgd", LateFailure(at=5 if world.rank else None))
        model.fit(*digits(2560), 128, 1, communicator=world)
    elif what == "other settings":
        model = network(8, (SGD, Adam)[world.rank]())
        model.fit(*digits(256), (128, 64)[world.rank], 1, communicator=world)
    elif what == "a killed process":
        (folder / f"{world.rank}.pid").write_text(str(os.getpid()))
        saving = ModelCheckpoint(folder / "model.npz", monitor="loss")
        network(64, SGD()).fit(*digits(2560), 128, 10**6, callbacks=[saving], communicator=world)
    elif what == "early stopping":
        early_stopping(world, folder)


class LateFailure:
    """A loss that fails after so many steps."""

    def __init__(self, at: int | None) -> None:
        self.at = at
        self.calls = 0

    def __call__(self, y: Any, predictions: Any) -> Any:
        self.calls += 1
        if self.at is not None and self.calls > self.at:
            raise OSError("the disk of this process is gone")
        return losses.categorical_crossentropy(y, predictions)


def all_runs(world: Any, folder: Path) -> None:
    """Every run, with seeds of their own on all processes but the first."""
    counting = Counting(world)
    for name in RUNS:
        model, found = learn(name, counting, seed=world.rank)
        everywhere = world.gather(found)
        if world.rank == 0:
            for key, value in found.items():
                assert all(np.array_equal(other[key], value) for other in everywhere), key
            if name == "5 epochs":
                found["test"] = test_accuracy(model)
            np.savez(folder / f"{name}.npz", **found)
    if world.rank == 0:
        np.savez(folder / "calls.npz", sizes=counting.sizes)


def test_accuracy(model: Sequential) -> float:
    _, (images, labels) = mnist.load_data()
    x = images.reshape(-1, 784).astype(np.float32) / 255
    return float(model.evaluate(x, to_categorical(labels), 1000)[1])


class Counting:
    """A communicator that notes the bytes of each Allreduce."""

    def __init__(self, communicator: Any) -> None:
        self.communicator = communicator
        self.sizes: list[int] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self.communicator, name)

    def Allreduce(self, send: Any, receive: Any) -> None:  # noqa: N802 - as mpi4py names it
        self.sizes.append(receive.nbytes)
        self.communicator.Allreduce(send, receive)


def early_stopping(world: Any, folder: Path) -> None:
    """Callbacks of the first process decide for all."""
    set_random_seed(world.rank)
    x, y = digits(1500)
    model = network(16, SGD(0.5))
    started: list[int] = []
    used: list[int] = []

    class Slower(Callback):
        def on_epoch_end(self, epoch: int, logs: Any) -> None:
            started.append(epoch)
            used.append(cores.CORES)
            self.model.optimizer.learning_rate *= 0.9

    stopping = EarlyStopping("val_accuracy", min_delta=0.02, patience=2, restore_best_weights=True)
    history = model.fit(
        x,
        y,
        128,
        50,
        callbacks=[stopping, Slower(), LambdaCallback()],
        validation_split=1 / 3,
        communicator=world,
    )
    own = {
        "weights": np.concatenate([weights.ravel() for weights in model.get_weights()]),
        "accuracies": history.history["val_accuracy"],
        "rate": model.optimizer.learning_rate if model.optimizer else 0,
        "called": len(started),
        "cores": used,
        "measured": model.evaluate(x[1000:], y[1000:])[1],
    }
    np.savez(folder / f"{world.rank}.npz", **own)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
