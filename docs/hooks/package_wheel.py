"""The site holds the package as a wheel, data included: notebooks install mathbits from there.

A package index has nothing until a release, and would not have what this tree holds.
"""

from __future__ import annotations

import shutil
import tomllib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from kept import fingerprint, kept_folder
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from python_module import run_module

SOURCES = ("mathbits", "pyproject.toml", "README.md", "LICENSE")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    if config.theme["language"] == "en":  # Both editions use the same.
        root = Path(config.config_file_path).parent
        path = _kept(root) / wheel_name(config)
        files.append(File.generated(config, path.name, abs_src_path=str(path)))
    return files


def wheel_place(config: MkDocsConfig) -> str:
    """Where the wheel is, seen from the front page of this edition."""
    english = next(edition for edition in config.extra["editions"] if edition["lang"] == "en")
    return str(english["link"]) + wheel_name(config)


def wheel_name(config: MkDocsConfig) -> str:
    """What every tool for packages would call it."""
    return _name(Path(config.config_file_path).with_name("pyproject.toml").read_text("utf-8"))


@cache  # Each page with a notebook asks.
def _name(settings: str) -> str:
    project = tomllib.loads(settings)["project"]
    return f"{project['name']}-{project['version']}-py3-none-any.whl"


def _kept(root: Path) -> Path:
    """The folder with the wheel of this tree."""
    present = [root / source for source in SOURCES if (root / source).exists()]
    path = root / ".cache/wheel" / fingerprint(version("hatchling"), *present)
    if not path.is_dir():
        shutil.rmtree(path.parent, ignore_errors=True)  # Each is as big as MNIST; keep one.
    return kept_folder(path, lambda folder: _build(root, folder))


def _build(root: Path, folder: Path) -> None:
    failure = "The wheel of the package was not built"
    build = ("hatchling", "build", "--target", "wheel", "--directory", str(folder))
    run_module(root, failure, *build)
