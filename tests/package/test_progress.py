import io

import numpy as np
import pytest

from mathbits import Input, layers, models, progress
from mathbits.progress import Progress, Verbose


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock on which ten seconds pass between two looks."""
    now = iter(range(0, 10_000, 10))
    monkeypatch.setattr("mathbits.progress.time.perf_counter", lambda: float(next(now)))


def run(stream: io.StringIO, verbose: Verbose) -> str:
    bar = Progress(469, verbose, "Epoch 1/5", stream)
    bar.update(100, {"accuracy": 0.8, "loss": 0.7})
    bar.finish({"accuracy": 0.9257, "loss": 0.2571})
    return stream.getvalue()


def test_a_terminal_sees_a_bar_with_the_time_left() -> None:
    title, drawing = run(Terminal(), "auto").split("\n", 1)
    assert title == "Epoch 1/5"
    first, last = drawing.strip("\r\n").split("\r")
    assert first.startswith("100/469 ━━━━────────────────")
    assert "37s left" in first  # 10 s for 100 steps leave 36.9 s for 369
    assert "accuracy: 0.8000 - loss: 0.7000" in first
    assert last.startswith("469/469 ━━━━━━━━━━━━━━━━━━━━ 20s 43ms/step")
    assert "accuracy: 0.9257 - loss: 0.2571" in last
    assert drawing.endswith("\n")


@pytest.mark.parametrize("verbose", [0, False])
def test_silent_is_silent_even_on_a_terminal(verbose: Verbose) -> None:
    assert run(Terminal(), verbose) == ""


def test_away_from_a_terminal_auto_is_silent() -> None:
    assert run(io.StringIO(), "auto") == ""


@pytest.mark.parametrize("verbose", [1, 2, True])
def test_a_log_gets_one_line_for_each_epoch_and_no_control_characters(verbose: Verbose) -> None:
    text = run(io.StringIO(), verbose)
    assert text.count("\n") == 2
    assert "\r" not in text
    assert "\x1b" not in text


def test_a_log_that_cannot_write_the_lines_gets_others() -> None:
    log = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")  # as on Windows
    Progress(2, 2, stream=log).finish({"loss": 0.5})
    log.seek(0)
    assert log.read().startswith("2/2 ==================== 10s")


def test_where_there_is_no_standard_output_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdout", None)
    Progress(2, "auto").finish({"loss": 0.5})
    Progress(2, 1).finish({"loss": 0.5})


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.4, "0s"), (59, "59s"), (65, "1:05"), (3605, "1:00:05")]
)
def test_durations_read_as_those_of_keras(seconds: float, text: str) -> None:
    assert progress._duration(seconds) == text


def test_fit_prints_nothing_when_its_output_is_captured(
    capsys: pytest.CaptureFixture[str],
) -> None:
    model = models.Sequential([Input((2,)), layers.Dense(2, "softmax")])
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(np.ones((4, 2)), [0, 1, 0, 1])
    assert capsys.readouterr().out == ""
    model.fit(np.ones((4, 2)), [0, 1, 0, 1], epochs=2, verbose=2)
    assert "Epoch 2/2" in capsys.readouterr().out
