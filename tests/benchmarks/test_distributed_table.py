"""The part of the table about several processes, from measurements made up here."""

import distributed_table
import pytest
from distributed_table import ALONE, GRADIENT, LARGER, ROWS, USUAL, Distributed, Model

MODEL = Model(fixed=1e-3, sample=2e-5, message=5e-6, byte=1e-9)


def made_up() -> Distributed:
    """What a machine would measure that follows the model exactly."""
    found = Distributed(
        epoch={(name, batch): [2.0 / ROWS[name][0]] for name in ROWS for batch in (USUAL, LARGER)},
        accuracy=dict.fromkeys(ROWS, 0.98),
        calls={2: 1, 4: 1},
        given={2: GRADIENT + 8, 4: GRADIENT + 8},
        wire={2: GRADIENT, 4: 1.5 * GRADIENT},
        step={batch: [MODEL.fixed + MODEL.sample * batch] for batch in (32, 64, 128)},
        fixed_rate={128: 0.9},
        scaled_rate={128: 0.8},
    )
    for processes in (2, 4):
        for size in (4096, GRADIENT):
            messages = 2 * (processes - 1)
            seconds = messages * MODEL.message + messages / processes * size * MODEL.byte
            found.allreduce.append((processes, size, seconds))
    return found


def test_the_fit_finds_the_model_again() -> None:
    fitted = distributed_table.fitted(made_up())
    for name, value in vars(MODEL).items():
        assert getattr(fitted, name) == pytest.approx(value), name


@pytest.mark.parametrize("processes", [2, 32, 1024])
def test_at_the_even_batch_many_are_as_fast_as_one(processes: int) -> None:
    batch = MODEL.break_even(processes)
    together = MODEL.fixed + MODEL.sample * batch / processes + MODEL.ring(processes)
    assert together == pytest.approx(MODEL.fixed + MODEL.sample * batch)


def test_ratios_are_to_one_process_with_one_thread() -> None:
    table = distributed_table.report(made_up())
    rows = {line[:28].strip(): line[28:].split() for line in table}
    assert rows[ALONE] == ["2.00", "1.00", "2.00", "1.00", "0.9800"]
    assert rows["2 processes, 1 thread each"][:2] == ["1.00", "0.50"]
    assert rows["2 processes"] == ["1", "1,628,208", "1,628,200", "1,628,200"]
    assert rows["4 processes"][2:] == ["2,442,300", "2,442,300"]
