"""Work shared out between the processor's cores.

All that mathbits knows of cores is here. NumPy's products run on all of them, by way of BLAS, its
library for them; everything else runs on one. And BLAS' threads wait for each other by spinning:
when another program holds one of the cores, a product can take ten times as long. So `fit` shares
out large work itself, in equal parts for threads that sleep when they wait, and asks BLAS to use
one thread for each.

Only threadpoolctl can ask that (`pip install mathbits[fast]`). Without it BLAS keeps its threads,
and all else stays the same. In a browser there is neither BLAS nor a thread to start. Each part is
computed as it would be in the whole, so one number of cores always gives the same bits.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

__all__ = ["CORES", "available", "limit", "product", "share", "sharing"]

Array = NDArray[Any]

LARGE = 2**22  # multiplications: a smaller product is done before another thread has woken up
IN_BROWSER = sys.platform == "emscripten"


def available() -> set[int]:
    """The numbers of the cores that this process may use.

    Examples:
        >>> len(available()) >= 1
        True
    """
    if IN_BROWSER:
        return {0}
    if hasattr(os, "sched_getaffinity"):
        return os.sched_getaffinity(0)
    return set(range(os.cpu_count() or 1))


CORES = len(available())
_sharers = 0  # how many use `sharing()` at this moment, in threads of their own or one in another
_limits: Any = None  # what tells BLAS' threads while there are any
_lock = threading.Lock()


def share(work: Callable[[slice], object], length: int) -> None:
    """Call `work` for equal parts of `range(length)`, each on a core of its own.

    Args:
        work: A function of a part. NumPy lets the others run while it computes.
        length: The length of the axis that is cut into parts.

    Examples:
        >>> x = np.arange(8.0)
        >>> def double(part):
        ...     x[part] *= 2
        >>> share(double, len(x))
        >>> x
        array([ 0.,  2.,  4.,  6.,  8., 10., 12., 14.])
    """
    edges = [length * i // CORES for i in range(CORES + 1)]
    own, *others = (slice(start, end) for start, end in pairwise(edges))
    running = [_threads(len(others)).submit(work, part) for part in others]
    work(own)
    for other in running:
        other.result()


def product(a: Array, b: Array) -> Array:
    """`a @ b`, shared out between the cores where that is worth it, and where `sharing()` is on.

    Examples:
        >>> product(np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]))
        array([[11.]])
    """
    if IN_BROWSER and a.ndim == b.ndim == 2:
        # Without BLAS, `@` is NumPy's plain loop; einsum's takes a sixth of its time.
        return np.asarray(np.einsum("ij,jk->ik", a, b))
    if not _sharers or a.ndim != 2 or b.ndim != 2 or a.size * b.shape[1] < LARGE:
        return np.asarray(a @ b)
    result = np.empty((a.shape[0], b.shape[1]), np.result_type(a, b))

    def rows(part: slice) -> None:
        np.matmul(a[part], b, out=result[part])

    def columns(part: slice) -> None:
        np.matmul(a, b[:, part], out=result[:, part])

    wide = result.shape[1] > result.shape[0]
    share(columns if wide else rows, max(result.shape))
    return result


@contextlib.contextmanager
def sharing() -> Iterator[None]:
    """While this is on, products are shared out, and BLAS uses one thread for each part.

    Where threadpoolctl is not installed, BLAS keeps its own threads.

    Examples:
        >>> with sharing():
        ...     same = bool(np.all(product(np.eye(3), np.eye(3)) == np.eye(3)))
        >>> same
        True
    """
    global _sharers, _limits
    try:
        from threadpoolctl import threadpool_limits
    except ImportError:
        yield
        return
    with _lock:
        _sharers += 1
        if _sharers == 1:
            _limits = threadpool_limits(1, "blas")
    try:
        yield
    finally:
        with _lock:
            _sharers -= 1
            if not _sharers:  # The last one out gives back what the first one found.
                _limits.restore_original_limits()


@contextlib.contextmanager
def limit(cores: int) -> Iterator[None]:
    """While this is on, work is shared out between so many cores at most.

    Examples:
        >>> parts = []
        >>> with limit(1):
        ...     share(parts.append, 8)
        >>> parts
        [slice(0, 8, None)]
    """
    global CORES
    before, CORES = CORES, min(cores, CORES)
    try:
        yield
    finally:
        CORES = before


@cache
def _threads(count: int) -> ThreadPoolExecutor:
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(count, "mathbits")


# A child has the pool, and none of its threads: it would wait. Windows forks nothing.
getattr(os, "register_at_fork", dict)(after_in_child=_threads.cache_clear)
