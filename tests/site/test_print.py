"""Every page on paper: black on white, nothing cut; and the cheat sheet on one side."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.site.built import urls
from tests.site.visits import new_page

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
    ".mistake",
    ".live-bar",
    "details:not([open])",
]


@pytest.fixture(scope="module")
def page(reader: BrowserContext) -> Iterator[Page]:
    """A page of a reader who likes it dark."""
    with new_page(reader, A4_TEXT, color_scheme="dark", reduced_motion="reduce") as page:
        yield page


def open_on_paper(page: Page, url: str) -> None:
    page.emulate_media(media="screen")
    page.goto(url, wait_until="load")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(media="print")


def faults(page: Page) -> list[str]:
    return list(page.evaluate(FAULTS, ON_SCREEN_ONLY))


@pytest.mark.parametrize("url", urls())
def test_a_page_can_be_printed(page: Page, address: str, url: str) -> None:
    open_on_paper(page, address + url)
    assert faults(page) == []
    expect(page.locator(".imprint")).to_contain_text("CC BY 4.0")


def test_the_link_to_report_a_mistake_is_not_printed(page: Page, address: str) -> None:
    # As the theme writes it where the site knows its repository, which this one does not.
    open_on_paper(page, f"{address}/slips/")
    link = "<p class='mistake'><a href='x'>Report a mistake on this page</a></p>"
    page.locator("article").evaluate("(page, html) => page.innerHTML += html", link)
    expect(page.locator(".mistake").last).to_be_hidden()
    assert faults(page) == []


def sides(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("url", ["/summary/", "/ko/summary/"])
def test_the_cheat_sheet_fits_on_one_side(page: Page, address: str, url: str) -> None:
    open_on_paper(page, address + url)
    whole = sides(page.pdf(format="A4"))
    page.locator(".sheet").evaluate("sheet => sheet.remove()")
    rest = sides(page.pdf(format="A4"))
    assert whole - rest == 1
    assert rest >= 2  # What stands before and after it: `sides` counts.


def test_a_solution_is_printed_as_the_reader_left_it(page: Page, address: str) -> None:
    page.emulate_media(media="screen")
    page.goto(f"{address}/operations/dot-product/")
    solutions = page.locator("details.solution")
    solutions.first.locator("summary").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")  # As a browser does.
    page.emulate_media(media="print")
    assert solutions.count() > 1
    expect(solutions.first.locator("pre").first).to_be_visible()
    for solution in solutions.all()[1:]:
        expect(solution).to_be_hidden()


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        ("<p class=mistake style='display: block !important'>Report</p>", "shown"),
        ("<nav class=md-header style='display: block !important'>Menu</nav>", "shown"),
        ("<p style='width: 900px'>wide</p>", "too wide"),
        ("<p><code style='padding-left: 641px'>wide</code></p>", "too wide"),
        ("<p style='overflow: auto; width: 4em; white-space: pre'>a line that goes on</p>", "cut"),
        ("<p style='color: #bbb'>pale</p>", "pale"),
        ("<p style='background: #222; color: #000'>dark</p>", "on rgb(34, 34, 34)"),
    ],
)
def test_what_is_wrong_on_paper_is_noticed(page: Page, address: str, fault: str, word: str) -> None:
    open_on_paper(page, f"{address}/slips/")
    assert faults(page) == []
    page.locator("article").evaluate("(page, html) => page.innerHTML += html", fault)
    assert any(word in found for found in faults(page))
