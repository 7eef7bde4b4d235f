"""What `make bench` measured with several processes, from the table on the benchmark's page."""

import re
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parents[1] / "en/benchmark.md"
GRADIENT = 4 * (784 * 512 + 512 + 512 * 10 + 10)  # bytes


@dataclass
class Model:
    """Seconds: of a step alone, for each sample, for a message in the ring, for a byte."""

    fixed: float
    sample: float
    message: float
    byte: float

    def computing(self, processes: int, batch: int) -> float:
        return self.fixed + self.sample * batch / processes

    def communicating(self, processes: int) -> float:
        messages = 2 * (processes - 1)
        return messages * self.message + messages / processes * GRADIENT * self.byte

    def speed_up(self, processes: int, batch: int) -> float:
        together = self.computing(processes, batch) + self.communicating(processes)
        return self.computing(1, batch) / together


def model() -> Model:
    text = PAGE.read_text("utf-8")
    step = re.search(r"a step alone +([\d.]+) ms \+ ([\d.]+) ms a sample", text)
    ring = re.search(r"a ring's message +([\d.]+) us \+ ([\d.]+) ns a byte", text)
    if step is None or ring is None:
        raise ValueError("benchmark.md has no model: make bench ARGS=--write-pages")
    fixed, sample, message, byte = map(float, (*step.groups(), *ring.groups()))
    return Model(fixed * 1e-3, sample * 1e-3, message * 1e-6, byte * 1e-9)


def accuracies() -> list[tuple[int, float, float]]:
    """For each batch size: the accuracy at a fixed rate, and at one that grows with the batch."""
    rows = re.findall(r"^ +batch (\d+) +([\d.]+) +[\d.]+ +([\d.]+)$", PAGE.read_text("utf-8"), re.M)
    if not rows:
        raise ValueError("benchmark.md has no accuracies: make bench ARGS=--write-pages")
    return [(int(batch), float(fixed), float(scaled)) for batch, fixed, scaled in rows]
