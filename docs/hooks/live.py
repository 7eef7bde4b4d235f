"""What a page needs to run in the browser: its scripts, and Python's files beside them.

Nothing is loaded that a page does not use. A block that cannot run in a browser is marked with the
reason, which `run-block.js` tells the reader.
"""

from __future__ import annotations

import ast
import io
import re
import symtable
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

SCRIPTS = "assets/javascripts"
CDN = "https://cdn.jsdelivr.net/pyodide/v0.27.7/full/"
OWN_RUNTIME = "assets/runtime/"
RUNTIME = ".cache/runtime"  # Where `make runtime` puts it.

BLOCK = re.compile(
    r"(?P<slow><!--minutes-->\s*)?"
    r'<div class="language-python highlight">(?P<inside><pre>.*?<code>(?P<code>.*?)</code></pre>)',
    re.DOTALL,
)
FIGURE = re.compile(r'<div class="live-figure" data-figure="([\w-]+)"')
# What a browser lacks, by the modules that need it.
MISSING = {
    "keras": "tensorflow",
    "tensorflow": "tensorflow",
    "jax": "tensorflow",
    "matplotlib": "matplotlib",
    "mathbits.plots": "matplotlib",
}


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    if config.theme["language"] != "en":
        return files  # Both editions use the same.
    root = _root(config)
    for path in sorted((root / RUNTIME).glob("*")):
        files.append(_copied(config, f"{OWN_RUNTIME}{path.name}", path))
    for path in sorted((root / "mathbits/datasets/data").glob("*.gz")):
        # No server takes a .bin apart on its way.
        files.append(_copied(config, f"assets/mnist/{path.stem}.bin", path))
    files.append(File.generated(config, "assets/live/python.zip", content=_archive(root, config)))
    return files


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    scripts = [f"figures/{name}.js" for name in dict.fromkeys(FIGURE.findall(html))]
    if "```python" in (page.markdown or ""):
        scripts.insert(0, "live/blocks.js")
        html = _marked(html)
    page.meta["scripts"] = [f"{SCRIPTS}/{script}" for script in scripts]
    is_here = (_root(config) / RUNTIME / "pyodide.mjs").is_file()
    page.meta["runtime"] = OWN_RUNTIME if is_here else CDN
    return html


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _copied(config: MkDocsConfig, place: str, path: Path) -> File:
    return File.generated(config, place, abs_src_path=str(path))


def _archive(root: Path, config: MkDocsConfig) -> bytes:
    """The package as it is now, without its data, and what runs in the page beside it."""
    sources = {
        str(path.relative_to(root)): path for path in sorted((root / "mathbits").rglob("*.py"))
    }
    own = Path(str(config.theme.custom_dir)) / SCRIPTS / "live"
    sources |= {path.name: path for path in sorted(own.glob("*.py"))}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in sources.items():
            # No time of change: the same sources give the same bytes.
            archive.writestr(zipfile.ZipInfo(name), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _marked(html: str) -> str:
    codes = (unescape(re.sub("<[^>]*>", "", block["code"])) for block in BLOCK.finditer(html))
    reasons = iter(_reasons(tuple(codes)))

    def marked(match: re.Match[str]) -> str:
        slow = " data-minutes" if match["slow"] else ""
        opening = f'<div class="language-python highlight" data-block="{next(reasons)}"{slow}>'
        return opening + match["inside"]

    return BLOCK.sub(marked, html)


@cache  # Under `serve` most pages stay as they were.
def _reasons(codes: tuple[str, ...]) -> list[str]:
    reasons = Reasons()
    return [reasons.of(code) for code in codes]


class Reasons:
    """Why blocks cannot run in a browser, told from the first of a page to the last."""

    def __init__(self) -> None:
        # The names that only a block which cannot run would give a value, and its reason.
        self._lost: dict[str, str] = {}

    def of(self, code: str) -> str:
        statements = list(_steps(ast.parse(code).body))
        reason = next(filter(None, map(self._of, statements)), "")
        for statement in statements:
            for name in _bound(statement):
                if reason:
                    self._lost[name] = reason
        return reason

    def _of(self, statement: ast.stmt) -> str:
        """The reason of one statement; if there is none, the names it binds are found again."""
        missing = [MISSING[module] for module in _modules(statement) if module in MISSING]
        lost = [self._lost[name] for name in _used(statement) if name in self._lost]
        if reason := next(iter(missing + lost), ""):
            return reason
        for name in _bound(statement):
            self._lost.pop(name, None)
        return ""


def _modules(tree: ast.AST) -> Iterable[str]:
    """The modules that are imported, each with the packages that it is in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1))


def _steps(statements: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements in the order in which they name values; a loop names its own first."""
    for statement in statements:
        if isinstance(statement, ast.For):
            yield ast.Expr(statement.iter)
            yield ast.Assign([statement.target], ast.Constant(None), lineno=statement.lineno)
            yield from _steps(statement.body + statement.orelse)
        else:
            yield statement


def _tables(statement: ast.stmt) -> Iterator[symtable.SymbolTable]:
    """The scope of the statement, and those of its functions, classes and comprehensions."""
    tables = [symtable.symtable(ast.unparse(statement), "block", "exec")]
    for table in tables:
        tables += table.get_children()
    return iter(tables)


def _used(statement: ast.stmt) -> Iterable[str]:
    """The page's names that are read, not those of a function or a comprehension alone."""
    page, *inner = _tables(statement)
    yield from (symbol.get_name() for symbol in page.get_symbols() if symbol.is_referenced())
    for table in inner:
        yield from (symbol.get_name() for symbol in table.get_symbols() if symbol.is_global())


def _bound(statement: ast.stmt) -> Iterable[str]:
    """The page's names that are given a value."""
    symbols = next(_tables(statement)).get_symbols()
    yield from (s.get_name() for s in symbols if s.is_assigned() or s.is_imported())
