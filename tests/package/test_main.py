import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from extras import skip_without, starts_processes

from mathbits import Input, __main__, layers, models
from mathbits.__main__ import main
from mathbits.datasets import mnist
from mathbits.models import load_model


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "mathbits", *arguments], capture_output=True, text=True, check=False
    )


@starts_processes
def test_train_says_how_good_it_is_and_saves(tmp_path: Path) -> None:
    path = tmp_path / "small.npz"
    arguments = "train --epochs 1 --hidden 16 --batch-size 256 --optimizer adam --seed 0 --save"
    result = run(*arguments.split(), str(path))
    assert result.returncode == 0, result.stderr
    first, second = result.stdout.splitlines()
    assert first.startswith("Test accuracy 0.")
    assert second == f"Saved to {path}"
    assert load_model(path).get_weights()[0].shape == (784, 16)


@starts_processes
def test_the_same_seed_gives_the_same_result() -> None:
    arguments = ["train", "--epochs", "1", "--hidden", "8", "--seed", "5"]
    assert run(*arguments).stdout == run(*arguments).stdout != ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["train", "--epochs", "0"], "expected a whole number of 1 or more, got 0"),
        (["train", "--epochs", "ten"], "expected a whole number of 1 or more, got ten"),
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


def test_a_network_that_no_memory_holds_ends_in_one_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["train", "--hidden", str(10**15)]) == 1
    assert re.fullmatch(r"mathbits: .+\n", capsys.readouterr().err)


def test_a_seed_out_of_range_ends_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--seed", "-1"]) == 1
    assert capsys.readouterr().err.startswith("mathbits: seed: expected a whole number")


def test_a_short_training_without_a_file_and_one_that_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    few = np.zeros((10, 784), np.float32), np.eye(10)
    monkeypatch.setattr(__main__, "_digits", lambda: (few, few))
    monkeypatch.chdir(tmp_path)
    assert main(["train", "--epochs", "1", "--hidden", "8"]) == 0
    assert capsys.readouterr().out.startswith("Test accuracy 0.1")
    assert list(tmp_path.iterdir()) == []

    def stop() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(__main__, "_digits", stop)
    assert main(["train"]) == 130
    assert capsys.readouterr().err == "Stopped.\n"


def test_a_folder_that_cannot_be_written_to_is_refused_before_the_training(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)  # root may write everywhere
    with pytest.raises(SystemExit):
        main(["train", "--save", str(tmp_path / "model.npz")])
    assert "cannot be written to" in capsys.readouterr().err


def test_a_folder_in_place_of_the_file_is_refused_before_the_training(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "model.npz").mkdir()
    with pytest.raises(SystemExit):
        main(["train", "--save", str(tmp_path / "model.npz")])
    assert "model.npz is a folder" in capsys.readouterr().err


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("model") / "mnist.npz"
    assert (
        main(["train", "--epochs", "2", "--hidden", "64", "--seed", "0", "--save", str(path)]) == 0
    )
    return path


def test_evaluate_tests_a_saved_network(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--model", str(saved)]) == 0
    words = capsys.readouterr().out.split()
    assert words[:2] == ["Test", "accuracy"]
    assert float(words[2].rstrip(",")) > 0.94


@pytest.mark.parametrize("metrics", [None, [], ["accuracy", "categorical_accuracy"]])
def test_evaluate_tests_a_network_whatever_was_measured_when_it_learned(
    metrics: list[str] | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    network = models.Sequential([Input((784,)), layers.Dense(10, "softmax")])
    if metrics is not None:
        network.compile("sgd", "mse", metrics=metrics)
    network.save(tmp_path / "model.npz")
    assert main(["evaluate", "--model", str(tmp_path / "model.npz")]) == 0
    assert capsys.readouterr().out.startswith("Test accuracy 0.")


def test_predict_reads_pictures(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    skip_without("PIL")
    from PIL import Image

    _, (images, labels) = mnist.load_data()
    paths = [tmp_path / f"{i}.png" for i in range(20)]
    for image, path in zip(images, paths, strict=False):
        Image.fromarray(255 - image).resize((200, 200)).save(path)
    assert main(["predict", "--model", str(saved), *map(str, paths)]) == 0
    lines = capsys.readouterr().out.splitlines()
    read = [line.removeprefix(f"{path}: ")[0] for line, path in zip(lines, paths, strict=True)]
    assert sum(int(digit) == label for digit, label in zip(read, labels, strict=False)) >= 18


def test_what_evaluate_and_predict_cannot_use_is_said(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    skip_without("PIL")
    from PIL import Image

    other = tmp_path / "other.npz"
    models.Sequential([Input((2,)), layers.Dense(1)]).save(other)
    empty = tmp_path / "empty.png"
    Image.new("L", (50, 50), 128).save(empty)
    no_picture = tmp_path / "text.png"
    no_picture.write_text("no picture")
    for arguments, message in [
        (
            ["evaluate", "--model", "none.npz"],
            "train one with python -m mathbits train --save none",
        ),
        (["evaluate", "--model", str(other)], "expected a network that reads digits"),
        (["predict", "--model", str(saved), str(empty)], "no digit was found"),
        (["predict", "--model", str(saved), str(no_picture)], "cannot identify image file"),
        (["predict", "--model", str(saved), "none.png"], "No such file"),
    ]:
        assert main(arguments) == 1
        said = capsys.readouterr().err
        assert said.startswith("mathbits: ")
        assert message in said
        assert said.count("\n") == 1
