"""Every link and anchor inside the built site leads somewhere, those in raw HTML included."""

import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.site.built import LOST, SITE, urls

HERE = "http://site"
# The attributes whose value is an address. What `aria-...` and `for` refer to: test_markup.py.
ADDRESSES = {"action", "data", "formaction", "href", "poster", "src", "xlink:href"}
# An address in a style sheet, or a part of a drawing that another part uses.
URL = re.compile(r"""url\(\s*["']?([^"')\s]+)""")
MARKDOWN_LINK = re.compile(r"\]\(([^()\s]+)\)")


class Links(HTMLParser):
    """The links of a page, and the anchors that others may link to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and name in ADDRESSES:
                self.links.append(value)
            elif value and name == "srcset":
                self.links += [candidate.split()[0] for candidate in value.split(",")]
            elif value and name in ("id", "name"):
                self.anchors.add(value)
            if value and "url(" in value:
                self.links += URL.findall(value)


def target(url: str, link: str) -> tuple[Path, str] | None:
    """The file and the anchor that a link on a page means; None if it leads out of the site."""
    parts = urlsplit(urljoin(HERE + url, link))
    if f"{parts.scheme}://{parts.netloc}" != HERE:
        return None
    path = unquote(parts.path).lstrip("/")
    return SITE / (path + "index.html" if not path or path.endswith("/") else path), unquote(
        parts.fragment
    )


@cache
def anchors(file: Path) -> set[str]:
    """The anchors of a page, which hundreds of links may ask for."""
    return Links(file.read_text("utf-8")).anchors


def broken(url: str, text: str) -> list[str]:
    found = []
    own = Links(text)
    here = target(url, "")
    for link in own.links:
        aim = target(url, link)
        if aim is None:
            continue
        file, anchor = aim
        if not file.is_file():
            found.append(f"{link}: no such page")
        elif (
            anchor
            and file.suffix == ".html"
            and anchor not in (own.anchors if here == (file, "") else anchors(file))
        ):
            found.append(f"{link}: no such anchor")
    return found


@pytest.mark.parametrize("url", [*urls(), LOST])
def test_links_lead_somewhere(url: str) -> None:
    aim = target(url, "")
    assert aim
    assert broken(url, aim[0].read_text("utf-8")) == []


@pytest.mark.parametrize("home", ["/", "/ko/"])
def test_what_a_search_finds_is_there(home: str) -> None:
    index = (SITE / home.lstrip("/") / "search/search_index.json").read_text("utf-8")
    places = [entry["location"] for entry in json.loads(index)["docs"]]
    assert len(places) > 100
    links = "".join(f'<a href="../{place}">a</a>' for place in places)
    assert broken(f"{home}search/", links) == []


def test_what_style_sheets_load_is_there() -> None:
    sheets = sorted(SITE.rglob("*.css"))
    assert len(sheets) > 5
    for sheet in sheets:
        links = "".join(f"<a href='{link}'>a</a>" for link in URL.findall(sheet.read_text("utf-8")))
        assert broken(f"/{sheet.relative_to(SITE).as_posix()}", links) == []


def test_notebooks_link_to_whole_addresses_alone() -> None:
    # They are read far from the site.
    notebooks = sorted(SITE.rglob("*.ipynb"))
    assert len(notebooks) > 50
    for notebook in notebooks:
        cells = json.loads(notebook.read_text("utf-8"))["cells"]
        prose = "\n".join(
            "".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"
        )
        links = MARKDOWN_LINK.findall(re.sub("`[^`]*`", "", prose))
        assert [link for link in links if not link.startswith("https://")] == [], notebook


@pytest.mark.parametrize("url", [url for url in urls() if re.search("/reference/.", url)])
def test_the_reference_leads_back_into_the_book(url: str) -> None:
    text = (SITE / url.lstrip("/") / "index.html").read_text("utf-8")
    article = text[text.index("<article") : text.index("</article>")]
    files = {aim[0] for link in Links(article).links if (aim := target(url, link))}
    assert {file for file in files if file.suffix == ".html" and "reference" not in file.parts}


def test_dead_links_are_found() -> None:
    text = """<a href="../gone/">a</a> <a href="#gone">b</a> <a id=here href="#here">c</a>
    <img srcset="../a.svg, ../b.svg 2x"><path clip-path="url(#clip)"><use xlink:href="#use">"""
    assert broken("/slips/", text) == [
        "../gone/: no such page",
        "#gone: no such anchor",
        "../a.svg: no such page",
        "../b.svg: no such page",
        "#clip: no such anchor",
        "#use: no such anchor",
    ]


def test_what_is_not_there_is_answered_by_one_page_in_both_languages() -> None:
    assert [page.relative_to(SITE).as_posix() for page in SITE.rglob("404.html")] == [LOST[1:]]
    text = (SITE / LOST.lstrip("/")).read_text("utf-8")
    page = text[text.index("<article") : text.index("</article>")]
    for language, home, words in [
        ("en", "/", "Page not found"),
        ("ko", "/ko/", "페이지를 찾을 수 없습니다"),
    ]:
        part = re.search(rf'<div lang="{language}">(.*?)</div>', page, re.DOTALL)
        assert part
        assert words in part[1]
        assert Links(part[1]).links == [home]
