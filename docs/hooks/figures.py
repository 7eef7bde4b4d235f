"""`![what it shows](../figures/name.svg "caption")` is drawn by docs/figures/name.py at build."""

import importlib
import logging
import re
import sys
from html import unescape
from importlib.metadata import version
from pathlib import Path

from inline_svg import figure
from kept import fingerprint, kept
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.figures")

IMAGE = re.compile(r'<img\b[^>]*\bsrc="(?:\.\./)*figures/([\w-]+)\.svg"[^>]*>')
PARAGRAPH = re.compile(rf"<p>\s*({IMAGE.pattern})\s*</p>")
HELPERS = {"style"}

_common: dict[str, str] = {}  # what all figures depend on, and the sources that were imported


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    _common["fingerprint"] = _of_all_figures(config)
    _import_anew(_directory(config), _root(config) / "mathbits")
    for name in _names(config):
        files.append(File.generated(config, f"figures/{name}.svg", content=""))
    return files


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    count = 0
    drawings = page.meta["figures"] = {}  # For the page's notebook.

    def drawn(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        name, alt = match[2], _attribute(match[1], "alt")
        if name not in _names(config):
            log.warning(
                "%s: no figure is called %r; there are: %s.",
                page.file.src_uri,
                name,
                ", ".join(_names(config)),
            )
            return match[0]
        if not alt:
            log.warning("%s: the figure %r has no alternative text.", page.file.src_uri, name)
        drawings[name] = _svg(name, config)
        return figure(drawings[name], f"figure-{count}", alt, _attribute(match[1], "title"))

    html = PARAGRAPH.sub(drawn, html)
    for match in IMAGE.finditer(html):
        if match[1] in _names(config):
            message = "%s: the figure %r must stand in a paragraph of its own."
            log.warning(message, page.file.src_uri, match[1])
    return html


def on_env(env: object, *, config: MkDocsConfig, files: Files) -> None:
    # The links are checked by now, and the drawings stand in the pages: nothing is left to copy.
    for name in _names(config):
        if file := files.get_file_from_path(f"figures/{name}.svg"):
            files.remove(file)


def _names(config: MkDocsConfig) -> list[str]:
    modules = (path.stem for path in _directory(config).glob("[!_]*.py"))
    return sorted(name.replace("_", "-") for name in modules if name not in HELPERS)


def _svg(name: str, config: MkDocsConfig) -> str:
    module, language = name.replace("-", "_"), config.theme["language"]
    key = fingerprint(name, language, _common["fingerprint"], _directory(config) / f"{module}.py")
    path = _root(config) / ".cache" / "figures" / f"{key}.svg"
    return kept(path, lambda: _draw(module, language, config))


def _of_all_figures(config: MkDocsConfig) -> str:
    """The fingerprint of what every figure depends on."""
    root, directory = _root(config), _directory(config)
    return fingerprint(
        version("matplotlib"),
        version("numpy"),
        *(directory / f"{helper}.py" for helper in sorted(HELPERS)),
        *sorted(directory.glob("_*.py")),
        *sorted((root / "mathbits").rglob("*.py")),
        *(root / "docs/theme").rglob("palette.css"),
        *(root / "docs/en").glob("benchmark.md"),  # Some draw what was measured there.
    )


def _draw(module: str, language: str, config: MkDocsConfig) -> str:
    import matplotlib as mpl

    mpl.use("agg")
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    sys.path[:0] = [str(_directory(config)), str(_root(config))]
    try:
        drawing = importlib.import_module(module).draw(language)
        return str(importlib.import_module("style").to_svg(drawing))
    except Exception as error:
        raise PluginError(f"docs/figures/{module}.py: {type(error).__name__}: {error}") from error
    finally:
        del sys.path[:2]
        sys.dont_write_bytecode = written


def _import_anew(*directories: Path) -> None:
    """Forget what was imported, if it was edited since: `serve` lives long.

    Else the modules stay, with the digits that they read and the networks that they trained.
    """
    sources = fingerprint(*directories)
    if sources == _common.get("sources"):
        return
    _common["sources"] = sources
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and any(Path(file).is_relative_to(directory) for directory in directories):
            del sys.modules[name]


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _directory(config: MkDocsConfig) -> Path:
    return _root(config) / "docs" / "figures"
