"""A stack of layers, and how it learns.

`Sequential` has Keras' methods, arguments and defaults, for the part that the book uses. Training
is the loop that the book explains: predict, measure the loss, go back for the gradients, step.
"""

import json
import math
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mathbits import losses, metrics, optimizers
from mathbits.autodiff import Operand, Tensor
from mathbits.callbacks import History
from mathbits.layers import Dense, Input
from mathbits.progress import Progress, Verbose
from mathbits.utils import generator

__all__ = ["Sequential", "load_model"]

Array: TypeAlias = NDArray[Any]
Metric: TypeAlias = Callable[[ArrayLike, ArrayLike], NDArray[np.float32]]


class Sequential:
    """Layers in a row: each one's output is the next one's input.

    [A first network][a-first-network] shows the whole of it at work.

    Args:
        layers: The layers, perhaps after an `Input`; more can follow by `add`.
        name: A name for `summary`.

    Attributes:
        layers: The layers, without the `Input`.
        optimizer: The optimizer, after `compile`.

    Examples:
        >>> from mathbits import Input, layers
        >>> network = Sequential([Input((784,)), layers.Dense(10, activation="softmax")])
        >>> network.count_params()
        7850
    """

    def __init__(self, layers: Iterable[Input | Dense] = (), name: str = "sequential") -> None:
        self.name = name
        self.layers: list[Dense] = []
        self.optimizer: optimizers.Optimizer | None = None
        self._features: int | None = None
        self._loss: losses.Loss | None = None
        self._loss_name = ""
        self._metrics: dict[str, Metric] = {}
        for layer in layers:
            self.add(layer)

    # ------------------------------------------------------------------ the stack

    def add(self, layer: Input | Dense) -> None:
        """Put one more layer on top.

        Raises:
            TypeError: If it is not a layer.
            ValueError: If an `Input` is not the first, or its shape is not `(features,)`.

        Examples:
            >>> network = Sequential()
            >>> network.add(Input((784,)))
            >>> network.add(Dense(10))
            >>> network.output_shape
            (None, 10)
        """
        if isinstance(layer, Input):
            if self.layers or self._features is not None:
                raise ValueError("layer: an Input is the first of all layers, and there is one.")
            self._features = _features(layer.shape)
        elif isinstance(layer, Dense):
            if layer.name is None:
                number = len(self.layers)
                layer.name = f"dense_{number}" if number else "dense"
            if self._features is not None:
                _build(layer, self.layers[-1].units if self.layers else self._features)
            self.layers.append(layer)
        else:
            raise TypeError(f"layer: expected a layer, got {type(layer).__name__}.")

    def build(self, input_shape: Sequence[int | None]) -> None:
        """Make the weights of all layers for inputs of that shape.

        Args:
            input_shape: The shape with the batch axis, which may be None: `(None, 784)`.

        Raises:
            ValueError: If the shape is not `(None, features)`.

        Examples:
            >>> network = Sequential([Dense(10)])
            >>> network.build((None, 784))
            >>> [weights.shape for weights in network.get_weights()]
            [(784, 10), (10,)]
        """
        self._features = _features(tuple(input_shape)[1:])
        width = self._features
        for layer in self.layers:
            _build(layer, width)
            width = layer.units

    @property
    def built(self) -> bool:
        """Whether the layers have their weights."""
        return self._features is not None and bool(self.layers)

    @property
    def input_shape(self) -> tuple[int | None, ...]:
        """The shape of an input, with None for the batch."""
        return (None, self._features)

    @property
    def output_shape(self) -> tuple[int | None, ...]:
        """The shape of an output, with None for the batch."""
        return (None, self.layers[-1].units)

    @property
    def trainable_variables(self) -> list[Tensor]:
        """The weights of all layers, first to last: each layer's kernel, then its bias."""
        return [weight for layer in self.layers for weight in layer.trainable_weights]

    def count_params(self) -> int:
        """How many numbers training may change."""
        return sum(variable.size for variable in self.trainable_variables)

    def get_weights(self) -> list[Array]:
        """Copies of all weights, as `set_weights` takes them."""
        return [variable.value.copy() for variable in self.trainable_variables]

    def set_weights(self, weights: Sequence[ArrayLike]) -> None:
        """Replace all weights.

        Args:
            weights: One array for each of `trainable_variables`, of its shape.

        Raises:
            ValueError: If their number or a shape differs, before any weight is changed.

        Examples:
            >>> network = Sequential([Input((2,)), Dense(1)])
            >>> network.set_weights([[[1.0], [2.0]], [0.5]])
            >>> network.predict(np.array([[1.0, 1.0]]))
            array([[3.5]], dtype=float32)
        """
        variables = self.trainable_variables
        if len(weights) != len(variables):
            raise ValueError(f"weights: expected {len(variables)} arrays, got {len(weights)}.")
        arrays = [np.asarray(weight, dtype=np.float32) for weight in weights]
        for i, (array, variable) in enumerate(zip(arrays, variables, strict=True)):
            if array.shape != variable.shape:
                raise ValueError(
                    f"weights[{i}] has shape {array.shape}, expected {variable.shape}."
                )
        for array, variable in zip(arrays, variables, strict=True):
            variable.value = array.copy(order="C")

    def summary(self) -> None:
        """Print the layers, their output shapes and how many parameters they have.

        Examples:
            >>> Sequential([Input((784,)), Dense(512), Dense(10)]).summary()
            Model: sequential
            Layer (type)      Output shape    Parameters
            dense (Dense)     (None, 512)        401,920
            dense_1 (Dense)   (None, 10)           5,130
            Total parameters: 407,050
        """
        print(f"Model: {self.name}")
        print(f"{'Layer (type)':<18}{'Output shape':<16}Parameters")
        for layer in self.layers:
            parameters = sum(weight.size for weight in layer.trainable_weights)
            shape = f"(None, {layer.units})"
            print(f"{f'{layer.name} (Dense)':<18}{shape:<16}{parameters:>10,}")
        print(f"Total parameters: {self.count_params():,}")

    # ------------------------------------------------------------------ learning

    def __call__(self, x: Operand) -> Tensor:
        """The network's output as a Tensor that remembers how it was computed.

        Args:
            x: `(batch, features)`.
        """
        for layer in self.layers:
            x = layer(x)
        if not isinstance(x, Tensor):
            raise RuntimeError("The model has no layers yet.")
        return x

    def compile(
        self,
        optimizer: str | optimizers.Optimizer = "rmsprop",
        loss: str | losses.Loss | None = None,
        *,
        metrics: Sequence[str] | None = None,
    ) -> None:
        """Choose how the network learns.

        Args:
            optimizer: `"sgd"`, `"adagrad"`, `"rmsprop"`, `"adam"`, or an optimizer of your own.
            loss: `"categorical_crossentropy"` or `"sparse_categorical_crossentropy"`.
            metrics: What to report beside the loss: `["accuracy"]`.

        Raises:
            ValueError: If a name is unknown.

        Examples:
            >>> network = Sequential([Input((784,)), Dense(10, activation="softmax")])
            >>> network.compile("rmsprop", "categorical_crossentropy", metrics=["accuracy"])
        """
        chosen_optimizer = optimizers.get(optimizer)
        chosen_loss = None if loss is None else losses.get(loss)
        chosen_metrics = {name: _metric(name, chosen_loss) for name in metrics or ()}
        self.optimizer = chosen_optimizer
        self._loss = chosen_loss
        self._metrics = chosen_metrics

    def fit(
        self,
        x: ArrayLike,
        y: ArrayLike,
        batch_size: int = 32,
        epochs: int = 1,
        verbose: Verbose = "auto",
        shuffle: bool = True,
    ) -> History:
        """Learn from samples: in every epoch, go through all of them in batches.

        Args:
            x: The samples: `(samples, features)`, float32.
            y: Their labels, as the loss wants them: `(samples, classes)` one-hot, say.
            batch_size: Samples for one step. The last batch of an epoch may be shorter.
            epochs: How often to go through all samples.
            verbose: `"auto"` (a bar on a terminal, else silent), 0 (silent), 1 (a bar), or 2 (one
                line for each epoch).
            shuffle: Whether each epoch takes the samples in a new random order.

        Returns:
            The loss and the metrics of each epoch: means over its samples, taken while the
                weights were changing.

        Raises:
            RuntimeError: If the model is not compiled.
            ValueError: If shapes, labels or counts do not fit, before any step is taken.

        Examples:
            >>> network = Sequential([Input((2,)), Dense(2, activation="softmax")])
            >>> network.compile("sgd", "categorical_crossentropy")
            >>> history = network.fit([[0.0, 1.0], [1.0, 0.0]], [[0, 1], [1, 0]], epochs=3)
            >>> len(history.history["loss"])
            3
        """
        samples, labels = self._prepare(x, y)
        _positive("batch_size", batch_size)
        _positive("epochs", epochs)
        history = History()
        steps = math.ceil(len(samples) / batch_size)
        for epoch in range(epochs):
            order = generator().permutation(len(samples)) if shuffle else None
            progress = Progress(steps, verbose, title=f"Epoch {epoch + 1}/{epochs}")
            values = self._run(self._train_step, samples, labels, batch_size, progress, order)
            history.add(epoch, values)
        return history

    def evaluate(
        self, x: ArrayLike, y: ArrayLike, batch_size: int = 32, verbose: Verbose = "auto"
    ) -> Any:
        """The loss and the metrics on samples, without learning from them.

        Args:
            x: The samples: `(samples, features)`.
            y: Their labels, as in `fit`.
            batch_size: Samples to compute at a time.
            verbose: As in `fit`.

        Returns:
            The loss, a float; with metrics, a list of the loss and each metric.

        Raises:
            RuntimeError: If the model is not compiled.
            ValueError: If shapes or labels do not fit.

        Examples:
            >>> network = Sequential([Input((2,)), Dense(2, "softmax", kernel_initializer="zeros")])
            >>> network.compile("sgd", "categorical_crossentropy", metrics=["accuracy"])
            >>> loss, accuracy = network.evaluate([[0.0, 1.0]], [[1, 0]])
            >>> round(loss, 4), accuracy
            (0.6931, 1.0)
        """
        samples, labels = self._prepare(x, y)
        _positive("batch_size", batch_size)
        progress = Progress(math.ceil(len(samples) / batch_size), verbose)
        values = self._run(self._test_step, samples, labels, batch_size, progress)
        return list(values.values()) if self._metrics else values["loss"]

    def predict(self, x: ArrayLike, batch_size: int = 32, verbose: Verbose = "auto") -> Array:
        """The network's output for samples.

        Args:
            x: The samples: `(samples, features)`.
            batch_size: Samples to compute at a time.
            verbose: As in `fit`.

        Returns:
            float32: `(samples, units of the last layer)`.

        Raises:
            RuntimeError: If the model has no layers.
            ValueError: If the shape of `x` does not fit.

        Examples:
            >>> network = Sequential([Input((2,)), Dense(2, "softmax", kernel_initializer="zeros")])
            >>> network.predict([[3.0, 4.0]])
            array([[0.5, 0.5]], dtype=float32)
        """
        samples = self._samples(x)
        _positive("batch_size", batch_size)
        progress = Progress(math.ceil(len(samples) / batch_size), verbose)
        batches = []
        for number, rows in enumerate(_batches(len(samples), batch_size), start=1):
            batches.append(self(samples[rows]).value)
            progress.update(number, {})
        progress.finish({})
        return np.concatenate(batches)

    def _train_step(self, x: Array, y: Array) -> tuple[Array, Array]:
        """One step of gradient descent: predict, measure, go back, change the weights."""
        assert self._loss is not None
        assert self.optimizer is not None
        predictions = self(x)
        loss = self._loss(y, predictions)
        loss.mean().backward()
        variables = self.trainable_variables
        self.optimizer.apply([_gradient(w) for w in variables], variables)
        return loss.value, predictions.value

    def _test_step(self, x: Array, y: Array) -> tuple[Array, Array]:
        assert self._loss is not None
        predictions = self(x)
        return self._loss(y, predictions).value, predictions.value

    def _run(
        self,
        step: Callable[[Array, Array], tuple[Array, Array]],
        x: Array,
        y: Array,
        batch_size: int,
        progress: Progress,
        order: Array | None = None,
    ) -> dict[str, float]:
        """Take `step` on every batch; return the mean over all samples, for each name."""
        sums = dict.fromkeys([*self._metrics, "loss"], 0.0)
        seen = 0
        for number, rows in enumerate(_batches(len(x), batch_size), start=1):
            chosen = rows if order is None else order[rows]
            batch_x, batch_y = x[chosen], y[chosen]
            loss, predictions = step(batch_x, batch_y)
            seen += len(batch_x)
            sums["loss"] += float(loss.sum(dtype=np.float64))
            for name, metric in self._metrics.items():
                sums[name] += float(metric(batch_y, predictions).sum())
            progress.update(number, {name: total / seen for name, total in sums.items()})
        means = {name: total / seen for name, total in sums.items()}
        progress.finish(means)
        return {"loss": means.pop("loss"), **means}

    # ------------------------------------------------------------------ what comes in

    def _prepare(self, x: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
        """Check samples and labels as a whole, before the first step."""
        if self.optimizer is None or self._loss is None:
            raise RuntimeError("The model has no loss yet: call compile(optimizer, loss) first.")
        samples = self._samples(x)
        labels = np.asarray(y)
        if labels.shape[:1] != samples.shape[:1]:
            raise ValueError(
                f"x has shape {samples.shape} and y has shape {labels.shape}; expected as many "
                "labels as samples: the first axes must agree."
            )
        # The loss knows which labels it takes; one look at all of them costs little.
        probe = self._loss(
            labels, Tensor(np.ones((len(labels), self.layers[-1].units), np.float32))
        )
        if probe.shape != (len(labels),):
            raise ValueError(
                f"loss: expected one number for each sample, ({len(labels)},), got {probe.shape}."
            )
        return samples, labels

    def _samples(self, x: ArrayLike) -> Array:
        if not self.layers:
            raise RuntimeError("The model has no layers yet: call add(layer) first.")
        samples = np.asarray(x, dtype=np.float32)
        if samples.ndim != 2 or samples.shape[0] == 0:
            raise ValueError(
                f"x has shape {samples.shape}, expected (samples, features) with one sample or "
                "more."
            )
        if not self.built:
            self.build(samples.shape)
        if samples.shape[1] != self._features:
            raise ValueError(
                f"x has shape {samples.shape}, expected (samples, {self._features}): "
                f"the model was built for {self._features} features."
            )
        return samples

    # ------------------------------------------------------------------ keeping

    def save(self, filepath: str | os.PathLike[str]) -> None:
        """Write the layers, the weights and the optimizer's settings to one `.npz` file.

        The file is written beside the old one and takes its place when it is whole.

        Args:
            filepath: The file's path; it ends in `.npz`.

        Raises:
            ValueError: If the path does not end in `.npz`, or the model has no weights yet.
            OSError: If the file cannot be written. An old file is left as it was.

        Examples:
            >>> import tempfile
            >>> network = Sequential([Input((2,)), Dense(2)])
            >>> with tempfile.TemporaryDirectory() as folder:
            ...     network.save(f"{folder}/network.npz")
            ...     same = load_model(f"{folder}/network.npz")
            >>> np.array_equal(same.get_weights()[0], network.get_weights()[0])
            True
        """
        path = Path(filepath)
        if path.suffix != ".npz":
            raise ValueError(f"filepath: expected a name that ends in .npz, got {path.name!r}.")
        if not self.built:
            raise ValueError("The model has no weights yet: call build(input_shape) first.")
        config = np.frombuffer(json.dumps(self._config()).encode(), np.uint8)
        arrays: dict[str, Any] = {"config": config}
        arrays |= {f"weights_{i}": weights for i, weights in enumerate(self.get_weights())}
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as file:
                np.savez(file, **arrays)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _config(self) -> dict[str, Any]:
        return {
            "format": 1,
            "name": self.name,
            "features": self._features,
            "layers": [layer.get_config() for layer in self.layers],
            "optimizer": self.optimizer
            and [type(self.optimizer).__name__, self.optimizer.get_config()],
            "loss": self._loss and self._loss.__name__,
            "metrics": list(self._metrics),
        }


def load_model(filepath: str | os.PathLike[str]) -> Sequential:
    """Read a model that `Sequential.save` wrote. Nothing in the file is ever executed.

    Args:
        filepath: The file's path.

    Returns:
        The model, compiled if it was. The optimizer starts anew.

    Raises:
        ValueError: If the file is not such a model.
        OSError: If it cannot be read.

    Examples:
        >>> load_model("no such model.npz")
        Traceback (most recent call last):
        FileNotFoundError: [Errno 2] No such file or directory: 'no such model.npz'
    """
    path = Path(filepath)
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            config = json.loads(arrays["config"].tobytes())
            weights = [arrays[f"weights_{i}"] for i in range(len(arrays.files) - 1)]
        layers = [Dense(**arguments) for arguments in config["layers"]]
        model = Sequential([Input((config["features"],)), *layers], config["name"])
        model.set_weights(weights)
        if config["loss"] is not None:
            name, arguments = config["optimizer"]
            optimizer = optimizers.get(name, **arguments)
            model.compile(optimizer, config["loss"], metrics=config["metrics"])
    except OSError:
        raise
    except Exception as error:
        raise ValueError(f"{path} is not a model that mathbits saved: {error}.") from error
    return model


def _build(layer: Dense, features: int) -> None:
    """Make a layer's weights; one that has weights already keeps them, as in Keras."""
    if layer.kernel is None:
        layer.build(features)
    elif layer.kernel.shape[0] != features:
        raise ValueError(
            f"layer: {layer.name} was built for {layer.kernel.shape[0]} features, "
            f"and here it gets {features}."
        )


def _features(shape: tuple[int | None, ...]) -> int:
    if len(shape) != 1 or shape[0] is None:
        raise ValueError(
            f"shape: a Dense layer takes flat samples, (features,); got {shape}. "
            "Reshape the data first, as in x.reshape((60000, 28 * 28))."
        )
    return shape[0]


def _metric(name: str, loss: losses.Loss | None) -> Metric:
    """Accuracy comes in one form for each form of labels, and the loss tells which it is."""
    if name not in ("accuracy", "acc"):
        raise ValueError(f"metrics: expected 'accuracy', got {name!r}.")
    if loss is losses.sparse_categorical_crossentropy:
        return metrics.sparse_categorical_accuracy
    return metrics.categorical_accuracy


def _batches(samples: int, batch_size: int) -> Iterator[slice]:
    for start in range(0, samples, batch_size):
        yield slice(start, start + batch_size)


def _gradient(variable: Tensor) -> Array:
    assert variable.grad is not None
    return variable.grad


def _positive(name: str, number: int) -> None:
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        raise ValueError(f"{name}: expected a whole number of 1 or more, got {number!r}.")
