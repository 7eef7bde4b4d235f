"""Every page with code can be had as a notebook that runs: the page's blocks, and no others."""

import contextlib
import io
import re
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager

from tests.docs.blocks import own_state
from tests.docs.pages import Fence, notebook_cells, read_page
from tests.site.built import SITE

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(page for suffix in ("md", "py") for page in DOCS.glob(f"[ek][no]/**/*.{suffix}"))
WITH_CODE = [page for page in PAGES if "```python" in page.read_text("utf-8")]
# Training takes minutes, and the build runs these pages in a kernel. Their cells are compared.
LONG = {"first-network", "first-network-again"}
SHORT = [page for page in WITH_CODE if page.stem not in LONG]
OTHER_LIBRARY = re.compile(r"^(?:import|from) (?:keras|tensorflow)\b", re.MULTILINE)


def name(page: Path) -> str:
    return page.relative_to(DOCS).with_suffix("").as_posix()


def place(page: Path) -> Path:
    """Where the site has the page."""
    inside = name(page).removeprefix("en/").removesuffix("index")
    return SITE / inside


def notebook(page: Path) -> Path:
    return place(page) / f"{'mathbits' if page.stem == 'index' else page.stem}.ipynb"


def code_cells(page: Path) -> list[Any]:
    """The cells to run, the one that installs mathbits first."""
    cells = nbformat.read(notebook(page), as_version=4).cells
    return [cell for cell in cells if cell.cell_type == "code"]


def blocks(page: Path) -> list[tuple[str, dict[str, Any]]]:
    """The code that the page shows, and what its cells have to tell Jupyter."""
    read = read_page(page)
    found = [(block.lineno, block.code, metadata(block)) for block in read.blocks]
    if page.suffix == ".py":
        for start, end, is_markdown in notebook_cells(read.raw):
            code = "\n".join(read.raw[start + 1 : end])
            if not is_markdown and "[raw]" not in read.raw[start]:
                found.append((start, code, raises(code)))
    return [(code.strip("\n"), told) for _, code, told in sorted(found, key=lambda block: block[0])]


def metadata(block: Fence) -> dict[str, Any]:
    if block.solves:
        return {"jupyter": {"source_hidden": True}}
    return raises(block.code, block.is_check)


def raises(code: str, is_check: bool = False) -> dict[str, Any]:
    """A check fails until the exercise is solved, and Keras may not be there."""
    may_fail = is_check or OTHER_LIBRARY.search(code)
    return {"tags": ["raises-exception"]} if may_fail else {}


@pytest.mark.parametrize("page", WITH_CODE, ids=name)
def test_a_notebook_has_the_code_of_its_page(page: Path) -> None:
    nbformat.validate(nbformat.read(notebook(page), as_version=4))
    install, *cells = [(cell.source, cell.metadata) for cell in code_cells(page)]
    assert cells == blocks(page)
    assert "mathbits" in install[0]


@pytest.mark.parametrize("page", WITH_CODE, ids=name)
def test_a_page_with_code_links_to_its_notebook(page: Path) -> None:
    html = (place(page) / "index.html").read_text("utf-8")
    words = {"en": "Download this page as a notebook", "ko": "이 페이지를 노트북으로 내려받기"}
    language = name(page)[:2]
    assert f'<a href="{notebook(page).name}" download>{words[language]}</a>' in html


def test_there_is_no_notebook_without_code() -> None:
    assert len(WITH_CODE) > 50
    assert sorted(SITE.rglob("*.ipynb")) == sorted(map(notebook, WITH_CODE))


def python(source: str) -> str:
    """A cell as Jupyter reads it: `%pip` is no Python."""
    return TransformerManager().transform_cell(source)


@pytest.mark.filterwarnings("ignore:FigureCanvasAgg is non-interactive")
@pytest.mark.parametrize("page", SHORT, ids=name)
def test_a_notebook_runs(page: Path) -> None:
    # One process for all: a kernel each would import TensorFlow again and again.
    namespace: dict[str, Any] = {"__name__": "__main__"}
    with own_state(), contextlib.redirect_stdout(io.StringIO()):
        for cell in code_cells(page):
            may_fail = "raises-exception" in cell.metadata.get("tags", [])
            with contextlib.suppress(*[Exception] * may_fail):
                exec(compile(python(cell.source), notebook(page), "exec"), namespace)


def test_the_first_cell_installs_mathbits_where_it_is_missing() -> None:
    shell = mock.Mock()
    code = python(code_cells(SHORT[0])[0].source)
    exec(code, {"get_ipython": lambda: shell})
    shell.run_line_magic.assert_not_called()
    with mock.patch.dict(sys.modules, {"mathbits": None}):
        exec(code, {"get_ipython": lambda: shell})
    shell.run_line_magic.assert_called_once_with("pip", 'install "mathbits[plot]"')


SITE_ONLY = re.compile(
    r"\{[#:.]|^!!!|</?(?:div|details|summary|figure)\b|<!--|!\[|\]\[|"
    r"\\(?:data|weight|bias|out|loss|grad|shape)\b",
    re.MULTILINE,
)


@pytest.mark.parametrize("page", WITH_CODE, ids=name)
def test_the_prose_of_a_notebook_needs_no_site(page: Path) -> None:
    cells = nbformat.read(notebook(page), as_version=4).cells
    prose = [cell.source for cell in cells if cell.cell_type == "markdown"]
    without_code = [re.sub(r"`[^`]+`|_\{:", "", text) for text in prose]
    assert [text for text in without_code if SITE_ONLY.search(text)] == []
