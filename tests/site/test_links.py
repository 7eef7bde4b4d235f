"""Every link and anchor inside the built site leads somewhere, those in raw HTML included."""

from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.site.built import SITE, urls

HERE = "http://site"


class Links(HTMLParser):
    """The links of a page, and the anchors that others may link to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and name in ("href", "src"):
                self.links.append(value)
            elif value and name in ("id", "name"):
                self.anchors.add(value)


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


@pytest.mark.parametrize("url", urls())
def test_links_lead_somewhere(url: str) -> None:
    text = (SITE / url.lstrip("/") / "index.html").read_text("utf-8")
    assert broken(url, text) == []


def test_dead_links_are_found() -> None:
    text = '<a href="../gone/">a</a> <a href="#gone">b</a> <a id=here href="#here">c</a>'
    assert broken("/slips/", text) == ["../gone/: no such page", "#gone: no such anchor"]
