"""Work shared out between cores gives what it gives on one."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from extras import skip_without, starts_threads

from mathbits import cores

RNG = np.random.default_rng(0)


@pytest.fixture(params=[1, 2, 3])
def count(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """So many cores, whatever the machine has."""
    monkeypatch.setattr(cores, "CORES", request.param)
    cores._threads.cache_clear()
    yield request.param
    cores._threads.cache_clear()


@starts_threads
def test_every_index_is_worked_on_once_and_by_as_many_threads_as_cores(count: int) -> None:
    seen: list[int] = []
    threads = set()
    together = threading.Barrier(count)

    def work(part: slice) -> None:
        together.wait(timeout=10)  # Nobody passes before all have begun.
        threads.add(threading.current_thread().name)
        seen.extend(range(part.start, part.stop))

    cores.share(work, 10)
    assert sorted(seen) == list(range(10))
    assert len(threads) == count


@starts_threads
def test_an_error_in_another_thread_is_raised_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "CORES", 2)

    def work(part: slice) -> None:
        if part.start > 0:
            raise ValueError("in the second part")

    with pytest.raises(ValueError, match="in the second part"):
        cores.share(work, 4)


@starts_threads
@starts_threads
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # It has other threads.
def test_a_forked_process_has_threads_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "CORES", 2)
    cores.share(id, 2)
    child = os.fork()
    if not child:
        signal.alarm(10)
        cores.share(id, 2)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0


@pytest.mark.parametrize(("n", "k", "m"), [(128, 784, 512), (784, 128, 512), (512, 784, 128)])
@pytest.mark.parametrize("count", [2], indirect=True)
def test_a_shared_product_is_the_product(count: int, n: int, k: int, m: int) -> None:
    skip_without("threadpoolctl")
    a = RNG.normal(size=(k, n)).astype(np.float32).T
    b = RNG.normal(size=(k, m)).astype(np.float32)
    with cores.sharing():
        assert cores._sharers
        shared = cores.product(a, b)
    assert not cores._sharers
    np.testing.assert_allclose(shared, a.astype(float) @ b, rtol=0, atol=1e-3)
    np.testing.assert_allclose(shared, a @ b, rtol=0, atol=1e-4)


def test_without_threadpoolctl_blas_keeps_its_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    modules: Any = sys.modules
    monkeypatch.setitem(modules, "threadpoolctl", None)
    with cores.sharing():
        assert not cores._sharers
        assert cores.product(np.eye(2), np.eye(2)).tolist() == [[1, 0], [0, 1]]


@starts_threads
@pytest.mark.parametrize("count", [2], indirect=True)
def test_blas_gets_its_threads_back(count: int) -> None:
    skip_without("threadpoolctl")
    from threadpoolctl import threadpool_info

    before = threadpool_info()
    with cores.sharing():
        assert {
            pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"
        } == {1}
        with cores.sharing():  # a fit inside a callback of another
            pass
        assert cores._sharers
    assert threadpool_info() == before


@starts_threads
@pytest.mark.parametrize("count", [2], indirect=True)
def test_blas_gets_its_threads_back_from_trainings_that_overlap(count: int) -> None:
    skip_without("threadpoolctl")
    from threadpoolctl import threadpool_info

    before = threadpool_info()
    first, second = cores.sharing(), cores.sharing()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert cores._sharers  # The second goes on as it began.
    second.__exit__(None, None, None)
    assert threadpool_info() == before


def test_the_cores_are_those_that_this_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda process: {1, 5, 6}, raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    monkeypatch.setattr(cores, "IN_BROWSER", False)
    assert cores.available() == {1, 5, 6}
    monkeypatch.delattr("os.sched_getaffinity")  # Linux alone has it.
    assert cores.available() == set(range(8))
    monkeypatch.setattr("os.cpu_count", lambda: None)
    assert cores.available() == {0}
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    monkeypatch.setattr(cores, "IN_BROWSER", True)
    assert cores.available() == {0}


def test_a_product_in_the_browser_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "IN_BROWSER", True)
    for shape in [(3, 4), (0, 4), (3, 0)]:
        a, b = RNG.normal(size=shape), RNG.normal(size=(shape[1], 5))
        np.testing.assert_allclose(cores.product(a, b), a @ b, rtol=1e-12)
    stack = RNG.normal(size=(2, 3, 4))
    assert np.array_equal(cores.product(stack, stack.mT), stack @ stack.mT)
