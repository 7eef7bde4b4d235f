"""The browser's Python comes whole or not at all, from whichever source has it."""

import hashlib
import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = {"pyodide.mjs": b"script", "numpy.whl": b"wheel"}


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The tool, with two small files to fetch, and no source that has them."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    for name in ("runtime", "steps"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    module = importlib.import_module("runtime")
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}
    monkeypatch.setattr(module, "SUMS", sums)
    monkeypatch.setattr(module, "CACHE", tmp_path)
    monkeypatch.setattr(module, "PLACE", tmp_path / "runtime")
    monkeypatch.setattr(module, "from_cdn", unreachable(module))
    monkeypatch.setattr(module, "from_registries", unreachable(module))
    return module


def unreachable(module: ModuleType) -> Callable[[Path], None]:
    def source(_folder: Path) -> None:
        raise module.SetupError("nobody answers")

    return source


def source_of(files: dict[str, bytes]) -> Callable[[Path], None]:
    def source(folder: Path) -> None:
        for name, content in files.items():
            (folder / name).write_bytes(content)

    return source


def there(runtime: ModuleType) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in runtime.PLACE.glob("*")}


@pytest.mark.parametrize("source", ["from_cdn", "from_registries"])
def test_either_source_will_do(
    runtime: ModuleType, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.setattr(runtime, source, source_of({**FILES, "more.txt": b""}))
    assert runtime.main() == 0
    assert there(runtime) == FILES


def test_what_is_there_and_right_is_not_fetched_again(runtime: ModuleType) -> None:
    runtime.PLACE.mkdir()
    source_of(FILES)(runtime.PLACE)
    assert runtime.main() == 0


def test_an_altered_file_is_fetched_again(
    runtime: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime.PLACE.mkdir()
    source_of({**FILES, "numpy.whl": b"altered"})(runtime.PLACE)
    monkeypatch.setattr(runtime, "from_registries", source_of(FILES))
    assert runtime.main() == 0
    assert there(runtime) == FILES


@pytest.mark.parametrize("content", [{"pyodide.mjs": b"script"}, {**FILES, "numpy.whl": b"bad"}])
def test_nothing_that_was_not_released_is_kept(
    runtime: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: dict[str, bytes],
) -> None:
    monkeypatch.setattr(runtime, "from_cdn", source_of(content))
    monkeypatch.setattr(runtime, "from_registries", source_of(content))
    assert runtime.main() == 1
    assert there(runtime) == {}
    assert "numpy.whl is not the file that was released" in capsys.readouterr().err


def test_without_a_network_one_sentence_says_so(
    runtime: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert runtime.main() == 1
    assert capsys.readouterr().err == (
        "mathbits: the browser's Python could not be fetched (nobody answers): check the network.\n"
    )
