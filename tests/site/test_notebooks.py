"""Every page with code can be had as a notebook that runs: the page's blocks and figures."""

import contextlib
import io
import os
import re
import subprocess
import sys
import zipfile
from base64 import b64decode
from html import unescape
from pathlib import Path
from typing import Any
from unittest import mock
from xml.etree import ElementTree

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager

from tests.docs.blocks import own_state
from tests.docs.pages import Fence, notebook_cells, read_page
from tests.site.built import SITE

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
WHEEL = SITE / "mathbits-0.1.0-py3-none-any.whl"
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


def asked_of_pip(page: Path) -> str:
    """What the first cell asks of pip where mathbits is missing; it must not where it is there."""
    shell = mock.Mock()
    code = python(code_cells(page)[0].source)
    names: dict[str, Any] = {"get_ipython": lambda: shell}
    exec(code, names)
    shell.run_line_magic.assert_not_called()
    with mock.patch.dict(sys.modules, {"mathbits": None}):
        exec(code, names)
    shell.run_line_magic.assert_called_once()
    magic, line = shell.run_line_magic.call_args.args
    assert magic == "pip"
    return str(line.format_map(names))  # As IPython fills in `{...}`.


@pytest.mark.parametrize("page", WITH_CODE, ids=name)
def test_a_notebook_opened_in_the_site_installs_the_wheel_that_its_page_offers(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = (place(page) / "index.html").read_text("utf-8")
    links = re.findall(r'<a href="([^"]+\.whl)" download>', html)
    assert [(place(page) / link).resolve() for link in links] == [WHEEL]
    monkeypatch.chdir(place(page))
    assert asked_of_pip(page) == f'install "{WHEEL}[plot]"'


def test_a_downloaded_notebook_installs_the_wheel_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert asked_of_pip(SHORT[0]) == f'install "{WHEEL.name}[plot]"'  # pip says that it is missing.
    (tmp_path / WHEEL.name).touch()
    assert asked_of_pip(SHORT[0]) == f'install "{tmp_path / WHEEL.name}[plot]"'


DIGITS = """
import sys
sys.path.insert(0, sys.argv[1])
import mathbits
from mathbits.datasets import mnist

(x_train, _), (x_test, _) = mnist.load_data()
print(mathbits.__file__.startswith(sys.argv[1]), len(x_train), len(x_test))
"""


def test_the_wheel_is_installed_from_the_site_with_its_digits(address: str, tmp_path: Path) -> None:
    # With "[plot]" pip would ask the package index for Matplotlib.
    wheel = f"mathbits @ {address}/{WHEEL.name}"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", tmp_path, wheel], check=True)
    run = subprocess.run(
        [sys.executable, "-c", DIGITS, tmp_path],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert run.stdout.split() == ["True", "60000", "10000"]


def test_the_wheel_holds_the_package_as_it_is_now() -> None:
    with zipfile.ZipFile(WHEEL) as wheel:
        for path in sorted((ROOT / "mathbits").rglob("*.py")):
            assert wheel.read(path.relative_to(ROOT).as_posix()) == path.read_bytes()


IMAGE = re.compile(r'<img alt="([^"]*)" src="data:image/svg\+xml;base64,([^"]*)">')
DRAWING = re.compile(r'<svg role="img" aria-label="([^"]*)".*?</svg>', re.DOTALL)
SOURCE = re.compile(r"^(?:# )?!\[(.*)\]\([^()\n]*figures/[\w-]+\.svg\b.*\)$", re.MULTILINE)


def images(page: Path) -> list[tuple[str, str]]:
    """The alternative text and the SVG of each figure in the page's notebook."""
    cells = nbformat.read(notebook(page), as_version=4).cells
    found = [image for cell in cells for image in IMAGE.findall(cell.source)]
    return [(unescape(alt), b64decode(data).decode()) for alt, data in found]


def strokes(svg: str) -> list[tuple[str, str, str]]:
    """Every line, word and picture of a drawing."""
    drawing = ElementTree.fromstring(svg)
    kinds = {part.tag.partition("}")[2] for part in drawing.iter()}
    assert {"path", "text"} & kinds
    found = [
        (part.get("d", ""), (part.text or "").strip(), part.get("href", ""))
        for part in drawing.iter()
    ]
    return [stroke for stroke in found if any(stroke) and "#" not in stroke[2]]


@pytest.mark.parametrize("page", WITH_CODE, ids=name)
def test_a_notebook_has_the_drawn_figures_of_its_page(page: Path) -> None:
    html = (place(page) / "index.html").read_text("utf-8")
    drawn = {unescape(svg[1]): strokes(svg[0]) for svg in DRAWING.finditer(html)}
    shown = images(page)
    assert [alt for alt, _ in shown] == SOURCE.findall(page.read_text("utf-8"))
    for alt, svg in shown:
        assert strokes(svg) == drawn[alt]


def test_figures_need_nothing_of_the_site() -> None:
    shown = [svg for page in WITH_CODE for _, svg in images(page)]
    assert len(shown) > 100
    for svg in shown:
        assert not re.search(r"var\(|currentColor|\bclass=", svg)
        assert set(re.findall(r"font-family: ?([^;\"]+)", svg)) <= {
            "serif",
            "sans-serif",
            "monospace",
        }
        drawing = ElementTree.fromstring(svg)
        assert drawing[0].attrib.items() >= {k: drawing.get(k) for k in ("width", "height")}.items()
        assert drawing[0].get("style") == f"fill: {colour('paper')}"
        assert drawing.get("style", "").startswith(f"fill: {colour('ink')};")


def colour(name: str) -> str:
    """A colour of the light theme, which stands first."""
    palette = (DOCS / "theme/assets/stylesheets/palette.css").read_text("utf-8")
    return palette.partition(f"--{name}: ")[2].partition(";")[0]


SITE_ONLY = re.compile(
    r"(?<!\\text)\{[#:.]|^!!!|</?(?:div|details|summary|figure)\b|<!--|!\[|\]\[|"
    r"\\(?:data|weight|bias|out|loss|grad|shape)\b",
    re.MULTILINE,
)


@pytest.mark.parametrize("page", WITH_CODE, ids=name)
def test_formulas_keep_their_arguments(page: Path) -> None:
    for cell in nbformat.read(notebook(page), as_version=4).cells:
        if cell.cell_type == "markdown":
            assert (
                re.findall(r"\\(?:text|mathrm|mathbf|sqrt|frac)\b(?!\s*[\[{])", cell.source) == []
            )


@pytest.mark.parametrize("page", WITH_CODE, ids=name)
def test_the_prose_of_a_notebook_needs_no_site(page: Path) -> None:
    cells = nbformat.read(notebook(page), as_version=4).cells
    prose = [cell.source for cell in cells if cell.cell_type == "markdown"]
    without_code = [re.sub(r"`[^`]+`|_\{:", "", text) for text in prose]
    assert [text for text in without_code if SITE_ONLY.search(text)] == []
