"""One gradient from many processes, on one machine or on many.

The loss of a batch is a mean, so its gradient is a sum that can be computed in parts. Each process
takes its part of every batch, one Allreduce adds the parts up, and all take the same step. MPI
carries the numbers, by way of mpi4py (`pip install mathbits[distributed]`):

    mpiexec -n 4 python -m mathbits train --distributed

mpi4py is imported where several processes are, and nowhere else.
"""

from __future__ import annotations

import contextlib
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mathbits import cores

if TYPE_CHECKING:
    from mpi4py.MPI import Intracomm

__all__ = ["Processes", "world"]

Array = NDArray[Any]

PATIENCE = 20.0  # seconds for all processes to arrive at `world`


def world() -> Intracomm:
    """All processes that `mpiexec` started together, as `Sequential.fit` takes them.

    A process that is not joined by the others in time ends, and the whole job with it.

    Raises:
        ImportError: If mpi4py or an MPI is not installed.

    Examples:
        >>> world().size
        1
    """
    try:
        import mpi4py

        mpi4py.rc(initialize=False, finalize=True)
        from mpi4py import MPI
    except (ImportError, RuntimeError) as error:  # RuntimeError: mpi4py without an MPI
        raise ImportError(
            "training in several processes needs mpi4py and an MPI: "
            "pip install 'mathbits[distributed]'"
        ) from error
    if not MPI.Is_initialized():
        _wait_until_all_processes_have_joined(MPI.Init_thread)
    return MPI.COMM_WORLD


def _wait_until_all_processes_have_joined(join: Callable[[], object]) -> None:
    """End this process if others fail before they join: MPI itself would wait for ever.

    Python's own threads stand still meanwhile, but not the fault handler's. It prints this
    function's name.
    """
    import faulthandler

    faulthandler.dump_traceback_later(PATIENCE, exit=True)
    join()
    faulthandler.cancel_dump_traceback_later()


class Processes:
    """The processes that train one network together, as one of them sees them.

    Args:
        communicator: An mpi4py communicator, or None for a process alone.

    Attributes:
        rank: The number of this process, from 0. Process 0 leads.
        size: How many there are.

    Examples:
        >>> alone = Processes()
        >>> alone.rank, alone.size
        (0, 1)
    """

    def __init__(self, communicator: Intracomm | None = None) -> None:
        self._communicator: Any = communicator
        self.rank, self.size = (communicator.rank, communicator.size) if communicator else (0, 1)
        self._flat = np.empty(0, np.float32)

    def part(self, rows: slice) -> slice:
        """This process's part of the rows. The parts differ by one row at most; some may be empty.

        Examples:
            >>> Processes().part(slice(128, 256))
            slice(128, 256, None)
        """
        length = rows.stop - rows.start
        start, stop = (rows.start + length * i // self.size for i in (self.rank, self.rank + 1))
        return slice(start, stop)

    def add(self, arrays: Sequence[Array]) -> Sequence[Array]:
        """Add up each array over all processes, by one Allreduce of one flat buffer.

        Args:
            arrays: As many, of the same shapes, in every process; they travel as float32.

        Returns:
            The sums, the same ones in every process. The next call overwrites them.

        Examples:
            >>> Processes().add([np.array([1.0, 2.0])])
            [array([1., 2.])]
        """
        if self.size == 1:
            return arrays
        from mpi4py import MPI

        ends = np.cumsum([array.size for array in arrays])
        if self._flat.size != ends[-1]:
            self._flat = np.empty(ends[-1], np.float32)
        np.concatenate([array.ravel() for array in arrays], out=self._flat, casting="same_kind")
        self._communicator.Allreduce(MPI.IN_PLACE, self._flat)
        pieces = np.split(self._flat, ends[:-1])
        return [piece.reshape(array.shape) for piece, array in zip(pieces, arrays, strict=True)]

    def lead(self, value: Any) -> Any:
        """The value of process 0, in every process.

        Examples:
            >>> Processes().lead(7)
            7
        """
        return value if self.size == 1 else self._communicator.bcast(value)

    def agree(self, settings: Mapping[str, object]) -> None:
        """Make sure that all processes were given the same settings.

        Args:
            settings: What has to be equal, by name; compared as text.

        Raises:
            ValueError: In process 0, if a setting differs. The message names all that do.
        """
        if self.size == 1:
            return
        texts = {name: str(value) for name, value in settings.items()}
        differences = [
            f"{name} is {texts[name]} in process 0 and {theirs[name]} in process {rank}"
            for rank, theirs in enumerate(self._communicator.gather(texts) or ())
            for name in texts
            if theirs[name] != texts[name]
        ]
        if differences:
            raise ValueError(
                f"{'; '.join(differences)}; expected the same settings in all processes."
            )

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """While this is on, one process that fails ends all: they would wait for it for ever.

        The processes on one machine share its cores.
        """
        try:
            with cores.limit(self._own_cores()):
                yield
        except BaseException as error:
            if self.size > 1:
                traceback.print_exc()
                failure = traceback.format_exception_only(error)[0].strip()
                print(f"mathbits: process {self.rank} of {self.size}: {failure}", file=sys.stderr)
                sys.stderr.flush()
                time.sleep(1)  # for mpiexec to pass the words on before it ends all
                self._communicator.Abort(1)
            raise

    def _own_cores(self) -> int:
        """This process's share of the cores that it may use."""
        if self.size == 1:
            return cores.CORES
        from mpi4py import MPI

        mine = cores.available()
        machine = self._communicator.Split_type(MPI.COMM_TYPE_SHARED)
        sharers = sum(not mine.isdisjoint(theirs) for theirs in machine.allgather(mine))
        machine.Free()
        return max(1, cores.CORES // sharers)
