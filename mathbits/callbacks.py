"""What a training run leaves behind."""

__all__ = ["History"]


class History:
    """The loss and the metrics of every epoch, as `fit` returns them.

    Attributes:
        epoch: The numbers of the epochs, from 0.
        history: For each name, such as `"loss"` or `"accuracy"`, one value for each epoch.

    Examples:
        >>> record = History()
        >>> record.add(0, {"loss": 0.5})
        >>> record.history
        {'loss': [0.5]}
    """

    def __init__(self) -> None:
        self.epoch: list[int] = []
        self.history: dict[str, list[float]] = {}

    def add(self, epoch: int, values: dict[str, float]) -> None:
        """Note the values of one epoch."""
        self.epoch.append(epoch)
        for name, value in values.items():
            self.history.setdefault(name, []).append(value)
