"""Every page on paper: black on white, nothing cut; and the cheat sheet on one side."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.built import urls

FAULTS = Path(__file__).with_name("paper.js").read_text("utf-8")
A4_TEXT = 642  # pixels: 210 mm without the margins of print.css
ON_SCREEN_ONLY = [
    ".md-header",
    ".md-sidebar",
    ".md-search",
    ".md-footer",
    ".md-top",
    ".md-clipboard",
    ".md-code__nav",
    ".headerlink",
    ".language-switch",
    ".download",
    ".live-bar",
    "details:not([open])",
]


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    """A page of a reader who likes it dark."""
    context = browser.new_context(
        viewport={"width": A4_TEXT, "height": 900}, color_scheme="dark", reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def open_on_paper(reader: Page, url: str) -> None:
    reader.emulate_media(media="screen")
    reader.goto(url, wait_until="load")
    expect(reader.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    reader.emulate_media(media="print")


def faults(reader: Page) -> list[str]:
    return list(reader.evaluate(FAULTS, ON_SCREEN_ONLY))


@pytest.mark.parametrize("url", urls())
def test_a_page_can_be_printed(reader: Page, address: str, url: str) -> None:
    open_on_paper(reader, address + url)
    assert faults(reader) == []
    expect(reader.locator(".imprint")).to_contain_text("CC BY 4.0")


def sides(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("url", ["/summary/", "/ko/summary/"])
def test_the_cheat_sheet_fits_on_one_side(reader: Page, address: str, url: str) -> None:
    open_on_paper(reader, address + url)
    whole = sides(reader.pdf(format="A4"))
    reader.locator(".sheet").evaluate("sheet => sheet.remove()")
    rest = sides(reader.pdf(format="A4"))
    assert whole - rest == 1
    assert rest >= 2  # What stands before and after it: `sides` counts.


def test_a_solution_is_printed_as_the_reader_left_it(reader: Page, address: str) -> None:
    reader.emulate_media(media="screen")
    reader.goto(f"{address}/operations/dot-product/")
    solutions = reader.locator("details.solution")
    solutions.first.locator("summary").click()
    reader.evaluate("dispatchEvent(new Event('beforeprint'))")  # As a browser does.
    reader.emulate_media(media="print")
    assert solutions.count() > 1
    expect(solutions.first.locator("pre").first).to_be_visible()
    for solution in solutions.all()[1:]:
        expect(solution).to_be_hidden()


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        ("<nav class=md-header style='display: block !important'>Menu</nav>", "shown"),
        ("<p style='width: 900px'>wide</p>", "too wide"),
        ("<p style='overflow: auto; width: 4em; white-space: pre'>a line that goes on</p>", "cut"),
        ("<p style='color: #bbb'>pale</p>", "pale"),
        ("<p style='background: #222; color: #000'>dark</p>", "on rgb(34, 34, 34)"),
    ],
)
def test_what_is_wrong_on_paper_is_noticed(
    reader: Page, address: str, fault: str, word: str
) -> None:
    open_on_paper(reader, f"{address}/slips/")
    assert faults(reader) == []
    reader.locator("article").evaluate("(page, html) => page.innerHTML += html", fault)
    assert any(word in found for found in faults(reader))
