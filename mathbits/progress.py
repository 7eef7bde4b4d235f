"""The progress bar of `fit` and `evaluate`."""

from __future__ import annotations

import io
import sys
import time
from typing import Literal, TextIO, TypeAlias

__all__ = ["Progress", "Verbose"]

Verbose: TypeAlias = Literal["auto", 0, 1, 2] | bool

WIDTH = 20
REDRAW_SECONDS = 0.1


class Progress:
    """One line that tells how far an epoch is, its loss and metrics, and the time left.

    On a terminal the line is redrawn in place. Elsewhere `"auto"` prints nothing, and 1 or 2
    print the finished line of each epoch, so that a log stays readable.

    Args:
        steps: How many steps the epoch has.
        title: A line to print first, such as `"Epoch 1/5"`.
        verbose: `"auto"`, 0 (silent), 1 (bar) or 2 (one line).
        stream: Where to print; standard output if it is not given.

    Raises:
        ValueError: If `verbose` is none of these.

    Examples:
        >>> bar = Progress(steps=2, verbose=0)
        >>> bar.update(1, {"loss": 0.7})
        >>> bar.finish({"loss": 0.5})
    """

    def __init__(
        self,
        steps: int,
        verbose: Verbose = "auto",
        title: str = "",
        stream: TextIO | None = None,
    ) -> None:
        if verbose not in ("auto", 0, 1, 2):
            raise ValueError(f'verbose: expected "auto", 0, 1 or 2, got {verbose!r}.')
        self._stream = stream or sys.stdout or io.StringIO()  # pythonw.exe has no sys.stdout.
        self._done, self._open = _marks(getattr(self._stream, "encoding", None) or "utf-8")
        terminal = self._stream.isatty()
        self._bar = terminal and verbose in ("auto", 1)
        self._line = self._bar or verbose in (1, 2)
        self._steps = steps
        if self._line and title:
            self._stream.write(title + "\n")
        self._start = self._drawn = time.perf_counter()

    def update(self, step: int, values: dict[str, float]) -> None:
        """Redraw the bar after `step` steps, if it is time to."""
        now = time.perf_counter()
        if self._bar and now - self._drawn >= REDRAW_SECONDS:
            self._drawn = now
            seconds = now - self._start
            left = f"{_duration(seconds / step * (self._steps - step))} left"
            self._stream.write("\r" + self._text(step, left, seconds, values) + "\x1b[K")
            self._stream.flush()

    def finish(self, values: dict[str, float]) -> None:
        """Print the finished line."""
        if self._line:
            seconds = time.perf_counter() - self._start
            text = self._text(self._steps, _duration(seconds), seconds, values)
            self._stream.write(("\r" + text + "\x1b[K\n") if self._bar else text + "\n")
            self._stream.flush()

    def _text(self, step: int, duration: str, seconds: float, values: dict[str, float]) -> str:
        done = WIDTH * step // self._steps
        bar = self._done * done + self._open * (WIDTH - done)
        per_step = f"{1000 * seconds / max(step, 1):.0f}ms/step"
        numbers = " - ".join(f"{name}: {value:.4f}" for name, value in values.items())
        return f"{step}/{self._steps} {bar} {duration} {per_step}" + (numbers and f" - {numbers}")


def _marks(encoding: str) -> tuple[str, str]:
    """What the bar is drawn with: a log's encoding may know none of Keras' two lines."""
    try:
        "━─".encode(encoding)
    except UnicodeEncodeError:
        return "=", "-"
    return "━", "─"


def _duration(seconds: float) -> str:
    """As Keras writes it: `9s`, `1:05` or `1:00:05`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole}s"
    hours, minutes = whole // 3600, whole // 60 % 60
    start = f"{hours}:{minutes:02d}" if hours else str(minutes)
    return f"{start}:{whole % 60:02d}"
