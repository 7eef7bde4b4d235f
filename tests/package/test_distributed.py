"""Several processes on this machine learn what one learns, and fail together.

MPI starts them on the loopback interface. They train on the real MNIST; the runs of 5 epochs have
a small hidden layer, so that they take a second each.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import one_of_many
import pytest
from extras import skip_without
from one_of_many import RUNS, learn

from mathbits import cores, distributed
from mathbits.__main__ import main
from mathbits.models import load_model
from mathbits.optimizers import SGD

skip_without("mpi4py")

MPIEXEC = Path(sys.executable).with_name("mpiexec")
PROGRAM = [sys.executable, one_of_many.__file__]
ENVIRONMENT = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(Path.cwd())}
LIMIT = 30  # seconds within which a job that has failed must end


def mpiexec(*arguments: object, wait: float = 120) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(argument) for argument in (MPIEXEC, *arguments)],
        capture_output=True,
        text=True,
        timeout=wait,
        env=ENVIRONMENT,
    )


@pytest.fixture(scope="module")
def alone() -> dict[str, dict[str, Any]]:
    """What one process learns, without a communicator."""
    found = {}
    for name in RUNS:
        model, found[name] = learn(name)
        if name == "5 epochs":
            found[name]["test"] = one_of_many.test_accuracy(model)
    return found


@pytest.fixture(scope="module", params=[1, 2, 4])
def many(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What so many processes learn, each with its part of every batch."""
    folder = tmp_path_factory.mktemp("many")
    job = mpiexec("-n", request.param, *PROGRAM, "all runs", folder)
    assert job.returncode == 0, job.stderr
    assert not job.stdout
    found: Any = {path.stem: dict(np.load(path)) for path in folder.iterdir()}
    return SimpleNamespace(processes=request.param, found=found)


def test_many_processes_follow_one(many: Any, alone: Any) -> None:
    for name in RUNS:
        if name == "5 epochs":
            continue
        tolerance = 1e-5 if RUNS[name][0] is SGD else 1e-4
        difference = np.abs(many.found[name]["weights"] - alone[name]["weights"]).max()
        assert difference < tolerance, name
        np.testing.assert_allclose(many.found[name]["loss"], alone[name]["loss"], rtol=1e-5)
        assert many.found[name]["accuracy"] == pytest.approx(alone[name]["accuracy"], abs=2e-3)


def test_after_5_epochs_they_are_as_good(many: Any, alone: Any) -> None:
    assert alone["5 epochs"]["test"] > 0.94
    assert many.found["5 epochs"]["test"] == pytest.approx(alone["5 epochs"]["test"], abs=0.003)


def test_a_step_is_one_allreduce_of_the_gradient_and_the_sums(many: Any) -> None:
    expected = []
    for _, samples, units, epochs in RUNS.values():
        numbers = 784 * units + units + units * 10 + 10 + len(("loss", "accuracy"))
        expected += [4 * numbers] * (epochs * -(-samples // 128))
    assert many.found["calls"]["sizes"].tolist() == (expected if many.processes > 1 else [])


def test_what_the_first_process_decides_holds_for_all(tmp_path: Path) -> None:
    job = mpiexec("-n", 2, *PROGRAM, "early stopping", tmp_path)
    assert job.returncode == 0, job.stderr
    first, second = (dict(np.load(tmp_path / f"{rank}.npz")) for rank in (0, 1))
    for name in ("weights", "accuracies", "rate", "measured"):
        assert np.array_equal(first[name], second[name]), name
    assert 3 < len(first["accuracies"]) < 50
    assert (first["called"], second["called"]) == (len(first["accuracies"]), 0)
    assert first["rate"] == pytest.approx(0.5 * 0.9 ** len(first["accuracies"]))
    assert first["measured"] > first["accuracies"][0]  # those of the best epoch
    assert set(first["cores"]) == {max(1, cores.CORES // 2)}


def test_the_command_prints_and_saves_once(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mathbits", "train", "--epochs", "1", "--hidden", "8"]
    saved = tmp_path / "model.npz"
    job = mpiexec("-n", 2, *command, "--seed", "0", "--save", saved, "--distributed")
    assert job.returncode == 0, job.stderr
    first, second = job.stdout.splitlines()
    assert float(first.split()[2].rstrip(",")) > 0.88
    assert second == f"Saved to {saved}"
    assert load_model(saved).get_weights()[0].shape == (784, 8)


def test_an_exception_in_one_process_ends_all(tmp_path: Path) -> None:
    job = mpiexec("-n", 2, *PROGRAM, "an exception", tmp_path, wait=LIMIT)
    assert job.returncode != 0
    assert "mathbits: process 1 of 2: OSError: the disk of this process is gone" in job.stderr
    assert "in __call__" in job.stderr  # the traceback


def test_settings_that_differ_are_named_before_the_first_step(tmp_path: Path) -> None:
    job = mpiexec("-n", 2, *PROGRAM, "other settings", tmp_path, wait=LIMIT)
    assert job.returncode != 0
    last = next(line for line in job.stderr.splitlines() if line.startswith("mathbits: "))
    assert last.startswith("mathbits: process 0 of 2: ValueError: ")
    assert "batch_size is 128 in process 0 and 64 in process 1" in last
    assert "optimizer is ('SGD', " in last
    assert "epochs" not in last


def test_a_failure_is_told_before_all_are_ended(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As in the two tests above, in a process that is still there to be asked."""
    ended: list[int] = []
    communicator: Any = SimpleNamespace(
        rank=0, size=2, Abort=ended.append, gather=lambda texts: [texts, {**texts, "epochs": "2"}]
    )
    monkeypatch.setattr(distributed.Processes, "_own_cores", lambda self: 1)
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    processes = distributed.Processes(communicator)
    fault = "epochs is 1 in process 0 and 2 in process 1; expected the same settings"
    with pytest.raises(ValueError, match=fault), processes.together():
        processes.agree({"epochs": 1, "batch_size": 128})
    assert ended == [1]
    assert f"mathbits: process 0 of 2: ValueError: {fault}" in capsys.readouterr().err


def test_a_process_that_nobody_joins_ends_the_job(tmp_path: Path) -> None:
    sleeper = [sys.executable, "-c", f"import time; time.sleep({2 * LIMIT})"]
    lonely = [*PROGRAM, "a process that nobody joins", tmp_path]
    job = mpiexec("-n", 1, *lonely, ":", "-n", 1, *sleeper, wait=LIMIT)
    assert job.returncode != 0
    assert "in _wait_until_all_processes_have_joined" in job.stderr


def test_a_killed_process_ends_the_job_and_leaves_a_whole_checkpoint(tmp_path: Path) -> None:
    command = [str(MPIEXEC), "-n", "2", *PROGRAM, "a killed process", str(tmp_path)]
    saved = tmp_path / "model.npz"
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=ENVIRONMENT) as job:
        try:
            deadline = time.monotonic() + LIMIT
            while not saved.exists() and time.monotonic() < deadline:
                time.sleep(0.05)
            os.kill(int((tmp_path / "1.pid").read_text()), signal.SIGKILL)
            printed, said = job.communicate(timeout=LIMIT)
        finally:
            job.terminate()
    assert job.returncode != 0
    # Either mpiexec sees it first, or the process that was waiting for the killed one.
    assert "signal 9" in printed or "mathbits: process 0 of 2: mpi4py.MPI.Exception" in said
    assert load_model(saved).count_params() == 785 * 64 + 65 * 10


def test_without_mpi_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    modules: Any = sys.modules
    monkeypatch.setitem(modules, "mpi4py", None)
    assert main(["train", "--distributed"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("mathbits: training in several processes needs mpi4py and an MPI")
    assert "pip install 'mathbits[distributed]'" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_the_parts_of_a_batch_are_the_batch(size: int) -> None:
    for rows in (slice(0, 128), slice(128, 165), slice(165, 167)):
        parts = []
        for rank in range(size):
            communicator: Any = SimpleNamespace(rank=rank, size=size)
            parts.append(range(10**3)[distributed.Processes(communicator).part(rows)])
        assert [row for part in parts for row in part] == list(range(rows.start, rows.stop))
        lengths = [len(part) for part in parts]
        assert max(lengths) - min(lengths) <= 1
