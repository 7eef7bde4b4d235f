"""The copy of `make offline` opens from the disk, here of a small book that runs no notebook."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.docs.small_book import build, make_book, write
from tests.site.test_links import Links
from tests.site.visits import Visit

LIVE = """\
# {word} {{#live}}

{word}.

```python
print(6 * 7)
```

<div class="live-figure" data-figure="slope" markdown="1">

{word}?

</div>
"""
WORDS = {"en": "Moving", "ko": "움직임"}
NEEDS_A_SERVER = {"en": "only where a server sends", "ko": "서버로 열 때만"}
BOTH = pytest.mark.parametrize("language", ["en", "ko"])
FONTS = "document.fonts.ready.then(() => [...document.fonts].map((font) => font.status))"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_book(tmp_path_factory.mktemp("offline"))
    settings = root / "mkdocs.yml"
    write(settings, settings.read_text("utf-8").replace("execute: true", "execute: false"))
    for language, word in WORDS.items():
        write(root / f"docs/{language}/live.md", LIVE.format(word=word))
    status, log = build(root, OFFLINE="true")
    assert status == 0, log
    return root / "site"


@pytest.fixture
def visit(browser: Browser, copy: Path) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visit = Visit(context.new_page(), f"{copy.as_uri()}/")
    yield visit
    assert visit.problems == []
    assert visit.foreign() == []
    context.close()


def edition(language: str) -> str:
    return {"en": "", "ko": "ko/"}[language]


@BOTH
def test_text_formulas_and_figures_are_there(visit: Visit, language: str) -> None:
    visit.open(f"{edition(language)}tensors/scalars.html")
    expect(visit.page.locator("h1")).to_be_visible()
    expect(visit.page.locator(".figure svg").first).to_be_visible()
    expect(visit.page.locator("div.formula .katex-html")).to_be_visible()
    statuses = visit.page.evaluate(FONTS)
    assert "loaded" in statuses
    assert "error" not in statuses


def test_the_language_switch_keeps_the_page(visit: Visit) -> None:
    visit.open("tensors/scalars.html")
    for language in ("ko", "en"):
        visit.page.locator(".language-switch").click()
        expect(visit.page).to_have_url(f"{visit.address}{edition(language)}tensors/scalars.html")
        expect(visit.page.locator("html")).to_have_attribute("lang", language)


@BOTH
def test_the_search_finds_a_page_and_opens_it(visit: Visit, language: str) -> None:
    visit.open(f"{edition(language)}index.html")
    field = visit.page.locator(".md-search__input")
    field.click()
    field.fill(WORDS[language])
    field.press("End")  # Hangul is put in without a key, and the search waits for one.
    visit.page.locator(".md-search-result__link").first.click()
    place = f"site/{edition(language)}live.html"
    expect(visit.page).to_have_url(re.compile(rf"^[^?#]*{re.escape(place)}"))
    expect(visit.page.locator("h1")).to_contain_text(WORDS[language])


@BOTH
def test_what_is_live_says_that_it_needs_a_server(visit: Visit, language: str) -> None:
    visit.open(f"{edition(language)}live.html")
    said = visit.page.locator(".needs-server")
    expect(said).to_contain_text([NEEDS_A_SERVER[language]] * 2)
    assert visit.page.locator(".live-figure > .needs-server").count() == 1
    assert visit.page.locator("script[type=module], button.live-bar").count() == 0


def test_every_link_leads_to_a_file(copy: Path) -> None:
    for page in copy.rglob("*.html"):
        for link in Links(page.read_text("utf-8")).links:
            parts = urlsplit(link)
            if not parts.scheme and parts.path:
                assert (page.parent / unquote(parts.path)).is_file(), f"{page}: {link}"


def test_nothing_is_in_it_that_only_a_server_could_use(copy: Path) -> None:
    names = {path.relative_to(copy).as_posix() for path in copy.rglob("*")}
    of_no_use = re.compile(
        r"(ko/)?(assets/(live|mnist|runtime|digit)|.*/(live|figures)/|404|sitemap)"
    )
    assert [name for name in names if of_no_use.match(name)] == []
