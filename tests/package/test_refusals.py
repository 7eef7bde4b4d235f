"""What is wrong is refused before any work, in words that name argument, given and expected."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import mathbits
from mathbits import Input, Tensor, autodiff, callbacks, layers, losses, models, optimizers, utils
from mathbits.checks import listed, number, whole_number

X = np.ones((2, 4))
Y = np.eye(3)[:2]
CLASSES = np.array([0, 2])


def model(loss: str = "categorical_crossentropy", metric: str = "accuracy") -> models.Sequential:
    stack = models.Sequential([Input((4,)), layers.Dense(3, activation="softmax")])
    stack.compile("sgd", loss, metrics=[metric])
    return stack


def fit(x: Any = X, y: Any = Y, **arguments: Any) -> Any:
    return model().fit(x, y, **arguments)


def fit_sparse(y: Any) -> Any:
    return model("sparse_categorical_crossentropy").fit(np.ones((len(y), 4)), y)


def with_nan(*shape: int) -> Any:
    x = np.ones(shape)
    x.flat[-1] = np.nan
    return x


W = Tensor([1.0, 2.0])
untyped: Any = mathbits  # for what a type checker would refuse too
# A type checker refuses these too, where it sees them written out.
KERAS_ONLY: dict[str, dict[str, Any]] = {
    "compile": {"loss_weights": [1.0]},
    "layer": {"kernel_regularizer": "l2"},
    "old": {"input_shape": (784,)},
}

REFUSED: list[tuple[str, Callable[[], Any], type[Exception], str]] = [
    (
        "an initializer that gives another shape",
        lambda: layers.Dense(2, kernel_initializer=lambda _: np.ones((3, 5), np.float32)).build(
            (None, 4)
        ),
        ValueError,
        "kernel_initializer: expected an array of (4, 2), got (3, 5).",
    ),
    (
        "an activation of no name",
        lambda: layers.Dense(2, ""),
        ValueError,
        "activation: expected one of relu, sigmoid, softmax, tanh, linear, got ''.",
    ),
    (
        "a checkpoint of another kind of file",
        lambda: callbacks.ModelCheckpoint("best.h5"),
        ValueError,
        "filepath: expected a name that ends in .npz, got 'best.h5'.",
    ),
    (
        "a rate by its initials",
        lambda: optimizers.Adam(lr=0.1),
        TypeError,
        "Adam() got an unexpected argument 'lr'; did you mean 'learning_rate'?",
    ),
    (
        "an argument like no other",
        lambda: optimizers.Adam(zzz=1),
        TypeError,
        "Adam() got an unexpected argument 'zzz'.",
    ),
    (
        "a clipping below zero",
        lambda: optimizers.SGD(clipnorm=-1.0),
        ValueError,
        "clipnorm: expected a float above 0, such as 0.01, got -1.0.",
    ),
    (
        "a power of an array",
        lambda: autodiff.power([1.0], [2.0]),  # type: ignore[arg-type]
        TypeError,
        "exponent: expected a number, got list.",
    ),
    (
        "an optimizer of one's own, by name",
        lambda: optimizers.name_of(optimizers.Optimizer(0.1)),
        ValueError,
        "optimizer: Optimizer is not one of mathbits.optimizers.",
    ),
    (
        "a memory without a step",
        lambda: optimizers.SGD().restore([W], [], 0),
        ValueError,
        "iterations: expected a whole number of 1 or more, got 0.",
    ),
    (
        "a memory of another rule",
        lambda: optimizers.SGD().restore([Tensor([1.0])], [np.zeros(1)], 1),
        ValueError,
        "memory: expected arrays of shapes [], got [(1,)].",
    ),
    (
        "an image where rows are expected",
        lambda: fit(np.ones((2, 28, 28))),
        ValueError,
        "x has shape (2, 28, 28), expected (samples, 4), which the model was built for.",
    ),
    (
        "too many features",
        lambda: fit(np.ones((2, 5))),
        ValueError,
        "x has shape (2, 5), expected (samples, 4), which the model was built for.",
    ),
    (
        "an empty batch",
        lambda: fit(np.ones((0, 4)), np.ones((0, 3))),
        ValueError,
        "x has shape (0, 4), expected (samples, features) with one sample or more.",
    ),
    (
        "a single row",
        lambda: fit(np.ones(4)),
        ValueError,
        "x has shape (4,), expected (samples, features) with one sample or more.",
    ),
    (
        "words for samples",
        lambda: fit(np.array([["a", "b", "c", "d"]])),
        TypeError,
        "x: expected numbers, got an array of dtype <U1.",
    ),
    (
        "complex samples",
        lambda: fit(X + 1j),
        TypeError,
        "x: expected numbers, got an array of dtype complex128.",
    ),
    (
        "nan among the samples",
        lambda: fit(with_nan(2, 4)),
        ValueError,
        "x holds nan or infinity; expected finite numbers.",
    ),
    (
        "infinity among the samples",
        lambda: fit(X * np.inf),
        ValueError,
        "x holds nan or infinity; expected finite numbers.",
    ),
    (
        "nan among the labels",
        lambda: fit(X, with_nan(2, 3)),
        ValueError,
        "y holds nan or infinity; expected finite numbers.",
    ),
    (
        "more labels than samples",
        lambda: fit(X, np.ones((3, 3))),
        ValueError,
        "x has shape (2, 4) and y has shape (3, 3); expected as many labels as samples: the first "
        "axes must agree.",
    ),
    (
        "class numbers where one-hot is meant",
        lambda: fit(X, CLASSES),
        ValueError,
        "categorical_crossentropy: y_true has shape (2,) and y_pred has shape (2, 3); expected the "
        "same shape. Labels that are class numbers go with sparse_categorical_crossentropy, or "
        "through to_categorical.",
    ),
    (
        "one-hot where class numbers are meant",
        lambda: fit_sparse(Y),
        ValueError,
        "sparse_categorical_crossentropy: y_true has shape (2, 3) and y_pred has shape (2, 3); "
        "expected one class number for each sample, (2,). One-hot labels go with "
        "categorical_crossentropy.",
    ),
    (
        "a class number too large",
        lambda: fit_sparse([0, 3]),
        ValueError,
        "sparse_categorical_crossentropy: y_true runs from 0 to 3; expected class numbers from 0 "
        "to 2.",
    ),
    (
        "a negative class number",
        lambda: fit_sparse([-1, 0]),
        ValueError,
        "sparse_categorical_crossentropy: y_true runs from -1 to 0; expected class numbers from 0 "
        "to 2.",
    ),
    (
        "half a class",
        lambda: fit_sparse([0, 0.5]),
        ValueError,
        "sparse_categorical_crossentropy: y_true holds 0.5; expected whole class numbers.",
    ),
    (
        "another number of yes and no",
        lambda: losses.binary_crossentropy([[1.0]], [[0.5, 0.5]]),
        ValueError,
        "binary_crossentropy: y_true has shape (1, 1) and y_pred has shape (1, 2); expected the "
        "same shape.",
    ),
    (
        "an empty step",
        lambda: fit(batch_size=0),
        ValueError,
        "batch_size: expected a whole number of 1 or more, got 0.",
    ),
    (
        "half an epoch",
        lambda: fit(epochs=1.5),
        ValueError,
        "epochs: expected a whole number of 1 or more, got 1.5.",
    ),
    (
        "epochs before the first",
        lambda: fit(epochs=2, initial_epoch=5),
        ValueError,
        "epochs: expected a whole number of 5 or more, got 2.",
    ),
    (
        "epoch for epochs",
        lambda: fit(epoch=5),
        TypeError,
        "Sequential.fit() got an unexpected argument 'epoch'; did you mean 'epochs'?",
    ),
    (
        "old Keras' nb_epoch",
        lambda: fit(nb_epoch=5),
        TypeError,
        "Sequential.fit() got an unexpected argument 'nb_epoch'; did you mean 'epochs'?",
    ),
    (
        "sample weights",
        lambda: fit(sample_weight=[1, 2]),
        TypeError,
        "Sequential.fit() has no 'sample_weight': Keras does, and mathbits leaves it out.",
    ),
    (
        "class weights",
        lambda: fit(class_weight={0: 2.0}),
        TypeError,
        "Sequential.fit() has no 'class_weight': Keras does, and mathbits leaves it out.",
    ),
    (
        "a loud voice",
        lambda: fit(verbose="loud"),
        ValueError,
        "verbose: expected \"auto\", 0, 1 or 2, got 'loud'.",
    ),
    (
        "a split above one",
        lambda: fit(validation_split=1.5),
        ValueError,
        "validation_split: expected a number from 0 to 1, got 1.5.",
    ),
    (
        "a split that leaves nothing",
        lambda: fit(validation_split=1.0),
        ValueError,
        "validation_split: 1.0 of 2 samples leaves 0 to learn from and 2 to validate; expected one "
        "or more of each.",
    ),
    (
        "validation samples of another shape",
        lambda: fit(validation_data=(np.ones((2, 5)), Y)),
        ValueError,
        "validation_data[0] has shape (2, 5), expected (samples, 4), which the model was built "
        "for.",
    ),
    (
        "an unknown optimizer",
        lambda: model().compile("adamw"),
        ValueError,
        "optimizer: expected one of sgd, adagrad, rmsprop, adam, got 'adamw'.",
    ),
    (
        "an unknown loss",
        lambda: model().compile("sgd", "crossentropy"),
        ValueError,
        "loss: expected one of binary_crossentropy, categorical_crossentropy, mean_squared_error, "
        "mse, sparse_categorical_crossentropy, got 'crossentropy'.",
    ),
    (
        "an unknown metric",
        lambda: model().compile("sgd", "mse", metrics=["precision"]),
        ValueError,
        "metrics: expected one of acc, accuracy, binary_accuracy, categorical_accuracy, "
        "sparse_categorical_accuracy, got 'precision'.",
    ),
    (
        "a metric outside a list",
        lambda: model().compile("sgd", "mse", metrics="accuracy"),
        TypeError,
        "metrics: expected a list of names, got 'accuracy'.",
    ),
    (
        "weights for losses",
        lambda: model().compile("sgd", "mse", **KERAS_ONLY["compile"]),
        TypeError,
        "Sequential.compile() has no 'loss_weights': Keras does, and mathbits leaves it out.",
    ),
    (
        "a whole learning rate",
        lambda: optimizers.SGD(learning_rate=1),
        ValueError,
        "learning_rate: expected a float above 0, such as 0.01, got 1.",
    ),
    (
        "a negative learning rate",
        lambda: optimizers.Adam(learning_rate=-0.1),
        ValueError,
        "learning_rate: expected a float above 0, such as 0.01, got -0.1.",
    ),
    (
        "old Keras' lr",
        lambda: optimizers.RMSprop(lr=0.01),
        TypeError,
        "RMSprop() got an unexpected argument 'lr'; did you mean 'learning_rate'?",
    ),
    (
        "a whole momentum",
        lambda: optimizers.SGD(momentum=0),
        ValueError,
        "momentum: expected a float from 0 to 1, got 0.",
    ),
    (
        "a rho above one",
        lambda: optimizers.RMSprop(rho=1.1),
        ValueError,
        "rho: expected a float from 0 to 1, got 1.1.",
    ),
    (
        "a negative epsilon",
        lambda: optimizers.Adagrad(epsilon=-1e-7),
        ValueError,
        "epsilon: expected a float of 0 or more, got -1e-07.",
    ),
    (
        "two kinds of clipping",
        lambda: optimizers.SGD(clipnorm=1.0, clipvalue=0.5),
        ValueError,
        "clipnorm: expected one kind of clipping, got clipvalue and clipnorm.",
    ),
    (
        "a decay of weights",
        lambda: optimizers.Adam(weight_decay=0.01),
        TypeError,
        "Adam() has no 'weight_decay': Keras does, and mathbits leaves it out.",
    ),
    (
        "a gradient of another shape",
        lambda: optimizers.SGD().apply([np.ones(3)], [W]),
        ValueError,
        "gradients[0] has shape (3,) and variables[0] has shape (2,); expected the same shape.",
    ),
    (
        "a gradient too few",
        lambda: optimizers.SGD().apply([], [W]),
        ValueError,
        "gradients: expected one for each of the 1 variables, got 0.",
    ),
    (
        "no gradient at all",
        lambda: optimizers.SGD().apply([None], [W]),
        ValueError,
        "gradients[0] is None: backward() did not come to variables[0]. Was the loss computed from "
        "it, and with Tensors all the way?",
    ),
    (
        "no units",
        lambda: layers.Dense(0),
        ValueError,
        "units: expected a whole number of 1 or more, got 0.",
    ),
    (
        "a number for a shape",
        lambda: layers.Dense(1).build(784),  # type: ignore[arg-type]
        ValueError,
        "input_shape: a Dense layer needs samples with features, got 784; expected a shape such "
        "as (None, 784).",
    ),
    (
        "an unknown activation",
        lambda: layers.Dense(1, activation="relux"),
        ValueError,
        "activation: expected one of relu, sigmoid, softmax, tanh, linear, got 'relux'.",
    ),
    (
        "an unknown initializer",
        lambda: layers.Dense(1, kernel_initializer="he_normal"),
        ValueError,
        "initializer: expected one of glorot_uniform, random_uniform, uniform, zeros, got "
        "'he_normal'.",
    ),
    (
        "the shape inside the layer",
        lambda: layers.Dense(1, **KERAS_ONLY["old"]),
        TypeError,
        "Dense() has no 'input_shape': put Input((784,)) before the layer.",
    ),
    (
        "a regularizer",
        lambda: layers.Dense(1, **KERAS_ONLY["layer"]),
        TypeError,
        "Dense() has no 'kernel_regularizer': Keras does, and mathbits leaves it out.",
    ),
    (
        "an input of no length",
        lambda: Input((0,)),
        ValueError,
        "shape: expected a tuple of positive whole numbers such as (784,), got (0,).",
    ),
    (
        "weights of another shape",
        lambda: model().set_weights([np.ones((4, 3)), np.ones(2)]),
        ValueError,
        "weights[1] has shape (2,), expected (3,).",
    ),
    (
        "a label below zero",
        lambda: utils.to_categorical([-1, 0]),
        ValueError,
        "x: class numbers run from -1 to 0, expected 0 to 0 (num_classes=1).",
    ),
    (
        "a seed of another kind",
        lambda: utils.set_random_seed(1.5),  # type: ignore[arg-type]
        ValueError,
        "seed: expected a whole number from 0 to 4294967295, got 1.5.",
    ),
    (
        "inner axes that differ",
        lambda: autodiff.matmul(np.ones((2, 3)), W),
        ValueError,
        "matmul: x has shape (2, 3) and y has shape (2,); expected the last axis of x to be as "
        "long as the first axis of y (the last but one, in a batch).",
    ),
    (
        "backward from many numbers",
        lambda: (W * 2).backward(),
        ValueError,
        "backward() starts from one number, and this Tensor has shape (2,). Reduce it first, with "
        ".sum() or .mean().",
    ),
    (
        "a file for the wrong program",
        lambda: model().save("model.keras"),
        ValueError,
        "filepath: expected a name that ends in .npz, got 'model.keras'.",
    ),
    (
        "weights of samples to validate with",
        lambda: fit(validation_data=(X, Y, [1.0, 2.0])),
        ValueError,
        "validation_data: expected two, (x, y), got 3; sample weights are left out.",
    ),
    (
        "samples to validate with, and no labels",
        lambda: fit(validation_data=(X,)),
        ValueError,
        "validation_data: expected two, (x, y), got 1; sample weights are left out.",
    ),
    (
        "validation data that are no pair",
        lambda: fit(validation_data=5),
        TypeError,
        "validation_data: expected (x, y), got 5.",
    ),
    (
        "one-hot labels for a metric of class numbers",
        lambda: model(metric="sparse_categorical_accuracy").fit(X, Y),
        ValueError,
        "sparse_categorical_accuracy: y_true has shape (2, 3) and y_pred has shape (2, 3); "
        "expected one class number for each sample. One-hot labels go with categorical_accuracy.",
    ),
    (
        "class numbers for a metric of one-hot labels",
        lambda: model("sparse_categorical_crossentropy", "categorical_accuracy").fit(X, CLASSES),
        ValueError,
        "categorical_accuracy: y_true has shape (2,) and y_pred has shape (2, 3); expected the "
        "same shape. Class numbers go with sparse_categorical_accuracy.",
    ),
    (
        "labels of yes and no that would broadcast",
        lambda: model("sparse_categorical_crossentropy", "binary_accuracy").evaluate(X, CLASSES),
        ValueError,
        "binary_accuracy: y_true has shape (2,) and y_pred has shape (2, 3); expected the same "
        "shape.",
    ),
    (
        "two labels for one prediction",
        lambda: untyped.metrics.accuracy(np.ones((2, 2)), np.ones((2, 1))),
        ValueError,
        "categorical_accuracy: y_true has shape (2, 2) and y_pred has shape (2, 1); expected the "
        "same shape. Class numbers go with sparse_categorical_accuracy.",
    ),
    (
        "a label above one",
        lambda: model("binary_crossentropy").fit(X, Y * 5),
        ValueError,
        "binary_crossentropy: y_true runs from 0 to 5; expected values from 0 to 1.",
    ),
    (
        "a label of minus one",
        lambda: fit(X, Y - 1),
        ValueError,
        "categorical_crossentropy: y_true runs from -1 to 0; expected values from 0 to 1.",
    ),
    (
        "a label of more than one",
        lambda: fit(X, Y * 1.5),
        ValueError,
        "categorical_crossentropy: y_true runs from 0 to 1.5; expected values from 0 to 1.",
    ),
    (
        "predictions that are no matrix",
        lambda: losses.sparse_categorical_crossentropy([0], np.ones(3)),
        ValueError,
        "sparse_categorical_crossentropy: y_true has shape (1,) and y_pred has shape (3,); "
        "expected y_pred to be a matrix, (batch, classes).",
    ),
    (
        "a function for a callback",
        lambda: fit(callbacks=[print]),
        TypeError,
        "callbacks: expected a list of callbacks (LambdaCallback makes one of a function), got "
        "builtin_function_or_method.",
    ),
    (
        "a callback outside a list",
        lambda: fit(callbacks=callbacks.EarlyStopping("loss")),
        TypeError,
        "callbacks: expected a list of callbacks (LambdaCallback makes one of a function), got "
        "EarlyStopping.",
    ),
    (
        "a layer outside a list",
        lambda: untyped.Sequential(layers.Dense(3)),
        TypeError,
        "layers: expected a list of layers, got Dense.",
    ),
    (
        "a number for the shape of a model",
        lambda: untyped.Sequential().build(784),
        ValueError,
        "input_shape: expected the batch axis and lengths of 1 or more, such as (None, 784), "
        "got 784.",
    ),
    (
        "a shape without the batch",
        lambda: models.Sequential().build((784,)),
        ValueError,
        "input_shape: expected the batch axis and lengths of 1 or more, such as (None, 784), "
        "got (784,).",
    ),
    (
        "a length that is not known",
        lambda: models.Sequential().build((None, None)),
        ValueError,
        "input_shape: expected the batch axis and lengths of 1 or more, such as (None, 784), "
        "got (None, None).",
    ),
    (
        "a number for weights",
        lambda: untyped.Sequential().set_weights(5),
        TypeError,
        "weights: expected a list of arrays, got 5.",
    ),
    (
        "a function without a gradient",
        lambda: untyped.check_gradients(float, 1.0),
        TypeError,
        "f: expected a function that returns a Tensor, and float returned float.",
    ),
    (
        "a word for a difference",
        lambda: untyped.callbacks.EarlyStopping(min_delta="a"),
        ValueError,
        "min_delta: expected a number, got 'a'.",
    ),
    (
        "a way to shuffle",
        lambda: fit(shuffle="batch"),
        ValueError,
        "shuffle: expected True or False, got 'batch'.",
    ),
    (
        "a word for True",
        lambda: untyped.optimizers.SGD(momentum=0.9, nesterov="yes"),
        ValueError,
        "nesterov: expected True or False, got 'yes'.",
    ),
    (
        "a number for True",
        lambda: untyped.optimizers.RMSprop(centered=3),
        ValueError,
        "centered: expected True or False, got 3.",
    ),
    (
        "a bias by a word",
        lambda: untyped.layers.Dense(1, use_bias="no"),
        ValueError,
        "use_bias: expected True or False, got 'no'.",
    ),
    (
        "steps of a prediction",
        lambda: untyped.Sequential().predict(X, steps=1),
        TypeError,
        "Sequential.predict() has no 'steps': Keras does, and mathbits leaves it out.",
    ),
    (
        "callbacks of an evaluation",
        lambda: untyped.Sequential().evaluate(X, Y, callbacks=[]),
        TypeError,
        "Sequential.evaluate() has no 'callbacks': Keras does, and mathbits leaves it out.",
    ),
    (
        "a baseline",
        lambda: untyped.callbacks.EarlyStopping(baseline=0.5),
        TypeError,
        "EarlyStopping() has no 'baseline': Keras does, and mathbits leaves it out.",
    ),
    (
        "a wait to restore the best",
        lambda: untyped.callbacks.EarlyStopping(restore_best_weights=2),
        ValueError,
        "restore_best_weights: expected True or False, got 2.",
    ),
    (
        "a checkpoint of weights alone",
        lambda: untyped.callbacks.ModelCheckpoint("best.npz", save_weights_only=True),
        TypeError,
        "ModelCheckpoint() has no 'save_weights_only': Keras does, and mathbits leaves it out.",
    ),
    (
        "a number in place of yes or no",
        lambda: untyped.callbacks.ModelCheckpoint("best.npz", save_best_only=1),
        ValueError,
        "save_best_only: expected True or False, got 1.",
    ),
    (
        "a word in place of a value",
        lambda: untyped.callbacks.ModelCheckpoint("best.npz", initial_value_threshold="a"),
        ValueError,
        "initial_value_threshold: expected a number or None, got 'a'.",
    ),
    (
        "a hook that is left out",
        lambda: untyped.callbacks.LambdaCallback(on_train_end=print),
        TypeError,
        "LambdaCallback() has no 'on_train_end': Keras does, and mathbits leaves it out.",
    ),
    (
        "a bound that would get no gradient",
        lambda: untyped.autodiff.clip([1.0], W, None),
        TypeError,
        "low, high: expected numbers or None, got a Tensor; give it x.numpy().",
    ),
    (
        "a dtype for a sum",
        lambda: np.sum(W, dtype=np.float32),
        TypeError,
        "np.sum of a Tensor takes no 'dtype': leave it out, or give x.numpy().",
    ),
    (
        "a dtype for a sum, by its place",
        lambda: np.sum(W, 0, np.float32),
        TypeError,
        "np.sum of a Tensor: name the arguments after the second.",
    ),
    (
        "a start for a maximum",
        lambda: np.max(W, initial=0.0),
        TypeError,
        "np.max of a Tensor takes no 'initial': leave it out, or give x.numpy().",
    ),
    (
        "an operation in some places",
        lambda: np.exp(W, where=[True, False]),
        TypeError,
        "np.exp of a Tensor takes no 'where': leave it out, or give x.numpy().",
    ),
    (
        "axes of a product",
        lambda: np.matmul(W, W, axes=[(0, 1)] * 3),
        TypeError,
        "np.matmul of a Tensor takes no 'axes': leave it out, or give x.numpy().",
    ),
    (
        "a Tensor added into an array",
        lambda: np.ones(2).__iadd__(W),
        TypeError,
        "A plain array takes in no Tensor, whose gradient it would lose: write x = x + y.",
    ),
    (
        "an array added into a Tensor",
        lambda: untyped.Tensor(1.0).__iadd__(1.0),
        TypeError,
        "A Tensor is not changed in place, for gradients depend on it: write x = x + y.",
    ),
    (
        "a sum into an array",
        lambda: np.sum(W, out=np.zeros(())),
        TypeError,
        "A plain array takes in no Tensor, whose gradient it would lose: write x = x + y.",
    ),
    (
        "a product by its old name",
        lambda: np.dot(W, W),
        TypeError,
        "np.dot would lose the gradient of a Tensor. Write x @ y, or give it x.numpy().",
    ),
    (
        "a number for the shape of a sample",
        lambda: untyped.Input(784),
        ValueError,
        "shape: expected a tuple of positive whole numbers such as (784,), got 784.",
    ),
    (
        "more labels than predictions",
        lambda: untyped.metrics.accuracy(np.ones(3), np.ones((2, 1))),
        ValueError,
        "sparse_categorical_accuracy: y_true has shape (3,) and y_pred has shape (2, 1); expected "
        "one class number for each sample. One-hot labels go with categorical_accuracy.",
    ),
    (
        "lengths that do not broadcast",
        lambda: Tensor([1.0, 2.0]) + Tensor([1.0, 2.0, 3.0]),
        ValueError,
        "add: x has shape (2,) and y has shape (3,); expected lengths that agree or are 1, axis by "
        "axis from the last.",
    ),
    (
        "a bias of another length",
        lambda: autodiff.dense(X, np.ones((4, 3)), np.ones(2)),
        ValueError,
        "dense: kernel has shape (4, 3) and bias has shape (2,); expected one bias for each column "
        "of the kernel.",
    ),
    (
        "targets of another length",
        lambda: autodiff.softmax_crossentropy(Y, X),
        ValueError,
        "softmax_crossentropy: targets has shape (2, 3) and logits has shape (2, 4); expected the "
        "same shape.",
    ),
    (
        "targets for fewer scores",
        lambda: autodiff.sigmoid_crossentropy(Y, X),
        ValueError,
        "sigmoid_crossentropy: targets has shape (2, 3) and logits has shape (2, 4); expected the "
        "same shape.",
    ),
    (
        "bounds the wrong way round",
        lambda: autodiff.clip(X, 2.0, 1.0),
        ValueError,
        "low: expected no more than high, got 2.0, and high 1.0.",
    ),
    (
        "variables that are arrays",
        lambda: untyped.optimizers.SGD().apply([X], [X]),
        TypeError,
        "variables[0]: expected a Tensor, got ndarray.",
    ),
    (
        "a class below zero",
        lambda: utils.to_categorical([-1]),
        ValueError,
        "x: class numbers run from -1 to -1, expected 0 to 0 (num_classes=1).",
    ),
    (
        "a checkpoint in a folder that is not there",
        lambda: fit(callbacks=[callbacks.ModelCheckpoint("gone/model.npz")]),
        FileNotFoundError,
        "filepath: there is no folder 'gone' to save in.",
    ),
    (
        "a checkpoint with a point for a colon",
        lambda: fit(callbacks=[callbacks.ModelCheckpoint("{epoch.02d}.npz")]),
        ValueError,
        "filepath: expected no names in braces but epoch, loss, accuracy, got '{epoch.02d}.npz'.",
    ),
    (
        "a checkpoint with an index",
        lambda: fit(callbacks=[callbacks.ModelCheckpoint("{loss[0]}.npz")]),
        ValueError,
        "filepath: expected no names in braces but epoch, loss, accuracy, got '{loss[0]}.npz'.",
    ),
    (
        "a checkpoint with a name that is not measured",
        lambda: fit(callbacks=[callbacks.ModelCheckpoint("{val_loss}.npz")]),
        ValueError,
        "filepath: expected no names in braces but epoch, loss, accuracy, got '{val_loss}.npz'.",
    ),
    (
        "half a class more",
        lambda: untyped.utils.to_categorical([0], 2.5),
        ValueError,
        "num_classes: expected a whole number of 1 or more, got 2.5.",
    ),
    (
        "a value that is not measured",
        lambda: fit(callbacks=[callbacks.EarlyStopping("val_loss")]),
        ValueError,
        "monitor: expected one of loss, accuracy, got 'val_loss'.",
    ),
]


@pytest.mark.parametrize(
    ("refused", "kind", "message"),
    [case[1:] for case in REFUSED],
    ids=[case[0] for case in REFUSED],
)
def test_it_is_refused_in_these_words(
    refused: Callable[[], Any], kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind) as error:
        refused()
    assert str(error.value) == message


@pytest.mark.parametrize(
    "refused",
    [
        {"x": with_nan(2, 4)},
        {"y": CLASSES},
        {"epochs": 0},
        {"epoch": 2},
        {"callbacks": [callbacks.EarlyStopping("val_loss")]},
        {"callbacks": [callbacks.ModelCheckpoint("{nope}.npz")]},
        {"callbacks": [print]},
        {"validation_data": (X, Y, Y)},
        {"shuffle": "batch"},
    ],
)
def test_nothing_has_changed_then(refused: dict[str, Any]) -> None:
    stack = model()
    before = stack.get_weights()
    with pytest.raises((TypeError, ValueError)):
        stack.fit(**{"x": X, "y": Y, **refused})
    for a, b in zip(before, stack.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_labels_that_a_metric_does_not_take_are_refused_before_anything_begins() -> None:
    begun: list[int] = []

    class Note(callbacks.Callback):
        def on_train_begin(self) -> None:
            begun.append(1)

    fit(callbacks=[Note()])
    with pytest.raises(ValueError, match="sparse_categorical_accuracy"):
        model(metric="sparse_categorical_accuracy").fit(X, Y, callbacks=[Note()])
    assert len(begun) == 1


def test_rows_of_different_lengths_are_refused_with_what_numpy_says() -> None:
    with pytest.raises(ValueError, match="x: expected rows of equal length; NumPy says: "):
        fit([[1.0, 2.0], [3.0]])


def test_what_is_left_to_an_own_class_is_said_by_python() -> None:
    with pytest.raises(NotImplementedError):
        layers.Layer()(np.ones((1, 1)))
    with pytest.raises(NotImplementedError):
        optimizers.Optimizer(0.1).apply([np.ones(1)], [Tensor([1.0])])


def test_a_bool_is_no_number() -> None:
    for whole in (False, True):
        with pytest.raises(ValueError, match="got True"):
            number("rate", True, "a float", 0, 2, whole)
    with pytest.raises(ValueError, match="got True"):
        whole_number("epochs", True)


def test_numbers_of_numpy_are_taken_and_become_those_of_python() -> None:
    for given in (np.float16(0.5), np.float32(0.5), np.float64(0.5)):
        assert type(number("rate", given, "a float", 0, 1)) is float
    for whole in (2, np.int64(2), np.uint8(2)):
        assert type(number("split", whole, "a number", 0, 2, whole=True)) is float
        assert type(whole_number("epochs", whole)) is int
    record = fit(batch_size=np.int64(2), epochs=np.int32(3), initial_epoch=np.int8(1), shuffle=True)
    assert record.epoch == [1, 2]
    assert untyped.layers.Dense(np.int64(3)).get_config()["units"] == 3
    assert untyped.optimizers.SGD(np.float32(0.5), clipnorm=np.float32(2)).get_config() == {
        "learning_rate": 0.5,
        "momentum": 0.0,
        "nesterov": False,
        "clipvalue": None,
        "clipnorm": 2.0,
        "global_clipnorm": None,
    }
    assert untyped.Input((np.int64(4), 2)).shape == (4, 2)
    untyped.utils.set_random_seed(np.uint32(2**32 - 1))


def test_no_split_is_a_split_of_zero() -> None:
    assert list(fit(validation_split=0).history) == ["loss", "accuracy"]


def test_labels_may_be_soft_or_none_at_all() -> None:
    none = np.ones((0, 3))
    assert losses.categorical_crossentropy(none, none).shape == (0,)
    soft = np.full((2, 3), 1 / 3)
    for loss in ("categorical_crossentropy", "binary_crossentropy"):
        assert np.isfinite(model(loss).fit(X, soft).history["loss"]).all()


def test_what_can_be_gone_through_is_a_list() -> None:
    stop = callbacks.EarlyStopping("loss", min_delta=1)
    fit(callbacks=(one for one in [stop]), shuffle=np.True_)
    assert stop.model is not None
    assert listed("metrics", (), "a list") == []


def test_rows_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^value: expected rows of equal length; NumPy: "):
        Tensor([[1.0], [2.0, 3.0]])


def test_what_keras_has_in_another_place_goes_by_name() -> None:
    third: list[Callable[[], Any]] = [
        lambda: untyped.callbacks.LambdaCallback(print),
        lambda: untyped.callbacks.EarlyStopping("loss", 0, 0, 1),
        lambda: untyped.callbacks.ModelCheckpoint("a.npz", "loss", 1),
        lambda: untyped.layers.Flatten("channels_last"),
    ]
    for wrong in third:
        with pytest.raises(TypeError, match="positional argument"):
            wrong()
