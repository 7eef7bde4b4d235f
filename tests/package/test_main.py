import subprocess
import sys
from pathlib import Path

import pytest

from mathbits.__main__ import main
from mathbits.models import load_model


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "mathbits", *arguments], capture_output=True, text=True, check=False
    )


def test_train_says_how_good_it_is_and_saves(tmp_path: Path) -> None:
    path = tmp_path / "small.npz"
    arguments = "train --epochs 1 --hidden 16 --batch-size 256 --optimizer adam --seed 0 --save"
    result = run(*arguments.split(), str(path))
    assert result.returncode == 0, result.stderr
    first, second = result.stdout.splitlines()
    assert first.startswith("Test accuracy 0.")
    assert second == f"Saved to {path}"
    assert load_model(path).layers[0].units == 16


def test_the_same_seed_gives_the_same_result() -> None:
    arguments = ["train", "--epochs", "1", "--hidden", "8", "--seed", "5"]
    assert run(*arguments).stdout == run(*arguments).stdout != ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["train", "--epochs", "0"], "expected a whole number of 1 or more, got 0"),
        (["train", "--optimizer", "adamw"], "invalid choice: 'adamw'"),
        (["train", "--save", "model.h5"], "expected a name that ends in .npz, got model.h5"),
        (["train", "--save", "no/such/folder/m.npz"], "there is no folder"),
        ([], "required: command"),
    ],
)
def test_bad_arguments_end_before_any_work(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert message in capsys.readouterr().err


def test_a_seed_out_of_range_ends_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--seed", "-1"]) == 1
    assert capsys.readouterr().err.startswith("mathbits: seed: expected a whole number")


def test_a_folder_that_cannot_be_written_to_is_refused_before_the_training(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)  # root may write everywhere
    with pytest.raises(SystemExit):
        main(["train", "--save", str(tmp_path / "model.npz")])
    assert "cannot be written to" in capsys.readouterr().err
