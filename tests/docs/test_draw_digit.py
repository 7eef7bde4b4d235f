"""The network that reads drawn digits: how it is made, and when it is made anew."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import draw_digit
import numpy as np
import pytest
from kept import kept_folder
from mkdocs.exceptions import PluginError

from docs.digit import train
from mathbits.layers import Dense, Input
from mathbits.models import Sequential
from mathbits.utils import set_random_seed

PAGE = '<div class="live-figure" data-figure="draw-digit"></div>'


def untrained(*_: object) -> Sequential:
    set_random_seed(0)
    return Sequential([Input((784,)), Dense(8, "relu"), Dense(10, "softmax")])


def test_a_network_that_reads_too_little_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(train, "trained", untrained)
    assert train.main(tmp_path) == 1
    assert "less than 98.4%" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_eight_bits_keep_a_weight_within_half_a_step() -> None:
    weights = untrained().get_weights()
    packed, kept = train.quantised(weights)
    assert len(packed) == 12 + 2 * 4 * (8 + 10) + 784 * 8 + 8 * 10
    for before, after in zip(weights, kept, strict=True):
        steps = np.abs(before).max(axis=0) / 127 if before.ndim == 2 else 0
        assert (np.abs(before - after) <= steps * 0.5001).all()


def test_images_are_moved_by_two_pixels_at_most() -> None:
    images = np.zeros((2000, 28, 28), np.uint8)
    images[:, 14, 14] = 255
    moved = train.shifted(images, np.random.default_rng(0))
    places = np.argwhere(moved)[:, 1:] - 14
    assert len(places) == len(images)
    assert {tuple(place) for place in places.tolist()} == {
        (y, x) for y in range(-2, 3) for x in range(-2, 3)
    }


def book(root: Path, program: str) -> Any:
    """As much of a project as the hook looks at."""
    for path, text in {
        draw_digit.PROGRAM: program,
        "mathbits/__init__.py": "",
        "mathbits/used.py": "from mathbits import deeper\n",
        "mathbits/deeper.py": "",
        "mathbits/other.py": "",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return SimpleNamespace(config_file_path=str(root / "mkdocs.yml"), theme={"language": "en"})


PROGRAM = """\
import sys
from pathlib import Path
from mathbits.used import *
folder = Path(sys.argv[1])
(folder / "weights.bin").write_text("made")
runs = Path("runs.txt")
runs.write_text((runs.read_text() if runs.exists() else "") + "x")
"""


def built(config: Any, content: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the hook adds to a site of one page."""
    files: Any = []
    pages = [SimpleNamespace(page=SimpleNamespace(content=content))]
    monkeypatch.setattr(
        "draw_digit.File.generated", lambda _, place, abs_src_path: f"{place} {abs_src_path}"
    )
    added: Any = SimpleNamespace(documentation_pages=lambda: pages, append=files.append)
    draw_digit.on_env(None, config=config, files=added)
    return [file.split()[0] for file in files]


def test_it_is_made_for_those_who_use_it_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = book(tmp_path, PROGRAM)
    runs = tmp_path / "runs.txt"
    assert built(config, "<p>No digit.</p>", monkeypatch) == []
    assert not runs.exists()
    for _ in range(2):
        assert built(config, PAGE, monkeypatch) == ["assets/digit/weights.bin"]
    assert runs.read_text("utf-8") == "x"
    (tmp_path / "mathbits/other.py").write_text("other = 1\n", "utf-8")
    built(config, PAGE, monkeypatch)
    assert runs.read_text("utf-8") == "x"
    (tmp_path / "mathbits/deeper.py").write_text("deeper = 1\n", "utf-8")
    built(config, PAGE, monkeypatch)
    assert runs.read_text("utf-8") == "xx"
    config.theme["language"] = "ko"
    assert built(config, PAGE, monkeypatch) == []


def test_a_program_that_fails_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = book(tmp_path, "import sys\nsys.exit('too few')\n")
    with pytest.raises(PluginError, match="too few"):
        built(config, PAGE, monkeypatch)
    assert list((tmp_path / ".cache/digit").iterdir()) == []


def test_a_folder_is_filled_whole_or_not_at_all(tmp_path: Path) -> None:
    def half(folder: Path) -> None:
        (folder / "one").touch()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kept_folder(tmp_path / "kept/a", half)
    assert list((tmp_path / "kept").iterdir()) == []
