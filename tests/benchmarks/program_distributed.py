"""One of the processes that the benchmark starts with mpiexec: `program_distributed.py WHAT ...`.

epochs BATCH THREADS   the book's network on the whole MNIST; the bytes given to Allreduce
allreduce SIZE ...     the time of an Allreduce of so many bytes, and its bytes on the network
"""

import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from clock import Clock

from mathbits import Input, Sequential, cores, distributed, layers
from mathbits.callbacks import LambdaCallback
from mathbits.utils import set_random_seed, to_categorical

TURNS = 40
world = distributed.world()


class Counting:
    """A communicator that counts what passes through Allreduce."""

    calls = sent = 0
    rank, size = world.rank, world.size

    def __getattr__(self, name: str) -> Any:
        return getattr(world, name)

    def Allreduce(self, send: Any, receive: Any) -> None:  # noqa: N802 - as mpi4py names it
        self.calls += 1
        self.sent += receive.nbytes
        world.Allreduce(send, receive)


def epochs(batch: int, threads: int) -> None:
    clock = Clock("mpi4py")
    set_random_seed(0)
    (x_train, y_train), (x_test, y_test) = clock.load_digits()
    network = Sequential(
        [Input((784,)), layers.Dense(512, activation="relu"), layers.Dense(10, "softmax")]
    )
    network.compile("rmsprop", "categorical_crossentropy", metrics=["accuracy"])
    counting: Any = Counting()
    ends = [0.0]
    note = LambdaCallback(on_epoch_end=lambda epoch, logs: ends.append(time.perf_counter()))
    with cores.limit(threads):
        network.fit(
            x_train,
            to_categorical(y_train),
            batch,
            clock.epochs,
            verbose=0,
            callbacks=[note],
            communicator=counting,
        )
    if world.rank == 0:
        clock.seconds = np.diff(ends[1:]).tolist()  # without the first epoch
        steps = clock.epochs * -(-len(x_train) // batch)
        accuracy = network.evaluate(x_test, to_categorical(y_test), 1000)[1]
        print("COUNTED", json.dumps([counting.calls / steps, counting.sent / steps]))
        clock.report(accuracy)


def allreduce(sizes: list[int]) -> None:
    """Median times; and the bytes that the processes sent over the network, by process and call."""
    from mpi4py import MPI

    result = []
    for size in sizes:
        numbers = np.zeros(size // 4, np.float32)
        times = []
        for _ in range(5):
            world.Allreduce(MPI.IN_PLACE, numbers)
        world.Barrier()
        before = bytes_on_the_network()
        world.Barrier()  # Nobody sends before the first has read the counter.
        for _ in range(TURNS):
            start = time.perf_counter()
            world.Allreduce(MPI.IN_PLACE, numbers)
            times.append(time.perf_counter() - start)
        world.Barrier()
        sent = (bytes_on_the_network() - before) / TURNS / world.size
        result.append((size, statistics.median(times), sent))
    if world.rank == 0:
        print("RESULT", json.dumps(result))


def bytes_on_the_network() -> int:
    """What all of this machine's interfaces have sent, as Linux counts it; elsewhere 0."""
    counts = Path("/proc/net/dev")
    lines = counts.read_text().splitlines()[2:] if counts.is_file() else []
    return sum(int(line.split(":")[1].split()[8]) for line in lines)


if sys.argv[1] == "epochs":
    epochs(int(sys.argv[2]), int(sys.argv[3]))
else:
    allreduce([int(size) for size in sys.argv[2:]])
