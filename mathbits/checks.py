"""Checks of arguments: each message names the argument, what was given and what was expected."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import numpy as np

__all__ = ["clash", "flag", "listed", "number", "one_of", "refuse", "whole_number"]

T = TypeVar("T")


def whole_number(argument: str, given: Any, low: int = 1, high: int | None = None) -> int:
    """Return `given` as an int if it is a whole number, Python's or NumPy's, within the bounds.

    Raises:
        ValueError: If it is not.

    Examples:
        >>> whole_number("epochs", 0)
        Traceback (most recent call last):
        ValueError: epochs: expected a whole number of 1 or more, got 0.
    """
    try:
        whole = None if isinstance(given, bool) else operator.index(given)
    except TypeError:
        whole = None
    if whole is None or whole < low or (high is not None and whole > high):
        bounds = f"of {low} or more" if high is None else f"from {low} to {high}"
        raise ValueError(f"{argument}: expected a whole number {bounds}, got {given!r}.")
    return whole


def number(
    argument: str, given: Any, expected: str, low: float, high: float, whole: bool = False
) -> float:
    """Return `given` as a float if it is one, Python's or NumPy's, between the bounds or on one.

    Keras refuses whole numbers where it computes with fractions, and so does this. Where it takes
    them, `whole` says so.

    Raises:
        ValueError: If it is not.

    Examples:
        >>> number("momentum", 2, "a float from 0 to 1", 0, 1)
        Traceback (most recent call last):
        ValueError: momentum: expected a float from 0 to 1, got 2.
    """
    kinds = (float, np.floating, int, np.integer) if whole else (float, np.floating)
    if isinstance(given, bool) or not isinstance(given, kinds) or not low <= given <= high:
        raise ValueError(f"{argument}: expected {expected}, got {given!r}.")
    return float(given)


def flag(argument: str, given: Any) -> bool:
    """Return `given` if it is True or False: a word such as "no" would count as True.

    Raises:
        ValueError: If it is neither.

    Examples:
        >>> flag("shuffle", "no")
        Traceback (most recent call last):
        ValueError: shuffle: expected True or False, got 'no'.
    """
    if not isinstance(given, bool | np.bool_):
        raise ValueError(f"{argument}: expected True or False, got {given!r}.")
    return bool(given)


def listed(argument: str, given: Any, expected: str, kind: type = object) -> list[Any]:
    """Return the values in `given` as a list.

    Args:
        argument: The argument's name.
        given: Anything that Python can go through, but a string.
        expected: What to call it in the message.
        kind: What each value has to be.

    Raises:
        TypeError: If `given` is no such thing, or a value is of another kind.

    Examples:
        >>> listed("metrics", "accuracy", "a list of names")
        Traceback (most recent call last):
        TypeError: metrics: expected a list of names, got 'accuracy'.
    """
    many = isinstance(given, Iterable) and not isinstance(given, str)
    found = list(given) if many else [given]
    for value in found:
        if not many or not isinstance(value, kind):
            shown = repr(value) if isinstance(value, str | int | float) else type(value).__name__
            raise TypeError(f"{argument}: expected {expected}, got {shown}.")
    return found


def clash(function: str, expected: str, **arrays: Any) -> ValueError:
    """An error, to be raised, about arrays whose shapes do not go together.

    Examples:
        >>> raise clash("add", "the same shape.", x=[1, 2], y=[[1, 2]])
        Traceback (most recent call last):
        ValueError: add: x has shape (2,) and y has shape (1, 2); expected the same shape.
    """
    shapes = " and ".join(f"{name} has shape {np.shape(x)}" for name, x in arrays.items())
    return ValueError(f"{function}: {shapes}; expected {expected}")


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
    alike += difflib.get_close_matches(name, own)
    hint = f"; did you mean {alike[0]!r}?" if alike else "."
    raise TypeError(f"{called}() got an unexpected argument {name!r}{hint}")
