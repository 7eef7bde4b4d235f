"""The book's program, on mathbits or on Keras: `program_keras.py mathbits`, or `keras`.

Keras' back end is that of KERAS_BACKEND.
"""

import os
import sys
from importlib import import_module
from typing import Any

from clock import Clock

engine, layers, models, callbacks, utils = (
    import_module(sys.argv[1] + part) for part in ("", ".layers", ".models", ".callbacks", ".utils")
)
Callback: Any = callbacks.Callback


class Epochs(Callback):  # type: ignore[misc] # whose base depends on the engine
    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        clock.start_epoch()

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        clock.end_epoch()


# What works below: the back end of Keras, or what lets mathbits share out its products.
below = {"keras": os.environ.get("KERAS_BACKEND", "tensorflow"), "mathbits": "threadpoolctl"}
clock = Clock(sys.argv[1], below[sys.argv[1]])
utils.set_random_seed(0)
(x_train, y_train), (x_test, y_test) = clock.load_digits()
y_train, y_test = utils.to_categorical(y_train), utils.to_categorical(y_test)
network = models.Sequential(
    [engine.Input((28 * 28,)), layers.Dense(512, activation="relu"), layers.Dense(10, "softmax")]
)
network.compile("rmsprop", "categorical_crossentropy", metrics=["accuracy"])
network.fit(x_train, y_train, 128, epochs=clock.epochs, verbose=0, callbacks=[Epochs()])
loss, accuracy = network.evaluate(x_test, y_test, batch_size=128, verbose=0)
clock.report(accuracy)
