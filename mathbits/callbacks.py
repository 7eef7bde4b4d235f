"""What looks on while a network learns: it keeps records, saves the best, or stops in time."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Never, TypeAlias

from mathbits.checks import flag, number, one_of, refuse, whole_number

__all__ = ["Callback", "EarlyStopping", "History", "LambdaCallback", "ModelCheckpoint"]

Logs: TypeAlias = Mapping[str, float]


class Callback:
    """What `fit` calls on the way. Each method does nothing until you write your own.

    Attributes:
        model: The model that learns; `model.stop_training = True` ends the training.
        measured: The names of the values that each epoch will give.

    Examples:
        >>> class Count(Callback):
        ...     epochs = 0
        ...
        ...     def on_epoch_end(self, epoch, logs):
        ...         self.epochs += 1
    """

    model: Any = None
    measured: Sequence[str] = ()

    def on_train_begin(self) -> None:
        """Before the first epoch."""

    def on_epoch_begin(self, epoch: int) -> None:
        """Before each epoch; the first has the number 0."""

    def on_train_batch_end(self, batch: int, logs: Logs) -> None:
        """After each step, with the means of the epoch so far."""

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        """After each epoch, with its loss and metrics; `val_loss` and others where validated."""

    def on_train_end(self) -> None:
        """After the last epoch."""


class History(Callback):
    """The loss and the metrics of every epoch, as `fit` returns them.

    Attributes:
        epoch: The numbers of the epochs, from 0.
        history: For each name, such as `"loss"` or `"val_loss"`, one value for each epoch.

    Examples:
        >>> record = History()
        >>> record.on_epoch_end(0, {"loss": 0.5})
        >>> record.history
        {'loss': [0.5]}
    """

    def __init__(self) -> None:
        self.epoch: list[int] = []
        self.history: dict[str, list[float]] = {}

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        """Note the values of one epoch."""
        self.epoch.append(epoch)
        for name, value in logs.items():
            self.history.setdefault(name, []).append(value)


class LambdaCallback(Callback):
    """Functions of your own, as a callback.

    Args:
        on_epoch_end: Called with the epoch's number and its values, after each epoch.
        on_train_batch_end: Called with the step's number and the values so far, after each step.
        **others: Nothing; what Keras takes besides is refused.

    Examples:
        >>> from mathbits import Input, Sequential, layers
        >>> network = Sequential([Input((1,)), layers.Dense(1, kernel_initializer="zeros")])
        >>> network.compile("sgd", "mse")
        >>> show = LambdaCallback(on_epoch_end=lambda epoch, logs: print(epoch, logs["loss"]))
        >>> history = network.fit([[1.0]], [[2.0]], callbacks=[show], verbose=0)
        0 4.0
    """

    def __init__(
        self,
        *,
        on_epoch_end: Callable[[int, Logs], Any] | None = None,
        on_train_batch_end: Callable[[int, Logs], Any] | None = None,
        **others: Never,
    ) -> None:
        hooks = "on_epoch_begin on_train_batch_begin on_train_begin on_train_end"
        refuse(LambdaCallback, others, hooks)
        self._on_epoch_end = on_epoch_end
        self._on_train_batch_end = on_train_batch_end

    def on_train_batch_end(self, batch: int, logs: Logs) -> None:
        """Call the function, if there is one."""
        if self._on_train_batch_end:
            self._on_train_batch_end(batch, logs)

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        """Call the function, if there is one."""
        if self._on_epoch_end:
            self._on_epoch_end(epoch, logs)


class _Best(Callback):
    """Watches one value, and knows whether an epoch's is the best so far."""

    def __init__(self, monitor: str, mode: str, min_delta: float = 0.0) -> None:
        rising = one_of(
            "mode", {"auto": "acc" in str(monitor), "min": False, "max": True}, mode
        )  # An accuracy should rise; everything else is a loss.
        self.monitor = monitor
        self._sign = -1 if rising else 1
        self._delta = abs(
            number("min_delta", min_delta, "a number", -math.inf, math.inf, whole=True)
        )
        self._best = math.inf

    def on_train_begin(self) -> None:
        """Forget what another training left."""
        one_of("monitor", dict.fromkeys(self.measured), self.monitor)
        self._best = math.inf

    def _is_best(self, logs: Logs) -> bool:
        value = self._sign * logs[self.monitor]
        if value < self._best - self._delta:
            self._best = value
            return True
        return False


class EarlyStopping(_Best):
    """Stop when a value has not improved for some epochs.

    Args:
        monitor: What to watch, such as `"val_loss"` or `"val_accuracy"`.
        min_delta: How large a change counts as an improvement.
        patience: How many epochs without one are allowed.
        mode: `"min"`, `"max"`, or `"auto"` (up for an accuracy, else down).
        restore_best_weights: Whether to end with the weights of the best epoch.
        **others: Nothing; what Keras takes besides is refused.

    Attributes:
        stopped_epoch: The number of the last epoch, if it stopped the training, else 0.

    Raises:
        TypeError: If an argument is unknown.
        ValueError: If an argument is of another kind, or, in training, nothing of the name
            `monitor` is measured.

    Examples:
        >>> EarlyStopping("val_loss", patience=2).patience
        2
    """

    def __init__(
        self,
        monitor: str = "val_loss",
        min_delta: float = 0.0,
        patience: int = 0,
        *,
        mode: str = "auto",
        restore_best_weights: bool = False,
        **others: Never,
    ) -> None:
        refuse(EarlyStopping, others, "baseline start_from_epoch verbose")
        super().__init__(monitor, mode, min_delta)
        self.patience = whole_number("patience", patience, low=0)
        self.restore_best_weights = flag("restore_best_weights", restore_best_weights)
        self.stopped_epoch = 0
        self._waited = 0
        self._weights: list[Any] | None = None

    def on_train_begin(self) -> None:
        """Start to wait anew."""
        super().on_train_begin()
        self.stopped_epoch = self._waited = 0
        self._weights = None

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        """Wait one epoch more, or stop."""
        if self._is_best(logs):
            self._waited = 0
            if self.restore_best_weights:
                self._weights = self.model.get_weights()
            return
        self._waited += 1
        if self._waited >= self.patience and epoch > 0:
            self.stopped_epoch = epoch
            self.model.stop_training = True

    def on_train_end(self) -> None:
        """Go back to the best weights, if asked to."""
        if self._weights is not None:
            self.model.set_weights(self._weights)


class ModelCheckpoint(_Best):
    """Save the model after each epoch, or after the best ones alone.

    What it saved is whole at any moment, and a training that was interrupted can go on from it,
    to the same bits as if it had not been.

    Args:
        filepath: Where to, a name that ends in `.npz`; `{epoch}` and values such as
            `{val_loss:.3f}` may stand in it.
        monitor: What tells which epoch is the best.
        save_best_only: Whether to save only when there was none as good before.
        mode: `"min"`, `"max"`, or `"auto"` (up for an accuracy, else down).
        initial_value_threshold: What the first best has to be better than. A training that goes on
            does not know what was the best before; without this it saves its first epoch.
        **others: Nothing; what Keras takes besides is refused.

    Raises:
        TypeError: If an argument is unknown.
        ValueError: If the path does not end in `.npz`, an argument is of another kind, or, as
            training begins, a name in braces or (for the best) `monitor` is not measured.
        FileNotFoundError: If, as training begins, the path's folder is missing.

    Examples:
        >>> from mathbits import Input, Sequential, layers, models
        >>> network = Sequential([Input((1,)), layers.Dense(1)])
        >>> network.compile("adam", "mse")
        >>> keep = ModelCheckpoint("epoch-{epoch}.npz")
        >>> history = network.fit([[1.0]], [[2.0]], epochs=3, callbacks=[keep])
        >>> again = models.load_model("epoch-2.npz")
        >>> more = again.fit([[1.0]], [[2.0]], epochs=3, initial_epoch=2)
        >>> more.history["loss"][-1] == history.history["loss"][-1]
        True
    """

    def __init__(
        self,
        filepath: str | os.PathLike[str],
        monitor: str = "val_loss",
        *,
        save_best_only: bool = False,
        mode: str = "auto",
        initial_value_threshold: float | None = None,
        **others: Never,
    ) -> None:
        refuse(ModelCheckpoint, others, "save_freq save_weights_only verbose")
        super().__init__(monitor, mode)
        self._first = math.inf
        if initial_value_threshold is not None:
            name, kind = "initial_value_threshold", "a number or None"
            first = number(name, initial_value_threshold, kind, -math.inf, math.inf, whole=True)
            self._first = self._sign * first
        self.filepath = os.fspath(filepath)
        if not self.filepath.endswith(".npz"):
            raise ValueError(f"filepath: expected a name that ends in .npz, got {filepath!r}.")
        self.save_best_only = flag("save_best_only", save_best_only)

    def on_train_begin(self) -> None:
        """Forget what another training left, and make sure that there is a place for the file."""
        if self.save_best_only:
            super().on_train_begin()
            self._best = self._first
        folder, _ = os.path.split(self._path(0, dict.fromkeys(self.measured, 0.0)))
        if folder and not os.path.isdir(folder):  # noqa: PTH112 - Path takes an import
            raise FileNotFoundError(f"filepath: there is no folder {folder!r} to save in.")

    def on_epoch_end(self, epoch: int, logs: Logs) -> None:
        """Save, if it is time to."""
        if not self.save_best_only or self._is_best(logs):
            self.model.save(self._path(epoch, logs))

    def _path(self, epoch: int, logs: Logs) -> str:
        try:
            return self.filepath.format(epoch=epoch + 1, **logs)
        except (AttributeError, LookupError, TypeError, ValueError):
            known = ", ".join(["epoch", *logs])
            raise ValueError(
                f"filepath: expected no names in braces but {known}, got {self.filepath!r}."
            ) from None
