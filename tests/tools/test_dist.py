"""A release is what its tag says, in all the places that tell a version."""

import importlib
import shutil
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def dist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The tool, in a tree that is ready for the release of version 0.1.0."""
    (tmp_path / "mathbits").mkdir()
    for name in ("pyproject.toml", "mathbits/__init__.py", "CHANGELOG.md", "CITATION.cff"):
        shutil.copy(ROOT / name, tmp_path / name)
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    released = changelog.replace("## Unreleased", "## 0.1.0 (2026-11-30)")
    (tmp_path / "CHANGELOG.md").write_text(released, "utf-8")
    monkeypatch.syspath_prepend(ROOT / "tools")
    for name in ("dist", "steps"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    module = importlib.import_module("dist")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "DIST", tmp_path / "dist")
    return module


@pytest.fixture
def builds(dist: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The list of builds, which write a wheel at once."""
    done: list[str] = []

    def run(name: str, *_command: str) -> bool:
        done.append(name)
        dist.DIST.mkdir()
        (dist.DIST / "mathbits-0.1.0-py3-none-any.whl").write_bytes(b"wheel")
        return True

    monkeypatch.setattr(dist, "run", run)
    return done


def test_a_release_is_built_in_place_of_what_was_there(
    dist: ModuleType, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dist.DIST.mkdir()
    (dist.DIST / "mathbits-0.0.9-py3-none-any.whl").write_bytes(b"old")
    monkeypatch.setenv("TAG", "v0.1.0")
    assert dist.main() == 0
    assert builds == ["dist"]
    assert [path.name for path in dist.DIST.iterdir()] == ["mathbits-0.1.0-py3-none-any.whl"]


@pytest.mark.parametrize(
    ("tag", "file", "old", "new"),
    [
        ("v0.2.0", "pyproject.toml", "", ""),
        ("v0.1.0", "mathbits/__init__.py", '"0.1.0"', '"0.1.1"'),
        ("v0.1.0", "CITATION.cff", "\nversion: 0.1.0", "\nversion: 0.1"),
        ("v0.1.0", "CHANGELOG.md", "## 0.1.0 ", "## Unreleased "),
    ],
)
def test_what_is_not_that_release_is_not_built(
    dist: ModuleType,
    builds: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tag: str,
    file: str,
    old: str,
    new: str,
) -> None:
    text = (dist.ROOT / file).read_text("utf-8")
    assert old in text
    (dist.ROOT / file).write_text(text.replace(old, new), "utf-8")
    monkeypatch.setenv("TAG", tag)
    assert dist.main() == 1
    assert f"mathbits: the tag is {tag}, and {file} has no line `" in capsys.readouterr().err
    assert builds == []


def test_a_tag_without_its_v_is_told(
    dist: ModuleType,
    builds: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TAG", "0.1.0")
    assert dist.main() == 1
    assert (
        "the tag is 0.1.0, and that of a release starts with v: v0.1.0." in capsys.readouterr().err
    )
    assert builds == []


def test_without_a_tag_what_is_here_is_built(
    dist: ModuleType, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (dist.ROOT / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n", "utf-8")
    monkeypatch.delenv("TAG", raising=False)
    assert dist.main() == 0
    assert builds == ["dist"]


def test_all_places_tell_the_same_version(dist: ModuleType) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    for place in dist.TOLD.keys() - {"CHANGELOG.md"}:  # It gets its heading with the release.
        assert f"\n{dist.TOLD[place].format(version)}" in (ROOT / place).read_text("utf-8"), place
