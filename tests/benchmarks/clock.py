"""What every program of the benchmark shares: the digits, the clock, the report."""

import json
import os
import resource
import sys
import time
from importlib import import_module
from typing import Any

STARTED = float(os.environ.get("STARTED", time.time()))  # when the process was asked for


class Clock:
    """Takes the time of each epoch and of the whole process."""

    def __init__(self, *packages: str) -> None:
        self.packages = packages
        self.epochs = int(os.environ.get("EPOCHS", "5"))
        self.seconds: list[float] = []
        self.imported = time.time() - STARTED

    def load_digits(self) -> Any:
        """MNIST as the network takes it, the same way for every engine."""
        from mathbits.datasets import mnist

        data: Any = mnist.load_data()
        (x_train, y_train), (x_test, y_test) = data
        x_train = x_train.reshape((60000, 28 * 28)).astype("float32") / 255
        x_test = x_test.reshape((10000, 28 * 28)).astype("float32") / 255
        return (x_train, y_train), (x_test, y_test)

    def start_epoch(self) -> None:
        self._start = time.perf_counter()

    def end_epoch(self) -> None:
        self.seconds.append(time.perf_counter() - self._start)

    def report(self, accuracy: float) -> None:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        peak_bytes = peak if sys.platform == "darwin" else peak * 1024
        result = {
            "epochs": self.seconds,
            "imported": self.imported,
            "whole": time.time() - STARTED,
            "peak": peak_bytes,
            "accuracy": float(accuracy),
            "versions": {
                name: import_module(name).__version__ for name in ("numpy", *self.packages)
            },
        }
        print("RESULT " + json.dumps(result), flush=True)
