"""`make bench`: the book's program on mathbits and on its rivals, side by side.

Every program runs in a process of its own. The engines take turns, several rounds, so that a
machine that is slower for a while is slower for all of them. Medians are compared, as ratios.
The table goes to the screen, to `benchmark.txt`, and into the site's page on speed.

    python tests/benchmarks/measure.py [--rounds 3] [--epochs 5] [--write-pages]
"""

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import distributed_table
import numpy as np

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
GIGAFLOP_AN_EPOCH = 98.2  # 60,000 times 2 * (2 * 784 * 512 + 3 * 512 * 10) multiplications and sums

ENGINES: dict[str, tuple[list[str], dict[str, str]]] = {
    "mathbits": (["program_keras.py", "mathbits"], {}),
    "the same by hand": (["program_by_hand.py"], {}),
    "JAX": (["program_jax.py"], {}),
    "PyTorch": (["program_torch.py"], {}),
    "Keras on JAX": (["program_keras.py", "keras"], {"KERAS_BACKEND": "jax"}),
    "Keras on PyTorch": (["program_keras.py", "keras"], {"KERAS_BACKEND": "torch"}),
    "Keras on TensorFlow": (["program_keras.py", "keras"], {"KERAS_BACKEND": "tensorflow"}),
}
OURS = ("mathbits", "the same by hand")
RIVALS = [name for name in ENGINES if name not in OURS]


@dataclass
class Figures:
    """What one engine did, one number a round."""

    epoch: list[float] = field(default_factory=list)  # seconds: the median of epochs 2 and on
    busy: list[float] = field(default_factory=list)  # the same, while a core is held
    whole: list[float] = field(default_factory=list)  # seconds, from start to end
    peak: list[float] = field(default_factory=list)  # bytes of resident memory
    accuracy: list[float] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--write-pages", action="store_true", help="put the table on the site")
    options = parser.parse_args()
    # Where this is set, every process compiles what it imports, and the clock runs.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    found = {name: Figures() for name in options.engines}
    rates, imports = [], []
    for turn in range(options.rounds):
        rates.append(best_rate())
        imports.append(import_time("mathbits") / import_time("numpy"))
        for name, figures in found.items():
            say(f"round {turn + 1} of {options.rounds}: {name}")
            add(figures, run(name, options.epochs))
            with one_core_held():
                figures.busy.append(typical(run(name, 3)["epochs"]))
    table = report(found, statistics.median(rates), statistics.median(imports))
    table += ["", *distributed_table.report(distributed_table.measure(options.rounds))]
    print("\n".join(table))
    (ROOT / "benchmark.txt").write_text("\n".join(table) + "\n", encoding="utf-8")
    if options.write_pages:
        for page in (ROOT / "docs/en/benchmark.md", ROOT / "docs/ko/benchmark.md"):
            write_into(page, table)
    return 0


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def run(name: str, epochs: int) -> dict[str, Any]:
    """Run an engine's program once and return what it reports."""
    arguments, settings = ENGINES[name]
    environment = {
        **os.environ,
        **settings,
        "EPOCHS": str(epochs),
        "STARTED": str(time.time()),
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
    finished = subprocess.run(
        [sys.executable, *arguments], cwd=HERE, env=environment, capture_output=True, text=True
    )
    lines = [line for line in finished.stdout.splitlines() if line.startswith("RESULT ")]
    if finished.returncode or not lines:
        raise RuntimeError(f"{name} failed:\n{finished.stderr}")
    return dict(json.loads(lines[0].removeprefix("RESULT ")))


def add(figures: Figures, result: dict[str, Any]) -> None:
    figures.epoch.append(typical(result["epochs"]))
    figures.whole.append(result["whole"])
    figures.peak.append(result["peak"])
    figures.accuracy.append(result["accuracy"])
    figures.versions |= result["versions"]


def typical(epochs: list[float]) -> float:
    """The median without the first epoch, in which some engines compile."""
    return statistics.median(epochs[1:] or epochs)


@contextmanager
def one_core_held() -> Iterator[None]:
    """While this is on, another process keeps one core busy."""
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as other:
        try:
            yield
        finally:
            other.kill()


def best_rate() -> float:
    """The most that BLAS reaches with this network's products, in GFLOP/s."""
    program = """
import time
import numpy as np
x, w = np.ones((128, 784), np.float32), np.ones((784, 512), np.float32)
best = 1e9
for _ in range(300):
    start = time.perf_counter()
    x @ w
    best = min(best, time.perf_counter() - start)
print(2 * 128 * 784 * 512 / best / 1e9)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    return float(done.stdout)


def import_time(module: str) -> float:
    """The seconds that an import takes, without the start of Python."""
    return min(python(f"import {module}") for _ in range(7)) - min(python("pass") for _ in range(7))


def python(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
    return time.perf_counter() - start


def report(found: dict[str, Figures], rate: float, imported: float) -> list[str]:
    """The figures of all engines, and what follows from them."""
    ours = found["mathbits"]
    columns = ["s/epoch", "ratio", "one core held", "whole s", "peak MiB", "accuracy"]
    lines = [f"{'':<20}" + "".join(f"{column:>15}" for column in columns)]
    for name, figures in found.items():
        epoch, busy = statistics.median(figures.epoch), statistics.median(figures.busy)
        numbers = [
            f"{epoch:.2f}",
            f"{epoch / statistics.median(ours.epoch):.2f}",
            f"{busy:.2f}",
            f"{statistics.median(figures.whole):.1f}",
            f"{statistics.median(figures.peak) / 2**20:.0f}",
            f"{statistics.median(figures.accuracy):.4f}",
        ]
        lines.append(f"{name:<20}" + "".join(f"{number:>15}" for number in numbers))
    rivals = [figures for name, figures in found.items() if name in RIVALS]

    def ratio(what: str, others: list[Figures]) -> float:
        return ratio_of(getattr(ours, what), [getattr(other, what) for other in others])

    shares: list[tuple[str, float, float]] = []  # what, as measured, the goal
    if rivals:
        shares += [
            ("the fastest rival's epoch", ratio("epoch", rivals), 0.9),
            ("the fastest rival's whole program", ratio("whole", rivals), 0.6),
            ("the fastest rival's epoch, a core held", ratio("busy", rivals), 1),
            ("the smallest rival's peak memory", ratio("peak", rivals), 1),
        ]
    if tensorflow := found.get("Keras on TensorFlow"):
        shares += [
            ("the epoch of Keras on TensorFlow", ratio("epoch", [tensorflow]), 0.45),
            ("the memory of Keras on TensorFlow", ratio("peak", [tensorflow]), 0.35),
        ]
    if by_hand := found.get("the same by hand"):
        shares += [("the steps derived by hand", ratio("epoch", [by_hand]), 1.1)]
    limit = GIGAFLOP_AN_EPOCH / rate
    epoch, busy = statistics.median(ours.epoch), statistics.median(ours.busy)
    shares += [
        ("its own quiet epoch, a core held", busy / epoch, 2.5),
        ("the limit", epoch / limit, 2.2),
        ("the import of NumPy alone", imported, 1.3),
    ]
    lines += ["", f"{'mathbits, as a share of':<42}{'measured':>10}{'goal':>8}"]
    lines += [f"  {what:<40}{measured:>10.2f}{goal:>8.2f}" for what, measured, goal in shares]
    lines += [
        "",
        f"the limit is {limit:.2f} s: all products at the best rate, {rate:.0f} GFLOP/s",
        machine(),
        ", ".join(f"{name} {number}" for name, number in versions(found).items()),
    ]
    return lines


def ratio_of(ours: list[float], others: list[list[float]]) -> float:
    return statistics.median(ours) / min(statistics.median(other) for other in others)


def versions(found: dict[str, Figures]) -> dict[str, str]:
    merged = {"Python": platform.python_version()}
    for figures in found.values():
        merged |= figures.versions
    return merged


def machine() -> str:
    name = platform.processor() or platform.machine()
    if (info := Path("/proc/cpuinfo")).is_file():
        models = re.findall(r"model name\s*: (.*)", info.read_text())
        name = models[0] if models else name
    blas = np.show_config("dicts")["Build Dependencies"]["blas"]
    return (
        f"{name}, {os.cpu_count()} cores, all threads left to each engine, {platform.system()}, "
        f"{blas['name']} {blas['version']}"
    )


def table_of(page: Path) -> str:
    """The text block of the page."""
    found = re.search(r"```text\n(.*?)\n```", page.read_text(encoding="utf-8"), re.DOTALL)
    return found[1] if found else ""


def write_into(page: Path, table: list[str]) -> None:
    """Replace the one text block of the page by the table."""
    text = page.read_text(encoding="utf-8")
    block = "```text\n" + "\n".join(table) + "\n```"
    page.write_text(
        re.sub(r"```text\n(?:.*?\n)?```", lambda _: block, text, count=1, flags=re.DOTALL)
    )


if __name__ == "__main__":
    sys.exit(main())
