"""A training to watch: mathbits on real digits, a few steps at a time."""

import base64
import json
import time
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mathbits import Input, Sequential, layers, optimizers
from mathbits.losses import sparse_categorical_crossentropy
from mathbits.utils import set_random_seed

EVERY = 5  # Of the test set every fifth sample, so that a report takes little time.
TILES = 16
OPTIMIZERS: dict[str, Callable[[float], optimizers.Optimizer]] = {
    "sgd": optimizers.SGD,
    "momentum": lambda rate: optimizers.SGD(rate, momentum=0.9),
    "rmsprop": optimizers.RMSprop,
    "adam": optimizers.Adam,
}


class Training:
    """784 pixels, one hidden layer with relu, ten scores."""

    def __init__(
        self, mnist: Any, *, width: int, rate: float, optimizer: str, batch: int, seed: int = 0
    ) -> None:
        set_random_seed(seed)
        self.x, self.y, self.x_test, self.y_test = _digits(mnist)
        self.network = Sequential(
            [
                Input((784,)),
                layers.Dense(width, activation="relu"),
                layers.Dense(10, activation="softmax"),
            ]
        )
        self.optimizer = OPTIMIZERS[optimizer](rate)
        self.batch = batch
        self.rng = np.random.default_rng(seed)
        self.waiting = np.empty(0, int)  # Indices of samples that this epoch has not used.

    def step(self) -> float:
        """One batch forward and back; returns its loss."""
        if len(self.waiting) < self.batch:
            self.waiting = self.rng.permutation(len(self.x))
        picked, self.waiting = np.split(self.waiting, [self.batch])
        predictions = self.network(_values(self.x[picked]))
        loss = sparse_categorical_crossentropy(self.y[picked], predictions).mean()
        loss.backward()
        variables = self.network.trainable_variables
        self.optimizer.apply([variable.grad for variable in variables], variables)
        return float(loss.value)

    def go_on(self, seconds: float) -> str:
        """Steps until the time is over, at least one; returns their losses as JSON."""
        end = time.perf_counter() + seconds
        losses = [self.step()]
        while time.perf_counter() < end:
            losses.append(self.step())
        return json.dumps([loss if np.isfinite(loss) else None for loss in losses])

    def report(self) -> str:
        """How good it is on digits that it has not seen, what it looks for, where it errs."""
        guesses = self.network.predict(_values(self.x_test), batch_size=500, verbose=0).argmax(
            axis=1
        )
        wrong = np.flatnonzero(guesses != self.y_test)[:TILES]
        hidden = self.network.get_weights()[0].T[:TILES]
        return json.dumps(
            {
                "accuracy": float(np.mean(guesses == self.y_test)),
                "weights": [_text(_shades(row)) for row in hidden],
                "mistakes": [self._digit(i) | {"guess": int(guesses[i])} for i in wrong],
            }
        )

    def digit(self, number: int) -> str:
        """A digit that it has not seen; after the last one comes the first again."""
        return json.dumps(self._digit(number % len(self.y_test)))

    def _digit(self, i: int) -> dict[str, Any]:
        return {"pixels": _text(self.x_test[i]), "digit": int(self.y_test[i])}

    def read(self, image: str) -> str:
        """The ten probabilities for an image of 784 pixels in base64."""
        pixels = np.frombuffer(base64.b64decode(image), np.uint8)
        return json.dumps(self.network.predict(_values(pixels[None]), verbose=0)[0].tolist())


@cache
def _digits(mnist: Any) -> tuple[NDArray[Any], ...]:
    (x, y), (x_test, y_test) = mnist.load_data()
    return x.reshape(-1, 784), y, x_test.reshape(-1, 784)[::EVERY], y_test[::EVERY]


def _values(pixels: NDArray[Any]) -> NDArray[Any]:
    return pixels.astype("float32") / 255


def _shades(weights: NDArray[Any]) -> NDArray[Any]:
    """From 0, the most negative, over 128, which is none, to 255."""
    largest = np.abs(np.nan_to_num(weights)).max() or 1
    return np.nan_to_num(128 + 127 * weights / largest)


def _text(pixels: NDArray[Any]) -> str:
    return base64.b64encode(pixels.astype("uint8").tobytes()).decode()
