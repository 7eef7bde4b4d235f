"""The part of `make bench` about several processes, and the model that is fitted to it.

    python tests/benchmarks/distributed_table.py [--rounds 3] [--write-pages]

measures this part alone, and puts it below the rest of the table.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MPIEXEC = Path(sys.executable).with_name("mpiexec")
TITLE = "Several processes"

GRADIENT = 4 * (784 * 512 + 512 + 512 * 10 + 10)  # bytes
ROWS = {  # processes, threads of each
    "1 process, 1 thread": (1, 1),
    "1 process, 2 threads": (1, 2),
    "2 processes, 1 thread each": (2, 1),
    "4 processes, 1 thread each": (4, 1),
}
USUAL, LARGER = 128, 512  # samples in a batch
ALONE = "1 process, 1 thread"
BATCHES = (32, 64, 128, 256)  # for the fit of a step's time
SIZES = (4096, 65536, GRADIENT)  # for the fit of an Allreduce's time
LARGE = (128, 256, 512, 1024, 2048, 4096, 8192)
RATE = 0.1  # of SGD, for batches of 128
# Each process as if on a machine of its own: all goes over TCP, where it can be counted.
OVER_TCP = {"MPIR_CVAR_NOLOCAL": "1", "MPIR_CVAR_CH4_NETMOD": "ofi", "FI_PROVIDER": "tcp"}


@dataclass
class Distributed:
    """What was measured."""

    epoch: dict[tuple[str, int], list[float]] = field(default_factory=dict)  # s, by row and batch
    accuracy: dict[str, float] = field(default_factory=dict)
    calls: dict[int, float] = field(default_factory=dict)  # a step, by processes
    given: dict[int, float] = field(default_factory=dict)  # bytes given to Allreduce, a step
    wire: dict[int, float] = field(default_factory=dict)  # bytes that a process sends, a step
    step: dict[int, list[float]] = field(default_factory=dict)  # seconds, by batch; one process
    allreduce: list[tuple[int, float, float]] = field(default_factory=list)  # processes, bytes, s
    fixed_rate: dict[int, float] = field(default_factory=dict)  # accuracy, by batch
    scaled_rate: dict[int, float] = field(default_factory=dict)


@dataclass
class Model:
    """A step is `fixed + sample * batch` seconds alone; many add an Allreduce in a ring."""

    fixed: float
    sample: float
    message: float  # seconds for each of the ring's 2(N-1) messages
    byte: float  # seconds

    def ring(self, processes: int) -> float:
        share = 2 * (processes - 1) / processes
        return 2 * (processes - 1) * self.message + share * GRADIENT * self.byte

    def break_even(self, processes: int) -> float:
        """The batch for which so many processes are as fast as one: smaller ones lose."""
        return self.ring(processes) / self.sample * processes / (processes - 1)


def measure(rounds: int) -> Distributed:
    found = Distributed()
    for turn in range(rounds):
        for name, (processes, threads) in ROWS.items():
            say(f"round {turn + 1} of {rounds}: {name}")
            for batch in (LARGER, USUAL):
                counted, result = epochs(processes, threads, batch, 4)
                seconds = statistics.median(result["epochs"])
                found.epoch.setdefault((name, batch), []).append(seconds)
            found.accuracy[name] = result["accuracy"]
            found.calls[processes], found.given[processes] = counted
        for batch in BATCHES:
            say(f"round {turn + 1} of {rounds}: batches of {batch}")
            seconds = statistics.median(epochs(1, 1, batch, 2)[1]["epochs"])
            found.step.setdefault(batch, []).append(seconds * batch / 60_000)
        for processes in (2, 4):
            times = allreduce(processes, {})
            found.allreduce += [(processes, size, seconds) for size, seconds, _ in times]
    for processes in (2, 4):
        found.wire[processes] = allreduce(processes, OVER_TCP)[-1][2]
    for batch in LARGE:
        say(f"5 epochs with batches of {batch}")
        found.fixed_rate[batch] = large_batch(batch, RATE)
        found.scaled_rate[batch] = large_batch(batch, RATE * batch / 128)
    return found


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def run(command: Sequence[str], settings: dict[str, str]) -> str:
    threads = {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    finished = subprocess.run(
        command,
        cwd=HERE,
        env={**os.environ, **threads, **settings},
        capture_output=True,
        text=True,
    )
    if finished.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{finished.stderr}")
    return finished.stdout


def epochs(processes: int, threads: int, batch: int, count: int) -> Any:
    program = [sys.executable, "program_distributed.py", "epochs", str(batch), str(threads)]
    settings = {"EPOCHS": str(count)}
    printed = run([str(MPIEXEC), "-n", str(processes), *program], settings)
    return after("COUNTED ", printed), after("RESULT ", printed)


def allreduce(processes: int, settings: dict[str, str]) -> Any:
    program = [sys.executable, "program_distributed.py", "allreduce", *map(str, SIZES)]
    return after("RESULT ", run([str(MPIEXEC), "-n", str(processes), *program], settings))


def large_batch(batch: int, rate: float) -> float:
    program = [sys.executable, "program_large_batch.py", str(batch), str(rate)]
    settings = {"OPENBLAS_NUM_THREADS": str(os.cpu_count())}
    return float(after("RESULT ", run(program, settings))["accuracy"])


def after(word: str, printed: str) -> Any:
    return next(json.loads(line[len(word) :]) for line in printed.splitlines() if word in line)


def fitted(found: Distributed) -> Model:
    """The model whose relative errors have the least squares."""
    batches = [batch for batch, times in found.step.items() for _ in times]
    steps = [seconds for times in found.step.values() for seconds in times]
    fixed, sample = least_squares([[1.0, batch] for batch in batches], steps)
    ring = [
        [2.0 * (processes - 1), 2 * (processes - 1) / processes * size]
        for processes, size, _ in found.allreduce
    ]
    message, byte = least_squares(ring, [seconds for *_, seconds in found.allreduce])
    return Model(fixed, sample, message, byte)


def least_squares(rows: list[list[float]], values: list[float]) -> tuple[float, float]:
    scaled = np.array(rows) / np.array(values)[:, None]
    first, second = np.linalg.lstsq(scaled, np.ones(len(values)), rcond=None)[0]
    return max(0.0, float(first)), max(0.0, float(second))


def report(found: Distributed) -> list[str]:
    epoch = {key: statistics.median(seconds) for key, seconds in found.epoch.items()}
    head = "".join(f"{f'batch {batch}: s':>14}{'ratio':>8}" for batch in (USUAL, LARGER))
    lines = [f"{TITLE:<28}{head}{'accuracy':>10}"]
    for name in ROWS:
        numbers = [
            f"{epoch[name, batch]:>14.2f}{epoch[name, batch] / epoch[ALONE, batch]:>8.2f}"
            for batch in (USUAL, LARGER)
        ]
        lines.append(f"  {name:<26}{''.join(numbers)}{found.accuracy[name]:>10.4f}")
    lines += [
        "",
        f"{'Bytes of a step, by process':<28}{'calls':>8}{'given':>14}{'sent':>14}{'least':>14}",
    ]
    for processes, sent in found.wire.items():
        least = 2 * (processes - 1) / processes * GRADIENT
        lines.append(
            f"  {f'{processes} processes':<26}{found.calls[processes]:>8.0f}"
            f"{found.given[processes]:>14,.0f}{sent:>14,.0f}{least:>14,.0f}"
        )
    model = fitted(found)
    lines += [
        "",
        "A model, fitted to these measurements",
        f"  a step alone      {model.fixed * 1e3:.3f} ms + {model.sample * 1e3:.5f} ms a sample",
        f"  a ring's message  {model.message * 1e6:.1f} us + {model.byte * 1e9:.4f} ns a byte",
    ]
    lines += [
        f"  {processes:>4} processes lose to one with batches below "
        f"{model.break_even(processes):.0f}"
        for processes in (2, 32, 1024)
    ]
    lines += ["", f"{'SGD, 5 epochs':<16}{'rate 0.1':>12}{'scaled':>12}{'accuracy':>12}"]
    for batch, accuracy in found.fixed_rate.items():
        lines.append(
            f"  {f'batch {batch}':<14}{accuracy:>12.4f}"
            f"{RATE * batch / 128:>12.1f}{found.scaled_rate[batch]:>12.4f}"
        )
    return lines


def main() -> int:
    import measure as whole

    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write-pages", action="store_true", help="put the part on the site")
    options = parser.parse_args()
    part = report(measure(options.rounds))
    print("\n".join(part))
    if options.write_pages:
        for page in (ROOT / "docs/en/benchmark.md", ROOT / "docs/ko/benchmark.md"):
            rest = whole.table_of(page).split(f"\n\n{TITLE}")[0]
            whole.write_into(page, [rest, "", *part])
    return 0


if __name__ == "__main__":
    sys.exit(main())
