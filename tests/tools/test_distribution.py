"""What is published: the wheel and the source archive hold what they should, and nothing else."""

import email
import importlib.util
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INFO = "mathbits-0.1.0.dist-info"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The wheel and the source archive, built from this tree."""
    folder: Path = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", folder], cwd=ROOT, check=True)
    return next(folder.glob("*.whl")), next(folder.glob("*.tar.gz"))


def package() -> set[str]:
    """The files of the package, as they are in the tree."""
    kinds = ("*.py", "py.typed", "datasets/LICENSE-MNIST.md", "datasets/data/*-ubyte.gz")
    files = [path for kind in kinds for path in (ROOT / "mathbits").rglob(kind)]
    return {path.relative_to(ROOT).as_posix() for path in files}


def test_the_wheel_holds_the_package_its_licences_and_nothing_else(
    built: tuple[Path, Path],
) -> None:
    with zipfile.ZipFile(built[0]) as wheel:
        names = wheel.namelist()
    about = ["METADATA", "WHEEL", "RECORD", "entry_points.txt"]
    licences = ["licenses/LICENSE", "licenses/mathbits/datasets/LICENSE-MNIST.md"]
    assert set(names) == package() | {f"{INFO}/{name}" for name in [*about, *licences]}
    assert len(names) == len(set(names))


def test_the_wheel_asks_for_numpy_alone(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[0]) as wheel:
        about = email.message_from_bytes(wheel.read(f"{INFO}/METADATA"))
    asked = about.get_all("Requires-Dist", [])
    assert [line for line in asked if "extra ==" not in line] == ["numpy>=2.0"]
    assert about["Requires-Python"] == ">=3.11"
    assert about["License-Expression"] == "MIT AND CC-BY-SA-3.0"


def test_the_source_archive_holds_the_package_and_its_tests(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[1]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    tests = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests/package").glob("*.py")}
    about = {"README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml", "PKG-INFO", ".gitignore"}
    assert names == package() | tests | about


LEARNING = """
import json, sys
sys.path.insert(0, sys.argv[1])
import mathbits
from mathbits import Input, layers
from mathbits.datasets import mnist

(x, y), _ = mnist.load_data()
model = mathbits.Sequential([Input((28, 28)), layers.Flatten(), layers.Dense(10, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
history = model.fit(x[:1000] / 255, y[:1000], epochs=2)
print(json.dumps([mathbits.__file__, *history.history["loss"]]))
"""


def test_the_wheel_installed_by_itself_learns(built: tuple[Path, Path], tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", tmp_path / "installed", built[0]], check=True)
    result = subprocess.run(
        [sys.executable, "-c", LEARNING, tmp_path / "installed"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        check=True,
    )
    place, first, second = json.loads(result.stdout)
    assert Path(place).is_relative_to(tmp_path / "installed")
    assert second < first


@pytest.mark.parametrize("name", ["PIL", "jax", "keras", "matplotlib", "tensorflow"])
def test_no_test_is_left_out_here_for_want_of_a_package(name: str) -> None:
    assert importlib.util.find_spec(name) is not None
