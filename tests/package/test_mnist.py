import gzip
import hashlib
import shutil
from pathlib import Path

import numpy as np
import pytest

from mathbits.datasets import mnist

DATA = Path(mnist.__file__).parent / "data"


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data that a test may damage, read in place of the shipped one."""
    shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.setattr("importlib.resources.files", lambda package: tmp_path)
    return tmp_path / "data"


def test_shapes_and_dtypes_are_those_of_keras() -> None:
    (x_train, y_train), (x_test, y_test) = mnist.load_data()
    assert [a.shape for a in (x_train, y_train, x_test, y_test)] == [
        (60000, 28, 28),
        (60000,),
        (10000, 28, 28),
        (10000,),
    ]
    assert {a.dtype for a in (x_train, y_train, x_test, y_test)} == {np.dtype("uint8")}


def test_every_digit_is_there_as_often_as_in_the_original() -> None:
    (_, y_train), (_, y_test) = mnist.load_data()
    train = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
    test = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
    assert np.bincount(y_train).tolist() == train
    assert np.bincount(y_test).tolist() == test


def test_a_caller_may_change_the_arrays() -> None:
    (x_train, _), _ = mnist.load_data()
    x_train[:] = 0
    (again, _), _ = mnist.load_data()
    assert again.any()


def test_the_files_take_at_most_12_megabytes() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) <= 12_000_000


def test_the_licence_names_the_sums() -> None:
    text = (DATA.parent / "LICENSE-MNIST.md").read_text("utf-8")
    assert "CC BY-SA 3.0" in text
    for path in DATA.iterdir():
        sum_ = hashlib.sha256(gzip.decompress(path.read_bytes())).hexdigest()
        assert f"`{path.name}` |" in text
        assert sum_ in text


@pytest.mark.parametrize("name", sorted(mnist.SHA256))
@pytest.mark.parametrize("cut", [1, 9, 1000])
def test_a_file_cut_short_is_refused(copied: Path, name: str, cut: int) -> None:
    path = copied / f"{name}.gz"
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(ValueError, match="altered or cut short") as error:
        mnist.load_data()
    assert f"{name}.gz" in str(error.value)
    assert mnist.SHA256[name] in str(error.value)


def test_an_altered_pixel_is_refused_with_both_sums(copied: Path) -> None:
    path = copied / "t10k-images-idx3-ubyte.gz"
    content = bytearray(gzip.decompress(path.read_bytes()))
    content[5000] ^= 1
    path.write_bytes(gzip.compress(content, 1))
    with pytest.raises(ValueError, match="altered") as error:
        mnist.load_data()
    assert hashlib.sha256(path.read_bytes()).hexdigest() in str(error.value)
    assert mnist.SHA256["t10k-images-idx3-ubyte"] in str(error.value)


@pytest.mark.parametrize("content", [b"", b"not gzip at all", b"\x1f\x8b\x08\x00"])
def test_a_file_that_is_no_gzip_is_refused(copied: Path, content: bytes) -> None:
    (copied / "train-labels-idx1-ubyte.gz").write_bytes(content)
    with pytest.raises(ValueError, match=r"train-labels-idx1-ubyte\.gz"):
        mnist.load_data()


def test_a_missing_file_is_named(copied: Path) -> None:
    (copied / "train-labels-idx1-ubyte.gz").unlink()
    with pytest.raises(FileNotFoundError, match="train-labels"):
        mnist.load_data()
