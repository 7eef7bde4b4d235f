"""The book's network after 5 epochs of SGD: `program_large_batch.py BATCH LEARNING_RATE`."""

import sys

from clock import Clock

from mathbits import Input, Sequential, layers
from mathbits.optimizers import SGD
from mathbits.utils import set_random_seed, to_categorical

batch, rate = int(sys.argv[1]), float(sys.argv[2])
clock = Clock()
set_random_seed(0)
(x_train, y_train), (x_test, y_test) = clock.load_digits()
network = Sequential(
    [Input((784,)), layers.Dense(512, activation="relu"), layers.Dense(10, "softmax")]
)
network.compile(SGD(rate), "categorical_crossentropy", metrics=["accuracy"])
try:
    network.fit(x_train, to_categorical(y_train), batch, clock.epochs, verbose=0)
    accuracy = network.evaluate(x_test, to_categorical(y_test), 1000)[1]
except FloatingPointError:  # the weights have grown beyond all bounds
    accuracy = 0.1
clock.report(accuracy)
