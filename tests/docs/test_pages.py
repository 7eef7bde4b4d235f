"""What every page of the book has, in both languages."""

import pkgutil
import re
from pathlib import Path

import pytest

import mathbits
from tests.docs.pages import read_page

ROOT = Path(__file__).parents[2]
BOOK = [ROOT / "docs/en", ROOT / "docs/ko"]
PAGES = sorted(path for book in BOOK for path in book.rglob("*.*") if path.suffix in (".md", ".py"))
COLUMN = 70  # what fits into the column beside nothing, in the code's size

HEADING = re.compile(r"^#{1,6} (?!%%)")
ANCHOR = re.compile(r" \{#[a-z0-9-]+\}$")
TIME = re.compile(r"\*\*(?:Time|시간)\*\* (\d+)")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_code_fits_into_the_column(path: Path) -> None:
    page = read_page(path)
    lines = [line for block in page.blocks for line in block.code.splitlines()]
    if path.suffix == ".py":
        lines += [line for line in page.raw if not line.startswith("#")]
    assert [line for line in lines if len(line) > COLUMN] == []


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_heading_has_an_anchor_of_its_own(path: Path) -> None:
    headings = [line for _, line in read_page(path).prose() if HEADING.match(line)]
    assert headings
    assert [line for line in headings if not ANCHOR.search(line)] == []
    assert len({line.split("{#")[-1] for line in headings}) == len(headings)


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_description_for_search_engines_is_there(path: Path) -> None:
    assert re.search(r"^(# )?description: \S", path.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("book", BOOK, ids=name)
def test_the_reference_describes_every_module(book: Path) -> None:
    found = pkgutil.walk_packages(mathbits.__path__, "mathbits.")
    modules = {module.name for module in found if not module.ispkg} - {"mathbits.__main__"}
    texts = [path.read_text("utf-8") for path in (book / "reference").glob("*.md")]
    shown = {
        line.removeprefix("::: ") for text in texts for line in text.split("\n") if ":::" in line
    }
    assert shown == modules


@pytest.mark.parametrize("book", BOOK, ids=name)
def test_the_plan_for_teachers_adds_up_the_times_of_its_pages(book: Path) -> None:
    text = (book / "teaching.md").read_text("utf-8")
    told = dict(re.findall(r"^\| \[(\d)\]\(#lesson-\1\) .*\| (\d+)", text, re.MULTILINE))
    lessons = re.findall(r"\{#lesson-(\d)\}\n\n- (.+?)\n- ", text, re.DOTALL)
    pages = {lesson: re.findall(r"\(([^)#]+)\)", links) for lesson, links in lessons}
    assert len(told) == len(pages) == 9
    for lesson, paths in pages.items():
        times = [TIME.search((book / path).read_text("utf-8")) for path in paths]
        assert sum(int(time[1]) for time in times if time) == int(told[lesson]), lesson
