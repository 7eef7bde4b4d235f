"""The network that reads what a reader draws is trained at build, if a page draws digits."""

from __future__ import annotations

import ast
import logging
from importlib.metadata import version
from pathlib import Path

from kept import fingerprint, kept_folder
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from python_module import run_module

log = logging.getLogger("mkdocs.hooks.draw_digit")

FIGURE = 'data-figure="draw-digit"'
PROGRAM = "docs/digit/train.py"


def on_env(env: object, *, config: MkDocsConfig, files: Files) -> None:
    if config.theme["language"] != "en":
        return  # Both editions use the same.
    pages = [file.page for file in files.documentation_pages()]
    if any(page and FIGURE in (page.content or "") for page in pages):
        for path in sorted(_network(Path(config.config_file_path).parent).iterdir()):
            place = f"assets/digit/{path.name}"
            files.append(File.generated(config, place, abs_src_path=str(path)))


def _network(root: Path) -> Path:
    sources = sorted(_imported(root, root / PROGRAM))
    key = fingerprint(version("numpy"), *sources)
    return kept_folder(root / ".cache/digit" / key, lambda folder: _train(root, folder))


def _train(root: Path, folder: Path) -> None:
    log.info("Training the network that reads drawn digits: less than a minute, once.")
    module = PROGRAM.removesuffix(".py").replace("/", ".")
    log.info(run_module(root, PROGRAM, module, str(folder)))


def _imported(root: Path, path: Path, found: frozenset[Path] = frozenset()) -> frozenset[Path]:
    """A module of the project and those that it imports, directly or through others."""
    found |= {path}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            for name in names:
                module = root / f"{name.replace('.', '/')}.py"
                if module.is_file() and module not in found:
                    found = _imported(root, module, found)
    return found
