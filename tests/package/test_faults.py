"""A training that is killed, a disk that is full, a folder that is gone: nothing is lost."""

import copy
import errno
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from extras import starts_processes
from numpy.typing import NDArray

from mathbits import Input, __main__, callbacks, layers, models, optimizers
from mathbits.utils import generator, set_random_seed

KILLS = 20
STEPS = 3  # of one epoch
X = np.random.default_rng(0).normal(size=(24, 200)).astype(np.float32)
Y = np.tanh(X @ np.random.default_rng(1).normal(size=(200, 200)).astype(np.float32))

TRAINING = """
import sys
import numpy as np
from mathbits import callbacks, models

path, data = sys.argv[1:]
with np.load(data) as arrays:
    x, y = arrays["x"], arrays["y"]
model = models.load_model(path)
keep = callbacks.ModelCheckpoint(path)
report = callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: print(epoch, flush=True))
epoch = model.optimizer.iterations // (len(x) // 8)
model.fit(x, y, 8, 10**6, 0, [keep, report], initial_epoch=epoch)
"""


def network(rule: optimizers.Optimizer | None = None) -> models.Sequential:
    set_random_seed(4)
    model = models.Sequential([Input((200,)), layers.Dense(200, "tanh")])
    model.compile(rule or optimizers.SGD(0.05, momentum=0.9), "mse")
    return model


def steps_taken(model: models.Sequential) -> int:
    assert model.optimizer is not None
    return model.optimizer.iterations


def state(model: models.Sequential) -> list[NDArray[Any]]:
    """All that training changes in a model."""
    assert model.optimizer is not None
    return [*model.get_weights(), *(slot.copy() for slot in model.optimizer.memory)]


def expect_same_bits(found: list[NDArray[Any]], expected: list[NDArray[Any]]) -> None:
    assert len(found) == len(expected)
    for a, b in zip(found, expected, strict=True):
        np.testing.assert_array_equal(a, b)


@starts_processes
def test_a_training_killed_twenty_times_ends_with_the_same_bits(tmp_path: Path) -> None:
    path, data = tmp_path / "model.npz", tmp_path / "data.npz"
    network().fit(X, Y, 8, callbacks=[callbacks.ModelCheckpoint(path)])
    np.savez(data, x=X, y=Y)
    moments = random.Random(0)
    saved = []
    for _ in range(KILLS):
        training = subprocess.Popen(
            [sys.executable, "-c", TRAINING, path, data], stdout=subprocess.PIPE
        )
        assert training.stdout is not None
        assert training.stdout.readline()  # It has saved once.
        time.sleep(moments.uniform(0, 0.05))
        training.kill()
        training.communicate()
        saved.append(models.load_model(path))
    counts = [steps_taken(model) for model in saved]
    assert counts == sorted(set(counts))

    # The same training, with nothing to interrupt it.
    whole = network()
    states = {}
    note = callbacks.LambdaCallback(
        on_epoch_end=lambda epoch, logs: states.update({(epoch + 1) * STEPS: state(whole)})
    )
    epochs = counts[-1] // STEPS + 3
    whole.fit(X, Y, 8, epochs, callbacks=[note])
    for model, count in zip(saved, counts, strict=True):
        expect_same_bits(state(model), states[count])

    last = models.load_model(path)
    last.fit(X, Y, 8, epochs, initial_epoch=counts[-1] // STEPS)
    expect_same_bits(state(last), state(whole))


@pytest.mark.parametrize(
    "rule",
    [
        optimizers.SGD(0.1),
        optimizers.SGD(0.05, momentum=0.9, nesterov=True),
        optimizers.Adagrad(0.01),
        optimizers.RMSprop(0.01, momentum=0.5, centered=True),
        optimizers.Adam(0.01, global_clipnorm=0.5),
    ],
    ids=["sgd", "momentum", "adagrad", "rmsprop", "adam"],
)
def test_a_resumed_training_ends_with_the_same_bits(
    rule: optimizers.Optimizer, tmp_path: Path
) -> None:
    path = tmp_path / "epoch-{epoch}.npz"
    whole = network(copy.deepcopy(rule))
    whole.fit(X, Y, 8, 4, callbacks=[callbacks.ModelCheckpoint(path)])
    drawn = generator().random()

    set_random_seed(99)  # Another process would start anywhere.
    resumed = models.load_model(tmp_path / "epoch-2.npz")
    resumed.fit(X, Y, 8, 4, initial_epoch=2)
    expect_same_bits(state(resumed), state(whole))
    assert steps_taken(resumed) == steps_taken(whole) == 4 * STEPS
    assert generator().random() == drawn


def test_to_load_a_model_draws_nothing(tmp_path: Path) -> None:
    network().save(tmp_path / "model.npz")
    set_random_seed(5)
    model = models.load_model(tmp_path / "model.npz")
    assert generator().random() == np.random.default_rng(5).random()
    # A new training of the loaded model is a new training.
    set_random_seed(5)
    model.fit(X, Y, 8, 1)
    model.fit(X, Y, 8, 2, initial_epoch=1)
    expected = np.random.default_rng(5)
    expected.permutation(len(X))
    expected.permutation(len(X))
    assert generator().random() == expected.random()


# A folder with an old file, and what keeps a new one from being written.


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An old file, alone in its folder."""
    folder = tmp_path / "models"
    folder.mkdir()
    network().save(folder / "model.npz")
    return folder / "model.npz"


def expect_untouched(path: Path, before: bytes) -> None:
    assert path.read_bytes() == before
    assert [other.name for other in path.parent.iterdir()] == [path.name]


def full(*args: object, **kwargs: object) -> Any:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("step", ["pathlib.Path.open", "os.fsync", "pathlib.Path.replace"])
def test_a_full_disk_leaves_the_old_file(
    path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(step, full)
        with pytest.raises(OSError, match="The model was not saved: No space left") as error:
            network().save(path)
    assert (error.value.errno, error.value.filename) == (errno.ENOSPC, str(path))
    expect_untouched(path, before)


@pytest.mark.skipif(
    sys.platform in ("win32", "emscripten"), reason="Only Unix limits a file's size."
)
@pytest.mark.parametrize("room", [0, 100, 50_000, 160_000, 320_000])
def test_a_disk_that_fills_up_on_the_way_leaves_the_old_file(path: Path, room: int) -> None:
    import resource

    before = path.read_bytes()
    model = network()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))
    try:
        with pytest.raises(OSError, match="The model was not saved: File too large") as error:
            model.fit(X, Y, 8, callbacks=[callbacks.ModelCheckpoint(path)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert error.value.filename == str(path)
    expect_untouched(path, before)


@pytest.fixture
def nobody() -> Iterator[Callable[[bool], None]]:
    """Makes root an ordinary user for a while: root may write everywhere."""

    def become(nobody: bool) -> None:
        if os.getuid() == 0:
            os.seteuid(65534 if nobody else 0)

    yield become
    become(False)


@pytest.mark.skipif(
    sys.platform in ("win32", "emscripten"), reason="Only Unix has folders that are read-only."
)
def test_a_read_only_folder_is_told_and_its_file_left(nobody: Callable[[bool], None]) -> None:
    # pytest's own folders are closed to other users.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.npz"
        network().save(path)
        before = path.read_bytes()
        Path(folder).chmod(0o555)
        nobody(True)
        with pytest.raises(PermissionError, match="not saved: Permission denied") as error:
            network().save(path)
        nobody(False)
        assert error.value.filename == str(path)
        expect_untouched(path, before)


def test_a_folder_that_goes_away_in_the_training_is_told(path: Path) -> None:
    away = callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: shutil.rmtree(path.parent))
    with pytest.raises(FileNotFoundError, match="not saved: No such file or directory") as error:
        network().fit(X, Y, 8, callbacks=[away, callbacks.ModelCheckpoint(path)])
    assert error.value.filename == str(path)
    assert not path.parent.exists()


def test_a_file_in_place_of_the_folder_and_a_folder_in_place_of_the_file(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(OSError, match="The model was not saved"):
        network().save(path / "inside.npz")
    expect_untouched(path, before)
    path.unlink()
    path.mkdir()
    with pytest.raises(OSError, match="The model was not saved"):
        network().save(path)
    assert [other.name for other in path.parent.iterdir()] == [path.name]


def test_ctrl_c_while_it_saves_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        network().save(path)
    expect_untouched(path, before)


def test_the_command_line_says_in_one_line_that_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    few = np.zeros((10, 784), np.float32), np.eye(10)
    monkeypatch.setattr(__main__, "_digits", lambda: (few, few))
    monkeypatch.setattr(os, "fsync", full)
    path = tmp_path / "model.npz"
    assert __main__.main(["train", "--epochs", "1", "--save", str(path)]) == 1
    said = capsys.readouterr().err
    reason = f"[Errno {errno.ENOSPC}] The model was not saved: {os.strerror(errno.ENOSPC)}"
    assert said == f"mathbits: {reason}: {str(path)!r}\n"


def test_a_saved_file_may_be_read_by_whom_other_files_may(path: Path) -> None:
    other = path.with_name("other")
    other.touch()
    assert path.stat().st_mode == other.stat().st_mode


@pytest.mark.skipif(
    sys.platform in ("win32", "emscripten"), reason="Only Unix has links and modes for everyone."
)
def test_a_link_stays_and_so_does_who_may_read_what_it_leads_to(path: Path) -> None:
    path.chmod(0o600)
    link = path.with_name("newest.npz")
    link.symlink_to(path)
    model = network(optimizers.Adam())
    model.save(link)
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o600
    saved = models.load_model(path).optimizer
    assert isinstance(saved, optimizers.Adam)
    assert sorted(other.name for other in path.parent.iterdir()) == ["model.npz", "newest.npz"]
