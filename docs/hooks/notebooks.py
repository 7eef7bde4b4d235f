"""A percent script is run and turned into Markdown, and so becomes a page like all the others.

mkdocs-jupyter finds the scripts and copies them beside their pages. Its own HTML would bring half a
megabyte of styles, and know nothing of the site's links, formulas and admonitions.
"""

from __future__ import annotations

import ast
import logging
import os
import platform
import re
from collections.abc import Iterator
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jupytext
import nbformat
from inline_svg import figure
from jupyter_client.kernelspec import KernelSpecManager
from kept import fingerprint, kept
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import meta
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

log = logging.getLogger("mkdocs.hooks.notebooks")

SETUP = Path(__file__).with_name("kernel_setup.py")
# The same mark as on the Markdown pages, where the tests compare what follows with what is printed.
OUTPUT = "<!--pytest-codeblocks:expected-output-->"
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def on_config(config: MkDocsConfig) -> None:
    # From 0.27 on mkdocs-jupyter puts a script into every page, MathJax's, but for this version.
    config.plugins["mkdocs-jupyter"].config["mathjax_version"] = 2


def on_pre_page(page: Page, *, config: MkDocsConfig, files: Files) -> Page:
    if _is_notebook(page):
        del page.render  # mkdocs-jupyter's own, which it set on this page.
    return page


@event_priority(100)  # Before anything reads the page's Markdown, which is a script so far.
def on_page_markdown(
    markdown: str, *, page: Page, config: MkDocsConfig, files: Files
) -> str | None:
    if not _is_notebook(page):
        return None
    notebook = jupytext.reads(page.file.content_string, fmt="py:percent")
    if config.plugins["mkdocs-jupyter"].config["execute"]:
        _add_outputs(notebook, page.file.src_uri, config)
    parts = (_markdown(cell, n, page) for n, cell in enumerate(notebook.cells, 1))
    text, page.meta = meta.get_data("\n\n".join(parts))
    return text


def _is_notebook(page: Page) -> bool:
    return page.file.src_uri.endswith(".py")


def _add_outputs(notebook: Any, name: str, config: MkDocsConfig) -> None:
    root = Path(config.config_file_path).parent
    allow_errors = config.plugins["mkdocs-jupyter"].config["allow_errors"]
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    sources = [cell.source for cell in cells]
    # Neither prose nor comments: to edit them, or to translate them, asks for no new run.
    key = fingerprint(
        repr([_meaning(source) for source in sources]),
        repr(allow_errors),
        root / "mathbits",
        root / "docs" / "figures" / "style.py",
        SETUP,
        Path(__file__),
        platform.python_version(),
        version("numpy"),
        version("matplotlib"),
    )
    path = root / ".cache" / "notebooks" / f"{key}.ipynb"
    executed = kept(path, lambda: _execute(sources, name, root, allow_errors))
    for cell, run in zip(cells, nbformat.reads(executed, as_version=4).cells, strict=True):
        cell.outputs = run.outputs


def _meaning(source: str) -> str:
    try:
        return ast.dump(ast.parse(source))
    except SyntaxError:  # The kernel will say so, and show the line.
        return source


def _execute(sources: list[str], name: str, root: Path, allow_errors: bool) -> str:
    log.info("Running the notebook %s", name)
    cells = [nbformat.v4.new_code_cell(source) for source in [SETUP.read_text("utf-8"), *sources]]
    notebook = nbformat.v4.new_notebook(cells=cells)
    client = NotebookClient(
        notebook,
        allow_errors=allow_errors,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(root)}},
    )
    # No directories: else a kernel that the user once installed stands in for this interpreter.
    client.create_kernel_manager().kernel_spec_manager = KernelSpecManager(kernel_dirs=[])
    with TemporaryDirectory() as settings:
        variables = {
            "IPYTHONDIR": settings,
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        try:
            client.execute(env={**os.environ, **variables})
        except CellExecutionError as error:
            raise PluginError(_failure(name, cells, error)) from None
    del notebook.cells[0]
    for cell in notebook.cells:
        # Times and counts of the run say nothing about the page.
        cell.metadata.clear()
    return str(nbformat.writes(notebook))


def _failure(name: str, cells: list[Any], error: CellExecutionError) -> str:
    failed = next(n for n, cell in enumerate(cells) if _has_failed(cell))
    traceback = ESCAPES.sub("", error.traceback).strip().splitlines()
    return "\n".join([f"{name}: code cell {failed} failed:", *traceback[-12:]])


def _has_failed(cell: Any) -> bool:
    return any(output.output_type == "error" for output in cell.outputs)


def _markdown(cell: Any, number: int, page: Page) -> str:
    if cell.cell_type != "code":
        return str(cell.source)
    return "\n\n".join([_fence("python", cell.source), *_shown(cell, number, page)])


def _shown(cell: Any, number: int, page: Page) -> Iterator[str]:
    """The outputs of a cell, texts that follow each other in one block."""
    outputs = (_content(output, number, page) for output in cell.get("outputs", []))
    for kind, group in groupby(outputs, lambda output: output[0]):
        contents = [content for _, content in group]
        if kind == "text":
            yield f"{OUTPUT}\n{_fence('text', ''.join(contents).rstrip())}"
        elif kind == "svg":
            for index, svg in enumerate(contents, 1):
                if not (alt := cell.metadata.get("alt", "")):
                    message = '%s: the figure of cell %s has no text: `# %%%% alt="..."`.'
                    log.warning(message, page.file.src_uri, number)
                caption = cell.metadata.get("caption", "")
                yield figure(svg, f"output-{number}-{index}", alt, caption)


def _content(output: Any, number: int, page: Page) -> tuple[str, str]:
    data = output.get("data", {})
    if output.get("name") == "stdout":
        return "text", output.text
    if "image/svg+xml" in data:
        return "svg", data["image/svg+xml"]
    if "text/plain" in data:
        return "text", data["text/plain"] + "\n"
    if output.output_type == "error":
        return "text", f"{output.ename}: {output.evalue}\n"
    message = "%s: cell %s has an output that is not shown: %s"
    log.warning(message, page.file.src_uri, number, output.get("text") or list(data))
    return "hidden", ""


def _fence(language: str, content: str) -> str:
    longest = max((len(run) for run in re.findall("`+", content)), default=0)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}{language}\n{content}\n{ticks}"
