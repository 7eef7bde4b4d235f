"""Checks of arguments: each message names the argument, what was given and what was expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

__all__ = ["number", "one_of", "refuse", "whole_number"]

T = TypeVar("T")


def whole_number(argument: str, given: Any, low: int = 1) -> int:
    """Return `given` if it is a whole number of `low` or more.

    Raises:
        ValueError: If it is not.

    Examples:
        >>> whole_number("epochs", 0)
        Traceback (most recent call last):
        ValueError: epochs: expected a whole number of 1 or more, got 0.
    """
    if isinstance(given, bool) or not isinstance(given, int) or given < low:
        raise ValueError(f"{argument}: expected a whole number of {low} or more, got {given!r}.")
    return given


def number(argument: str, given: Any, expected: str, low: float, high: float) -> float:
    """Return `given` if it is a float between the two bounds, or on one of them.

    Keras refuses whole numbers where it computes with fractions, and so does this.

    Raises:
        ValueError: If it is not.

    Examples:
        >>> number("momentum", 2, "a float from 0 to 1", 0, 1)
        Traceback (most recent call last):
        ValueError: momentum: expected a float from 0 to 1, got 2.
    """
    if not isinstance(given, float) or not low <= given <= high:
        raise ValueError(f"{argument}: expected {expected}, got {given!r}.")
    return given


def one_of(argument: str, known: Mapping[str, T], given: Any) -> T:
    """Return what is known by the name `given`.

    Raises:
        ValueError: If there is nothing of that name.

    Examples:
        >>> one_of("color", {"red": 1}, "blue")
        Traceback (most recent call last):
        ValueError: color: expected one of red, got 'blue'.
    """
    if not isinstance(given, str) or given not in known:
        raise ValueError(f"{argument}: expected one of {', '.join(known)}, got {given!r}.")
    return known[given]


def refuse(function: Callable[..., Any], given: Mapping[str, Any], left_out: str) -> None:
    """Refuse keyword arguments that a function does not take.

    Args:
        function: The function that got them.
        given: The keyword arguments that are not its own.
        left_out: The names that Keras has and mathbits does not, with spaces between them.

    Raises:
        TypeError: If anything was given. The message says whether the name is a slip of the pen
            or was left out on purpose.

    Examples:
        >>> def fit(epochs=1, **others):
        ...     refuse(fit, others, left_out="sample_weight")
        >>> fit(epoch=5)
        Traceback (most recent call last):
        TypeError: fit() got an unexpected argument 'epoch'; did you mean 'epochs'?
        >>> fit(sample_weight=[1, 2])
        Traceback (most recent call last):
        TypeError: fit() has no 'sample_weight': Keras does, and mathbits leaves it out.
    """
    name = next(iter(given), None)
    if name is None:
        return
    import difflib
    import inspect

    called = function.__qualname__
    if name in left_out.split():
        raise TypeError(f"{called}() has no {name!r}: Keras does, and mathbits leaves it out.")
    own = list(inspect.signature(function).parameters)
    alike = [word for word in own if "".join(part[0] for part in word.split("_")) == name]
    alike += difflib.get_close_matches(name, own, 1, 0.5)
    hint = f"; did you mean {alike[0]!r}?" if alike else "."
    raise TypeError(f"{called}() got an unexpected argument {name!r}{hint}")
