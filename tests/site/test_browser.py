"""Every page in a real browser: nothing fails, nothing leaves the site, everyone can read it."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.site.built import LOST, SITE, urls
from tests.site.visits import (
    ALL_BUT_COLOURS,
    PHONE,
    Visit,
    cut_off,
    pale,
    same_tab,
    too_wide,
    turn_dark,
    violations,
)

HOME_LIMIT = 100_000  # bytes, gzipped
IS_ON_TOP = """element => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}"""


@pytest.fixture
def visit(reader: BrowserContext, address: str) -> Iterator[Visit]:
    with same_tab(reader) as page:
        visit = Visit(page, address)
        yield visit
        visit.leave()


@pytest.fixture(scope="module")
def measured() -> set[str]:
    """The looks of text whose contrast a page before had measured."""
    return set()


@pytest.mark.parametrize("url", [*urls(), LOST])
def test_page_is_sound(visit: Visit, measured: set[str], url: str) -> None:
    page = visit.page
    page.goto(visit.address + url)
    assert violations(page, ALL_BUT_COLOURS) == []
    assert cut_off(page) == []
    turn_dark(page)
    wide = page.viewport_size
    assert wide
    page.set_viewport_size({"width": PHONE, "height": 740})
    assert not too_wide(page), f"{url} scrolls sideways at {PHONE} px"
    visit.settle()
    assert visit.problems == []
    assert visit.foreign() == []
    page.set_viewport_size(wide)
    assert pale(page, measured) == []


def test_there_are_pages_in_both_languages() -> None:
    korean = [url for url in urls() if url.startswith("/ko/")]
    assert len(korean) * 2 == len(urls()) >= 20


@pytest.mark.parametrize("url", ["/", "/first-network/", "/tensors/attributes/"])
def test_the_language_switch_keeps_the_page(visit: Visit, url: str) -> None:
    visit.open(url)
    for language, path in (("ko", f"/ko{url}"), ("en", url)):
        visit.page.locator(".language-switch").click()
        expect(visit.page).to_have_url(visit.address + path)
        expect(visit.page.locator("html")).to_have_attribute("lang", language)
        visit.settle()
    assert visit.problems == []


def test_the_language_switch_keeps_the_section(visit: Visit) -> None:
    page = visit.page
    visit.open("/operations/dot-product/")
    page.locator("#templates ~ p").nth(1).evaluate("text => text.scrollIntoView()")
    for path in ("/ko/operations/dot-product/", "/operations/dot-product/"):
        page.locator(".language-switch").click()
        expect(page).to_have_url(f"{visit.address}{path}#templates")
        expect(page.locator("#templates")).to_be_in_viewport()


def search(page: Page, words: str) -> list[str]:
    """The pages that a search finds, the best first."""
    field = page.locator(".md-search__input")
    results = page.locator(".md-search-result__link")
    field.click()
    put_in(field, "")
    expect(results).to_have_count(0)  # Of a search before.
    put_in(field, words)
    expect(results.first).to_be_visible()
    return [urlsplit(str(link.get_attribute("href"))).path for link in results.all()]


def put_in(field: Locator, words: str) -> None:
    field.fill(words)
    field.press("End")  # Hangul is put in without a key, and the search waits for one.


@pytest.mark.parametrize(
    ("home", "words", "found"),
    [
        ("/", "strides", "/tensors/attributes/"),
        ("/", "to_categorical", "/reference/utils/"),
        ("/ko/", "스트라이드", "/ko/tensors/attributes/"),
        ("/ko/", "벡터를", "/ko/tensors/vectors/"),
        ("/ko/", "원-핫", "/ko/tensors/vector-data/"),
        ("/ko/", "utils.to_categorical", "/ko/reference/utils/"),
    ],
)
def test_search_finds_the_page(visit: Visit, home: str, words: str, found: str) -> None:
    visit.open(home)
    assert found in search(visit.page, words)
    assert visit.problems == []


@pytest.mark.parametrize(
    ("words", "others", "page"),
    [
        ("소프트맥스의", "소프트맥스", "/ko/learning/loss/"),
        ("텐서를", "텐서의", "/ko/tensors/higher-ranks/"),
        ("축을", "축에서는", "/ko/tensors/vectors/"),
        ("행렬곱", "행렬 곱", "/ko/operations/dot-product/"),
        ("원소별연산", "원소별 연산을", "/ko/operations/elementwise/"),
        ("경사하강법", "경사 하강법으로", "/ko/learning/sgd/"),
        ("원핫", "원 핫", "/ko/tensors/vector-data/"),
    ],
)
def test_search_reads_korean(visit: Visit, words: str, others: str, page: str) -> None:
    visit.open("/ko/")
    found = search(visit.page, words)
    assert found == search(visit.page, others)
    assert page in found


def test_search_shows_the_book_before_the_reference_but_for_a_function(visit: Visit) -> None:
    visit.open("/")
    assert not search(visit.page, "gradient")[0].startswith("/reference/")
    assert search(visit.page, "numerical_gradient")[0] == "/reference/gradients/"


def test_the_theme_can_be_chosen_by_keyboard(visit: Visit) -> None:
    visit.open("/")
    body = visit.page.locator("body")
    toggle = visit.page.locator("[data-md-component=palette] input").first
    toggle.focus()
    visit.page.keyboard.press("Enter")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    visit.page.keyboard.press("Enter")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    visit.page.evaluate("localStorage.clear()")


def test_the_keyboard_sees_where_it_is_in_the_menu_of_a_narrow_page(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size({"width": 640, "height": 360})
    visit.open("/operations/dot-product/")
    focus = page.locator(".md-sidebar--primary :focus")
    passed = []
    for _ in range(40):
        page.keyboard.press("Tab")
        if focus.count():
            expect(focus).to_be_in_viewport(ratio=0.5)
            page.wait_for_timeout(300)  # Its list slides to where it belongs.
            assert focus.evaluate(IS_ON_TOP), focus.inner_text()
            passed.append(focus.inner_text())
            if passed[-1] == "Tensors":
                page.keyboard.press("Enter")
    assert {"Draw a digit", "Vectors", "Broadcasting", "Summary and cheat sheet"} <= set(passed)
    assert "The gradient" not in passed  # What is folded up is passed over.
    expect(focus).to_have_count(0)
    expect(page.locator(".md-sidebar--primary")).not_to_be_in_viewport()


@pytest.mark.parametrize(
    ("selector", "content"), [(".md-typeset table", "td"), ("div.formula", ".katex-html")]
)
def test_what_is_too_wide_scrolls_on_its_own(visit: Visit, selector: str, content: str) -> None:
    visit.open("/tensors/vectors/")
    visit.page.set_viewport_size({"width": PHONE, "height": 740})
    box = visit.page.locator(selector).first
    box.locator(content).first.evaluate("node => node.append('W'.repeat(80))")
    assert box.evaluate("node => node.scrollWidth > node.clientWidth")
    assert not too_wide(visit.page)


def test_roots_and_braces_are_drawn(visit: Visit) -> None:
    visit.open("/learning/optimizers/")
    heights = "[...document.querySelectorAll('.katex svg')].map((root) => root.clientHeight)"
    found = visit.page.evaluate(heights)
    assert found
    assert min(found) > 5  # pixels


def test_no_line_ends_before_a_particle(visit: Visit) -> None:
    visit.open("/ko/learning/optimizers/")
    visit.page.set_viewport_size({"width": PHONE, "height": 740})
    lines = """[...document.querySelectorAll("article :is(.formula, a, code)")].flatMap((word) => {
      const after = word.nextSibling;
      if (!/^[가-힣]/.test(after?.data ?? "")) return [];
      const particle = document.createRange();
      particle.setStart(after, 0);
      particle.setEnd(after, 1);
      return [particle.getBoundingClientRect().top < [...word.getClientRects()].pop().bottom];
    })"""
    together = visit.page.evaluate(lines)
    assert len(together) > 80
    assert all(together)


def test_no_line_ends_between_a_bracket_and_its_particle(visit: Visit) -> None:
    visit.open("/ko/first-network/")
    visit.page.set_viewport_size({"width": PHONE, "height": 740})
    lines = """() => {
      const article = document.querySelector("article");
      const words = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
      const together = [];
      while (words.nextNode()) {
        for (const { index } of words.currentNode.data.matchAll(/[)\\]%][가-힣]/g)) {
          const [bracket, particle] = [0, 1].map((next) => {
            const range = document.createRange();
            range.setStart(words.currentNode, index + next);
            range.setEnd(words.currentNode, index + next + 1);
            return range.getBoundingClientRect();
          });
          together.push(particle.top < bracket.bottom);
        }
      }
      return together;
    }"""
    together = visit.page.evaluate(lines)
    assert len(together) > 10
    assert all(together)


def test_the_home_page_is_light(visit: Visit) -> None:
    visit.open("/")
    paths = {urlsplit(url).path for url in visit.requests if url.startswith(visit.address)}
    sizes = {path: len(gzip.compress(_file(path).read_bytes())) for path in paths}
    assert sum(sizes.values()) <= HOME_LIMIT, sizes


def _file(path: str) -> Path:
    return SITE / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))


def test_a_page_without_script_is_whole(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/tensors/attributes/")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".figure svg").first).to_be_visible()
    expect(page.locator(".katex").first).to_be_visible()
    context.close()


# The guards of this file, each shown a page with the fault that it is there to find.


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        ("<script>throw new Error('broken')</script>", "broken"),
        ("<img src='/missing.png' alt=''>", "404"),
        ("<script>console.error('said')</script>", "said"),
    ],
)
def test_a_fault_is_noticed(visit: Visit, fault: str, word: str) -> None:
    visit.page.route("**/slips/", lambda route: route.fulfill(body=fault, content_type="text/html"))
    visit.open("/slips/")
    assert any(word in problem for problem in visit.problems)


def test_a_foreign_request_is_noticed(visit: Visit) -> None:
    body = "<link rel=stylesheet href='https://fonts.example/a.css'>"
    visit.page.route("**/slips/", lambda route: route.fulfill(body=body, content_type="text/html"))
    visit.page.route("https://fonts.example/**", lambda route: route.fulfill(body=""))
    visit.open("/slips/")
    assert visit.foreign() == ["https://fonts.example/a.css"]


@pytest.mark.parametrize(
    "fault",
    [
        "<p style='color: #ccc'>pale</p>",
        # In the dark alone, and only after a text that looks the same in the light.
        "<p>plain</p><style>[data-md-color-scheme=slate] b {color: #333}</style><p><b>pale</b></p>",
        # Hidden text is not measured, so it is not the one of its kind to be left.
        "<p hidden style='color: #ccc'>pale</p><p style='color: #ccc'>pale</p>",
        "<p><button disabled>pale</button></p><p style='color: #ccc'>pale</p>",
        "<p>plain <span aria-hidden=true style='color: #ccc'>pale</span></p>",
        "<style>.katex .mord {color: #ccc}</style>",
        "<p>plain</p><p style='background: #333'>pale</p>",
        "<pre><code><i>plain</i> <i style='color: #ddd'>pale</i></code></pre>",
    ],
)
def test_poor_contrast_is_noticed(visit: Visit, measured: set[str], fault: str) -> None:
    visit.open("/slips/")
    visit.page.locator("article").evaluate(
        "(node, fault) => node.insertAdjacentHTML('beforeend', fault)", fault
    )
    assert any(found.startswith("color-contrast") for found in pale(visit.page, set(measured)))


COPY = "<nav class='md-code__nav'></nav>"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("<table><tr><th></th><th>a</th></tr></table>", ["empty-table-header"]),
        (COPY * 2, []),
        (f"{COPY * 2}<nav>ours</nav>", ["landmark-unique"]),
    ],
)
def test_a_small_fault_is_noticed_unless_it_is_the_themes(
    visit: Visit, content: str, found: list[str]
) -> None:
    visit.open("/slips/")
    visit.page.locator("article").evaluate(
        "(node, content) => node.insertAdjacentHTML('beforeend', content)", content
    )
    assert [fault.partition(":")[0] for fault in violations(visit.page, ALL_BUT_COLOURS)] == found


def test_sideways_scrolling_is_noticed(visit: Visit) -> None:
    visit.open("/slips/")
    visit.page.locator("body").evaluate("node => node.style.minWidth = '2000px'")
    assert too_wide(visit.page)


def test_words_out_of_a_drawing_are_noticed(visit: Visit) -> None:
    visit.open("/tensors/scalars/")
    assert cut_off(visit.page) == []
    word = visit.page.locator(".figure svg text").first
    word.evaluate("word => { word.textContent = 'longer than there is room for '.repeat(9) }")
    assert cut_off(visit.page) == ["longer than there is room for " * 9]
