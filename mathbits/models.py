"""A stack of layers, and how it learns.

`Sequential` has Keras' methods, arguments and defaults, for the part that the book uses. Training
is the loop that the book explains: predict, measure the loss, go back for the gradients, step.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Never, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mathbits import archive, losses, optimizers
from mathbits.autodiff import Operand, Tensor
from mathbits.callbacks import Callback, History
from mathbits.checks import flag, listed, number, one_of, refuse, whole_number
from mathbits.cores import sharing
from mathbits.distributed import Processes
from mathbits.layers import Activation, Dense, Flatten, Input, Layer
from mathbits.metrics import Metric
from mathbits.metrics import get as metric_by_name
from mathbits.progress import Progress, Verbose
from mathbits.utils import generator, generator_from, go_on_with

if TYPE_CHECKING:
    from mpi4py.MPI import Intracomm

__all__ = ["Sequential", "load_model"]

Array: TypeAlias = NDArray[Any]
Shape: TypeAlias = tuple[int, ...]
Data: TypeAlias = tuple[ArrayLike, ArrayLike]
Arrays: TypeAlias = tuple[Array, Array]

LAYERS: dict[str, type[Layer]] = {"Activation": Activation, "Dense": Dense, "Flatten": Flatten}
ALONE = Processes()
FORMAT = 1  # of a saved model
BATCH = 32  # samples for one step, if nothing else is said
LEFT_OUT = (
    "auto_scale_loss class_weight jit_compile loss_weights return_dict run_eagerly sample_weight "
    "steps steps_per_epoch steps_per_execution validation_batch_size validation_freq "
    "validation_steps weighted_metrics"
)


class Sequential:
    """Layers in a row: each one's output is the next one's input.

    [A first network][a-first-network] shows the whole of it at work.

    Args:
        layers: The layers, perhaps after an `Input`; more can follow by `add`.
        name: A name for `summary`.

    Attributes:
        layers: The layers, without the `Input`.
        optimizer: The optimizer, after `compile`.
        stop_training: Set to True by a callback to end the training after this epoch.

    Examples:
        >>> from mathbits import Input, layers
        >>> network = Sequential([Input((784,)), layers.Dense(10, activation="softmax")])
        >>> network.count_params()
        7850
    """

    def __init__(self, layers: Iterable[Input | Layer] = (), name: str = "sequential") -> None:
        self.name = name
        self.layers: list[Layer] = []
        self.optimizer: optimizers.Optimizer | None = None
        self.stop_training = False
        self._input: Shape | None = None  # of one sample
        self._loss: losses.Loss | None = None
        self._metrics: dict[str, Metric] = {}
        self._random: np.random.Generator | None = None  # where a saved training stood
        for layer in listed("layers", layers, "a list of layers"):
            self.add(layer)

    # ------------------------------------------------------------------ the stack

    def add(self, layer: Input | Layer) -> None:
        """Put one more layer on top.

        Raises:
            TypeError: If it is not a layer.
            ValueError: If an `Input` is not the first, or the layer does not fit the shape that
                comes out of the layers below.

        Examples:
            >>> network = Sequential()
            >>> network.add(Input((784,)))
            >>> network.add(Dense(10))
            >>> network.output_shape
            (None, 10)
        """
        if isinstance(layer, Input):
            if self.layers or self._input is not None:
                raise ValueError("layer: an Input is the first of all layers, and there is one.")
            self._input = layer.shape
        elif isinstance(layer, Layer):
            if layer.name is None:
                kind = type(layer).__name__.lower()
                before = sum(type(other) is type(layer) for other in self.layers)
                layer.name = f"{kind}_{before}" if before else kind
            if self._input is not None:
                _build(layer, self._output())
            self.layers.append(layer)
        else:
            raise TypeError(f"layer: expected a layer, got {type(layer).__name__}.")

    def build(self, input_shape: Sequence[int | None]) -> None:
        """Make the weights of all layers for inputs of that shape.

        Args:
            input_shape: The shape with the batch axis, which may be None: `(None, 784)`.

        Raises:
            ValueError: If the shape has no sample in it, or a layer does not fit.

        Examples:
            >>> network = Sequential([Dense(10)])
            >>> network.build((None, 784))
            >>> [weights.shape for weights in network.get_weights()]
            [(784, 10), (10,)]
        """
        try:
            if not isinstance(input_shape, tuple | list) or len(input_shape) < 2:
                raise ValueError
            shape = Input(tuple(input_shape[1:])).shape
        except ValueError:
            raise ValueError(
                "input_shape: expected the batch axis and lengths of 1 or more, such as "
                f"(None, 784), got {input_shape!r}."
            ) from None
        output = shape
        for layer in self.layers:
            _build(layer, output)
            output = layer.output_shape(output)
        self._input = shape  # Not before: of a shape that does not fit, nothing may be left.

    @property
    def built(self) -> bool:
        """Whether the layers have their weights."""
        return self._input is not None and bool(self.layers)

    @property
    def input_shape(self) -> tuple[int | None, ...]:
        """The shape of an input, with None for the batch."""
        return (None, *(self._input or ()))

    @property
    def output_shape(self) -> tuple[int | None, ...]:
        """The shape of an output, with None for the batch."""
        return (None, *self._output())

    @property
    def trainable_variables(self) -> list[Tensor]:
        """The weights of all layers, first to last: each layer's kernel, then its bias.

        A layer that stands in the row twice has one set of weights, which takes one step.
        """
        once = dict.fromkeys(self.layers)
        return [weight for layer in once for weight in layer.trainable_weights]

    def count_params(self) -> int:
        """How many numbers training may change."""
        return sum(variable.size for variable in self.trainable_variables)

    def get_weights(self) -> list[Array]:
        """Copies of all weights, as `set_weights` takes them, here and in Keras."""
        return [variable.value.copy() for variable in self.trainable_variables]

    def set_weights(self, weights: Sequence[ArrayLike]) -> None:
        """Replace all weights.

        Args:
            weights: One array for each of `trainable_variables`, of its shape.

        Raises:
            TypeError: If `weights` is no list.
            ValueError: If their number or a shape differs, before any weight is changed.

        Examples:
            >>> network = Sequential([Input((2,)), Dense(1)])
            >>> network.set_weights([[[1.0], [2.0]], [0.5]])
            >>> network.predict(np.array([[1.0, 1.0]]))
            array([[3.5]], dtype=float32)
        """
        variables = self.trainable_variables
        weights = listed("weights", weights, "a list of arrays")
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

        Raises:
            RuntimeError: If the model has no weights yet.

        Examples:
            >>> Sequential([Input((784,)), Dense(10)]).summary()
            Model: sequential
            Layer (type)      Output shape    Parameters
            dense (Dense)     (None, 10)           7,850
            Total parameters: 7,850
        """
        shape = self._expect_built()
        print(f"Model: {self.name}")
        print(f"{'Layer (type)':<18}{'Output shape':<16}Parameters")
        for layer in self.layers:
            shape = layer.output_shape(shape)
            title = f"{layer.name} ({type(layer).__name__})"
            parameters = sum(weight.size for weight in layer.trainable_weights)
            print(f"{title:<18}{(None, *shape)!s:<16}{parameters:>10,}")
        print(f"Total parameters: {self.count_params():,}")

    # ------------------------------------------------------------------ learning

    def __call__(self, x: Operand) -> Tensor:
        """The network's output as a Tensor that remembers how it was computed.

        Args:
            x: `(batch, ...)`.

        Raises:
            RuntimeError: If the model has no weights yet.
        """
        self._expect_built()
        for layer in self.layers:
            x = layer(x)
        assert isinstance(x, Tensor)
        return x

    def compile(
        self,
        optimizer: str | optimizers.Optimizer = "rmsprop",
        loss: str | losses.Loss | None = None,
        *,
        metrics: Sequence[str] | None = None,
        **others: Never,
    ) -> None:
        """Choose how the network learns.

        Args:
            optimizer: `"sgd"`, `"adagrad"`, `"rmsprop"`, `"adam"`, or an optimizer of your own.
            loss: The name of one of `mathbits.losses`, or a function like them.
            metrics: What to report beside the loss: `["accuracy"]`.
            **others: Nothing; what Keras takes besides is refused.

        Raises:
            ValueError: If a name is unknown.
            TypeError: If an argument is unknown, or `metrics` is no list.

        Examples:
            >>> network = Sequential([Input((784,)), Dense(10, "softmax")])
            >>> network.compile("rmsprop", "categorical_crossentropy", metrics=["accuracy"])
        """
        refuse(self.compile, others, LEFT_OUT)
        names = listed("metrics", () if metrics is None else metrics, "a list of names")
        chosen_optimizer = optimizers.get(optimizer)
        chosen_loss = None if loss is None else losses.get(loss)
        chosen_metrics = {name: metric_by_name(name) for name in names}
        self._metrics = chosen_metrics
        self.optimizer = chosen_optimizer
        self._loss = chosen_loss

    def fit(
        self,
        x: ArrayLike,
        y: ArrayLike,
        batch_size: int | None = None,
        epochs: int = 1,
        verbose: Verbose = "auto",
        callbacks: Iterable[Callback] | None = None,
        validation_split: float = 0.0,
        validation_data: Data | None = None,
        shuffle: bool = True,
        *,
        initial_epoch: int = 0,
        communicator: Intracomm | None = None,
        **others: Never,
    ) -> History:
        """Learn from samples: in every epoch, go through all of them in batches.

        [The training loop][training-loop] builds this loop.

        Args:
            x: The samples: `(samples, features)`, float32.
            y: Their labels, as the loss wants them: `(samples, classes)` one-hot, say.
            batch_size: Samples for one step, 32 if not given. The last batch may be shorter.
            epochs: The number of the last epoch.
            verbose: `"auto"` (a bar on a terminal, else silent), 0 (silent), 1 (a bar), or 2 (one
                line for each epoch).
            callbacks: What looks on, such as `mathbits.callbacks.EarlyStopping`.
            validation_split: The share of the samples, from the end, that is kept for validation.
            validation_data: `(x, y)` to evaluate after each epoch, in place of a split.
            shuffle: Whether each epoch takes the samples in a new random order.
            initial_epoch: How many epochs were done before. If there were any, a model that was
                loaded goes on with the random numbers where it was saved.
            communicator: The processes to learn with, such as mpi4py's `MPI.COMM_WORLD`. Every
                process calls `fit` with the same arguments and takes its part of each batch; the
                weights are those of process 0, which alone prints, validates and calls
                `callbacks`. What these change at an epoch's beginning or end (the weights, the
                learning rate, `stop_training`) holds for all. A process that fails ends all.
            **others: Nothing; what Keras takes besides is refused.

        Returns:
            The loss and the metrics of each epoch: means over its samples, taken while the
                weights were changing.

        Raises:
            RuntimeError: If the model is not compiled.
            TypeError: If an argument is unknown or of another kind, or the data are not numbers.
            ValueError: If shapes, labels or counts do not fit, before any step is taken.
            FloatingPointError: If a loss or a weight is not finite. The message says where it
                appeared first.

        Examples:
            >>> network = Sequential([Input((2,)), Dense(2, "softmax")])
            >>> network.compile("sgd", "categorical_crossentropy")
            >>> history = network.fit([[0.0, 1.0], [1.0, 0.0]], [[0, 1], [1, 0]], epochs=3)
            >>> len(history.history["loss"])
            3
        """
        refuse(self.fit, others, LEFT_OUT)
        processes = Processes(communicator)
        with processes.together():
            batch_size = whole_number("batch_size", BATCH if batch_size is None else batch_size)
            initial_epoch = whole_number("initial_epoch", initial_epoch, low=0)
            epochs = whole_number("epochs", epochs, low=max(initial_epoch, 1))
            shuffle = flag("shuffle", shuffle)
            expected = "a list of callbacks (LambdaCallback makes one of a function)"
            looking_on = listed(
                "callbacks", () if callbacks is None else callbacks, expected, Callback
            )
            data, validation = self._split(x, y, validation_split, validation_data)
            processes.agree(
                {
                    "batch_size": batch_size,
                    "initial_epoch": initial_epoch,
                    "epochs": epochs,
                    "shuffle": shuffle,
                    "the shapes of x and y": [array.shape for array in data],
                    "whether to validate": validation is not None,
                    **self._settings(),
                }
            )
            history = History()
            watching = [history, *looking_on] if processes.rank == 0 else [history]
            verbose = verbose if processes.rank == 0 else 0
            measured = ["loss", *self._metrics]
            if validation:
                measured += [f"val_{name}" for name in measured]
            self.stop_training = False
            for callback in watching:
                callback.model, callback.measured = self, measured
                callback.on_train_begin()
            if initial_epoch and self._random is not None:
                go_on_with(self._random)
            self._random = None
            for epoch in range(initial_epoch, epochs):
                for callback in watching:
                    callback.on_epoch_begin(epoch)
                self._follow(processes)
                progress = Progress(
                    math.ceil(len(data[0]) / batch_size), verbose, f"Epoch {epoch + 1}/{epochs}"
                )
                logs = self._learn(data, batch_size, shuffle, progress, watching, processes)
                self._expect_finite_weights(epoch)
                if validation:
                    logs |= self._validate(validation, batch_size, processes)
                progress.finish(logs)
                for callback in watching:
                    callback.on_epoch_end(epoch, logs)
                self.stop_training = processes.lead(self.stop_training)
                if self.stop_training:
                    break
            for callback in watching:
                callback.on_train_end()
            self._follow(processes)
            return history

    def evaluate(
        self,
        x: ArrayLike,
        y: ArrayLike,
        batch_size: int | None = None,
        verbose: Verbose = "auto",
        **others: Never,
    ) -> Any:
        """The loss and the metrics on samples, without learning from them.

        Args:
            x: The samples: `(samples, features)`.
            y: Their labels, as in `fit`.
            batch_size: Samples to compute at a time, 32 if not given.
            verbose: As in `fit`.
            **others: Nothing; what Keras takes besides is refused.

        Returns:
            The loss, a float; with metrics, a list of the loss and each metric.

        Raises:
            RuntimeError: If the model is not compiled.
            TypeError: If an argument is unknown or the data are not numbers.
            ValueError: If shapes or labels do not fit.

        Examples:
            >>> dense = Dense(2, "softmax", kernel_initializer="zeros")
            >>> network = Sequential([Input((2,)), dense])
            >>> network.compile("sgd", "categorical_crossentropy", metrics=["accuracy"])
            >>> loss, accuracy = network.evaluate([[0.0, 1.0]], [[1, 0]])
            >>> round(loss, 4), accuracy
            (0.6931, 1.0)
        """
        refuse(self.evaluate, others, f"{LEFT_OUT} callbacks")
        batch_size = whole_number("batch_size", BATCH if batch_size is None else batch_size)
        samples, labels = self._prepare("x", x, "y", y)
        progress = Progress(math.ceil(len(samples) / batch_size), verbose)
        values = self._run(self._test_step, samples, labels, batch_size, progress)
        progress.finish(values)
        return list(values.values()) if self._metrics else values["loss"]

    def predict(
        self,
        x: ArrayLike,
        batch_size: int | None = None,
        verbose: Verbose = "auto",
        **others: Never,
    ) -> Array:
        """The network's output for samples.

        Args:
            x: The samples: `(samples, features)`.
            batch_size: Samples to compute at a time, 32 if not given.
            verbose: As in `fit`.
            **others: Nothing; what Keras takes besides is refused.

        Returns:
            float32: `(samples, units of the last layer)`.

        Raises:
            RuntimeError: If the model has no layers.
            TypeError: If an argument is unknown or the data are not numbers.
            ValueError: If the shape of `x` does not fit.

        Examples:
            >>> dense = Dense(2, "softmax", kernel_initializer="zeros")
            >>> Sequential([Input((2,)), dense]).predict([[3.0, 4.0]])
            array([[0.5, 0.5]], dtype=float32)
        """
        refuse(self.predict, others, "callbacks steps")
        batch_size = whole_number("batch_size", BATCH if batch_size is None else batch_size)
        samples = self._samples("x", x)
        progress = Progress(math.ceil(len(samples) / batch_size), verbose)
        batches = []
        for step, rows in enumerate(_batches(len(samples), batch_size), start=1):
            batches.append(self(samples[rows]).value)
            progress.update(step, {})
        progress.finish({})
        return np.concatenate(batches)

    def _split(
        self, x: ArrayLike, y: ArrayLike, share: float, given: Data | None
    ) -> tuple[Arrays, Arrays | None]:
        """The samples and labels to learn from, and those to validate with, if any, checked."""
        samples, labels = self._prepare("x", x, "y", y)
        if given is not None:
            pair = listed("validation_data", given, "(x, y)")
            if len(pair) != 2:
                raise ValueError(
                    f"validation_data: expected two, (x, y), got {len(pair)}; sample weights are "
                    "left out."
                )
            names = "validation_data[0]", "validation_data[1]"
            return (samples, labels), self._prepare(names[0], pair[0], names[1], pair[1])
        share = number("validation_split", share, "a number from 0 to 1", 0, 1, whole=True)
        if share == 0:
            return (samples, labels), None
        kept = math.floor(len(samples) * (1 - share))
        if not 0 < kept < len(samples):
            raise ValueError(
                f"validation_split: {share} of {len(samples)} samples leaves {kept} to learn "
                f"from and {len(samples) - kept} to validate; expected one or more of each."
            )
        return (samples[:kept], labels[:kept]), (samples[kept:], labels[kept:])

    def _settings(self) -> dict[str, Any]:
        """What processes that learn together must have in common; the weights are handed out."""
        assert self.optimizer is not None
        assert self._loss is not None
        return {
            "layers": [
                (type(layer).__name__, [weight.shape for weight in layer.trainable_weights])
                for layer in self.layers
            ],
            "activations": [getattr(layer, "activation", None) for layer in self.layers],
            "optimizer": (type(self.optimizer).__name__, self.optimizer.get_config()),
            "the optimizer's steps so far": self.optimizer.iterations,
            "loss": _name(self._loss),
            "metrics": list(self._metrics),
        }

    def _follow(self, processes: Processes) -> None:
        """Take over the weights and the learning rate of process 0."""
        assert self.optimizer is not None
        if processes.size > 1:
            weights, rate = processes.lead((self.get_weights(), self.optimizer.learning_rate))
            self.set_weights(weights)
            self.optimizer.learning_rate = rate

    def _learn(
        self,
        data: Arrays,
        batch_size: int,
        shuffle: bool,
        progress: Progress,
        watching: Sequence[Callback],
        processes: Processes,
    ) -> dict[str, float]:
        """Take a step on every batch of an epoch; return the means of loss and metrics."""
        order = generator().permutation(len(data[0])) if shuffle else None
        order = processes.lead(order)
        return self._run(self._train_step, *data, batch_size, progress, order, watching, processes)

    def _validate(self, data: Arrays, batch_size: int, processes: Processes) -> dict[str, float]:
        """Let process 0 measure loss and metrics on samples that the training does not see."""
        values = {}
        if processes.rank == 0:
            values = self._run(self._test_step, *data, batch_size, Progress(1, 0))
        values = processes.lead(values)
        return {f"val_{name}": value for name, value in values.items()}

    def _train_step(self, x: Array, y: Array, samples: int, processes: Processes) -> Array:
        """One step of gradient descent: predict, measure, go back, change the weights.

        `x` and `y` are this process's part of a batch of so many samples, perhaps an empty one.
        """
        assert self._loss is not None
        assert self.optimizer is not None
        predictions = self(x)
        loss = self._loss(y, predictions)
        if not np.isfinite(loss.value).all():
            raise FloatingPointError(f"appeared first in {self._where_not_finite(x)}")
        # Divided by the size of the whole batch, the gradients of its parts add up to its own.
        (loss.sum() / samples).backward()
        variables = self.trainable_variables
        sums = self._sums(y, loss.value, predictions.value)
        gradients: list[Any] = [variable.grad for variable in variables]
        *gradients, sums = processes.add([*gradients, sums])
        self.optimizer.apply(gradients, variables)
        return sums

    def _test_step(self, x: Array, y: Array, samples: int, processes: Processes) -> Array:
        assert self._loss is not None
        predictions = self(x)
        return self._sums(y, self._loss(y, predictions).value, predictions.value)

    def _sums(self, y: Array, loss: Array, predictions: Array) -> Array:
        """The loss and the metrics, each added up over the samples."""
        metrics = [metric(y, predictions).sum() for metric in self._metrics.values()]
        return np.array([loss.sum(dtype=np.float64), *metrics])

    def _run(
        self,
        step: Callable[[Array, Array, int, Processes], Array],
        x: Array,
        y: Array,
        batch_size: int,
        progress: Progress,
        order: Array | None = None,
        watching: Sequence[Callback] = (),
        processes: Processes = ALONE,
    ) -> dict[str, float]:
        """Take `step` on every batch; return the mean over all samples, for each name."""
        names = ["loss", *self._metrics]
        sums = np.zeros(len(names))
        with sharing():
            for i, rows in enumerate(_batches(len(x), batch_size)):
                part = processes.part(rows)
                chosen = part if order is None else order[part]
                try:
                    sums += step(x[chosen], y[chosen], rows.stop - rows.start, processes)
                except FloatingPointError as error:
                    raise FloatingPointError(f"nan or infinity, in step {i + 1}, {error}") from None
                logs = dict(zip(names, (sums / rows.stop).tolist(), strict=True))
                progress.update(i + 1, logs)
                for callback in watching:
                    callback.on_train_batch_end(i, logs)
        return logs

    def _where_not_finite(self, x: Array) -> str:
        """Go through the last step again and name the first value that is not finite."""
        for layer in self.layers:
            for weight in layer.trainable_weights:
                if not np.isfinite(weight.value).all():
                    return f"{weight.name} of {layer.name}, which the step before had changed."
        values: Operand = x
        for layer in self.layers:
            values = layer(values)
            if not np.isfinite(values.value).all():
                return f"the output of {layer.name}."
        return "the loss."

    def _expect_finite_weights(self, epoch: int) -> None:
        for layer in self.layers:
            for weight in layer.trainable_weights:
                if not np.isfinite(weight.value).all():
                    raise FloatingPointError(
                        f"nan or infinity, in the last step of epoch {epoch + 1}, appeared first "
                        f"in {weight.name} of {layer.name}."
                    )

    # ------------------------------------------------------------------ what comes in

    def _output(self) -> Shape:
        """The shape that comes out for one sample; of the input alone if there is no layer."""
        shape = self._input or ()
        for layer in self.layers:
            shape = layer.output_shape(shape)
        return shape

    def _expect_built(self) -> Shape:
        if not self.layers:
            raise RuntimeError("The model has no layers yet: call add(layer) first.")
        if self._input is None:
            raise RuntimeError(
                "The model has no weights yet: call build(input_shape), or put an Input first."
            )
        return self._input

    def _prepare(self, name_x: str, x: ArrayLike, name_y: str, y: ArrayLike) -> tuple[Array, Array]:
        """Check samples and labels as a whole, before the first step."""
        if self.optimizer is None or self._loss is None:
            raise RuntimeError("The model has no loss yet: call compile(optimizer, loss) first.")
        samples = self._samples(name_x, x)
        # Their least and their greatest tell of any nan or infinity, without a copy of the data.
        if not np.isfinite(samples.min()) or not np.isfinite(samples.max()):
            raise ValueError(f"{name_x} holds nan or infinity; expected finite numbers.")
        labels = _numbers(name_y, y)
        if labels.shape[:1] != samples.shape[:1]:
            raise ValueError(
                f"{name_x} has shape {samples.shape} and {name_y} has shape {labels.shape}; "
                "expected as many labels as samples: the first axes must agree."
            )
        # Loss and metrics know which labels they take; one look at all of them costs little.
        predictions = Tensor(np.ones((len(labels), *self._output()), np.float32))
        probe = self._loss(labels, predictions)
        if probe.shape != (len(labels),):
            raise ValueError(
                f"loss: expected one number for each sample, ({len(labels)},), got {probe.shape}."
            )
        if not np.isfinite(labels.min()) or not np.isfinite(labels.max()):
            raise ValueError(f"{name_y} holds nan or infinity; expected finite numbers.")
        for metric in self._metrics.values():
            metric(labels, predictions.value)
        return samples, labels

    def _samples(self, name: str, x: ArrayLike) -> Array:
        if not self.layers:
            raise RuntimeError("The model has no layers yet: call add(layer) first.")
        samples = _numbers(name, x).astype(np.float32, copy=False)
        if samples.ndim < 2 or samples.size == 0:
            raise ValueError(
                f"{name} has shape {samples.shape}, expected (samples, features) with one sample "
                "or more."
            )
        if self._input is None:
            self.build(samples.shape)
        if samples.shape[1:] != self._input:
            expected = ", ".join(map(str, ("samples", *self._expect_built())))
            raise ValueError(
                f"{name} has shape {samples.shape}, expected ({expected}), which the model was "
                "built for."
            )
        return samples

    # ------------------------------------------------------------------ keeping

    def save(self, filepath: str | os.PathLike[str]) -> None:
        """Write the model to one `.npz` file: layers, weights, and how far the training has come.

        The optimizer's memory and the state of the random numbers go along, so that a training
        can go on as if it had not been interrupted. The file is written beside the old one and
        takes its place when it is whole.

        Args:
            filepath: The file's path; it ends in `.npz`.

        Raises:
            ValueError: If the path does not end in `.npz`, the model has no weights yet, or the
                loss, the optimizer, a layer or an initializer is your own, or a layer with weights
                is there twice, which a file cannot hold.
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
        if not self.built:
            raise ValueError("The model has no weights yet: call build(input_shape) first.")
        variables = self.trainable_variables
        arrays = {f"weights_{i}": variable.value for i, variable in enumerate(variables)}
        if self.optimizer is not None and self.optimizer.knows(variables):
            arrays |= {f"memory_{i}": slot for i, slot in enumerate(self.optimizer.memory)}
        archive.write(filepath, self._config(), arrays)

    def _config(self) -> dict[str, Any]:
        loss = self._loss and _name(self._loss)
        if loss is not None and losses.get(loss) is not self._loss:
            raise ValueError(f"loss: {loss} is not one of mathbits.losses.")
        for layer in self.layers:
            if type(layer) not in LAYERS.values():
                raise ValueError(f"layer: {type(layer).__name__} is not one of mathbits.layers.")
            if layer.trainable_weights and self.layers.count(layer) > 1:
                raise ValueError(f"layer: {layer.name} is in the model twice.")
        rule = self.optimizer
        return {
            "format": FORMAT,
            "name": self.name,
            "input": self._input,
            "layers": [[type(layer).__name__, layer.get_config()] for layer in self.layers],
            "optimizer": rule and [optimizers.name_of(rule), rule.get_config()],
            "iterations": rule.iterations if rule and rule.knows(self.trainable_variables) else 0,
            "loss": loss,
            "metrics": list(self._metrics),
            "random": generator().bit_generator.state,
        }


def load_model(filepath: str | os.PathLike[str]) -> Sequential:
    """Read a model that `Sequential.save` wrote. Nothing in the file is ever executed.

    Args:
        filepath: The file's path.

    Returns:
        The model, compiled if it was, with the optimizer as it was. `fit` with an `initial_epoch`
            goes on with the training, to the same bits as if nothing had interrupted it.

    Raises:
        ValueError: If the file is not such a model.
        OSError: If it cannot be opened.

    Examples:
        >>> np.savez("other.npz", a=np.ones(2))
        >>> load_model("other.npz")
        Traceback (most recent call last):
        ValueError: other.npz is not a model that mathbits saved: it has no 'config'.
    """
    with open(filepath, "rb") as file:  # noqa: PTH123 - to open a Path takes an import
        try:
            return _restored(*archive.read(file))
        except Exception as error:
            reason = f"it has no {error}" if isinstance(error, KeyError) else str(error)
            raise ValueError(
                f"{os.fspath(filepath)} is not a model that mathbits saved: "
                f"{reason[:300].rstrip('.')}."  # It may quote the file.
            ) from error


def _restored(config: dict[str, Any], arrays: dict[str, Array]) -> Sequential:
    """The model that the contents of a file describe."""
    if config["format"] != FORMAT:
        raise ValueError(f"its format is {config['format']!r}, expected {FORMAT}")
    weights, memory = (
        [arrays[f"{kind}_{i}"] for i in range(sum(name.startswith(kind) for name in arrays))]
        for kind in ("weights", "memory")
    )
    if len(weights) + len(memory) != len(arrays):
        raise ValueError(f"expected arrays of weights and memory, got {', '.join(arrays)}")
    model = Sequential([Input(config["input"])], config["name"])
    rest = iter(weights)
    for kind, arguments in config["layers"]:
        layer = one_of("layer", LAYERS, kind)(**arguments)
        _start_from(rest, layer, model)
    if left := len(list(rest)):
        raise ValueError(f"weights: {left} more than the layers have")
    if config["optimizer"] is not None:
        name, arguments = config["optimizer"]
        rate = arguments.pop("learning_rate", None)
        optimizer = optimizers.get(name, **arguments)
        optimizer.learning_rate = rate  # perhaps 0, where a schedule had come to its end
        model.compile(optimizer, config["loss"], metrics=config["metrics"])
        if config["iterations"]:
            optimizer.restore(model.trainable_variables, memory, config["iterations"])
    model._random = generator_from(config["random"])
    return model


def _start_from(weights: Iterator[Array], layer: Layer, model: Sequential) -> None:
    """Add a layer, whose weights start as those that were saved, and not by chance."""

    def saved(shape: Shape) -> Array:
        array = next(weights, None)
        if array is None or array.shape != shape:
            found = array if array is None else array.shape
            raise ValueError(f"weights of {layer.name}: expected shape {shape}, got {found}")
        return array

    if isinstance(layer, Dense):
        own = layer.kernel_initializer, layer.bias_initializer
        layer.kernel_initializer = layer.bias_initializer = saved
        model.add(layer)
        layer.kernel_initializer, layer.bias_initializer = own
    else:
        model.add(layer)


def _build(layer: Layer, shape: Shape) -> None:
    """Make a layer's weights; one that has weights already keeps them, as in Keras."""
    if not layer.built:
        layer.build((None, *shape))
        return
    for weight in layer.trainable_weights[:1]:
        if weight.shape[0] != shape[-1]:
            raise ValueError(
                f"layer: {layer.name} was built for {weight.shape[0]} features, and here it gets "
                f"{shape[-1]}."
            )


def _name(loss: losses.Loss) -> str:
    """What a loss is called; an object that can be called may have no name of its own."""
    return getattr(loss, "__name__", type(loss).__name__)


def _numbers(name: str, data: ArrayLike) -> Array:
    try:
        array = np.asarray(data)
    except ValueError as error:
        raise ValueError(f"{name}: expected rows of equal length; NumPy says: {error}") from None
    if array.dtype.kind not in "biuf":
        raise TypeError(f"{name}: expected numbers, got an array of dtype {array.dtype}.")
    return array


def _batches(samples: int, batch_size: int) -> Iterator[slice]:
    for start in range(0, samples, batch_size):
        yield slice(start, min(start + batch_size, samples))
