"""No page runs a script that is not its own, and what a reader types stays in the worker.

That no page breaks its policy is seen by every test that visits one: a breach is a console error.
"""

import re
from typing import Any

import pytest
from live import CDN
from playwright.sync_api import Browser, Page, Route, expect

from tests.site.built import SITE
from tests.site.visits import Visit

PAGES = sorted(SITE.rglob("*.html"))
PAGE = "/operations/dense/"


# Whole tags: a `>` may stand in the value of an attribute.
TAG = re.compile(r"""<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
LOADING = re.compile(r"<(?:base|link|script|style)\b")
SCRIPT_IN_TAG = re.compile(r"""\son\w+\s*=|=\s*["']?\s*javascript:""", re.IGNORECASE)


def scripts_in_tags(html: str) -> list[str]:
    return [tag for tag in TAG.findall(html) if SCRIPT_IN_TAG.search(tag)]


def sources(policy: str) -> dict[str, set[str]]:
    directives = (directive.split() for directive in policy.split(";"))
    return {name: set(allowed) for name, *allowed in directives}


def test_every_page_allows_its_own_scripts_alone() -> None:
    assert len(PAGES) > 20
    for page in PAGES:
        html = page.read_text("utf-8")
        head, policy, _ = re.split(META, html)
        assert not LOADING.search(head), page
        assert scripts_in_tags(html) == [], page
        allowed = sources(policy)
        assert allowed["default-src"] == allowed["worker-src"] == {"'self'"}, page
        assert allowed["object-src"] == allowed["base-uri"] == allowed["form-action"] == {"'none'"}
        assert allowed["style-src"] == {"'self'", "'unsafe-inline'"}, page
        for directive in ("script-src", "connect-src"):
            others = allowed[directive] - {"'self'"}
            assert all(source == CDN or source.startswith("'sha256-") for source in others), page


def test_a_script_in_a_tag_is_found() -> None:
    handler, link = "<p title='>' onclick='x()'>", "<a href=' JavaScript:x()'>"
    assert scripts_in_tags(f"<b>{handler}on x={link}</b>") == [handler, link]


@pytest.fixture
def page(browser: Browser) -> Any:
    context = browser.new_context()
    yield context.new_page()
    context.close()


BREAK_INS = [
    "<script>document.title = 'broken in'</script>",
    "<img src='data:,' alt='' onerror='document.title = `broken in`'>",
    "<script src='https://elsewhere.example/script.js'></script>",
    "<iframe src='https://elsewhere.example/page.html' title='t'></iframe>",
]


def test_what_is_put_into_a_page_does_not_run(page: Page, address: str) -> None:
    def with_scripts(route: Route) -> None:
        answer = route.fetch()
        body = answer.text().replace("</body>", "".join([*BREAK_INS, "</body>"]))
        route.fulfill(response=answer, body=body)

    page.route("**/slips/", with_scripts)
    page.route(
        "https://elsewhere.example/*",
        lambda route: route.fulfill(body="parent.document.title = 'broken in'"),
    )
    visit = Visit(page, address)
    visit.open("/slips/")
    assert page.title() != "broken in"
    breaches = [problem for problem in visit.problems if "Content Security Policy" in problem]
    assert len(breaches) == len(BREAK_INS)


def run(page: Page, code: str) -> str:
    """What the first block of the page says after it has run this code."""
    block = page.locator(".highlight[data-block]").first
    if not block.get_by_role("textbox").count():
        block.get_by_role("button", name="Edit").click()
    block.get_by_role("textbox").fill(code)
    block.get_by_role("button", name="Run").click()
    expect(block.get_by_role("status")).to_have_text(re.compile("Done|raised"), timeout=60_000)
    output = block.locator("~ .live-output").first
    assert output.locator("code *:not(span)").count() == 0  # Text, whatever it looks like.
    return output.inner_text()


MARKUP = "<img src=x onerror=document.title='broken-in'>"
# What the worker itself would send: the words of a run, and its end.
FORGED = f"""
import js
from pyodide.ffi import to_js

words = {{"stream": "{MARKUP}", "text": "{MARKUP}"}}
end = {{"status": "failed", "kind": "{MARKUP}", "error": "{MARKUP}"}}
for number in range(100):
    for message in (words, end):
        js.postMessage(to_js({{"id": number, **message}}, dict_converter=js.Object.fromEntries))
"""


def test_what_a_reader_types_stays_in_the_worker(page: Page, address: str) -> None:
    visit = Visit(page, address)
    visit.open(PAGE)
    title = page.title()
    assert MARKUP in run(page, f'print("{MARKUP}")')
    assert MARKUP in run(page, f'raise ValueError("{MARKUP}")')
    drawn = f"<svg xmlns='http://www.w3.org/2000/svg'><script>{MARKUP}</script></svg>"
    run(page, f'class Drawing:\n    def _repr_svg_(self):\n        return """{drawn}"""\nDrawing()')
    assert "AttributeError: document" in run(page, "import js\njs.document.title = 'broken in'")
    assert "AttributeError: window" in run(page, "import js\njs.window")
    assert "AttributeError: localStorage" in run(page, "import js\njs.localStorage")
    assert run(page, FORGED).count(MARKUP) == 2
    assert page.title() == title
    assert visit.problems == []


def test_python_can_come_from_its_pinned_address(page: Page, address: str) -> None:
    own = 'name="mathbits-runtime" content="../../assets/runtime/"'

    def without_a_copy(route: Route) -> None:
        answer = route.fetch()
        body = answer.text()
        assert own in body
        route.fulfill(response=answer, body=body.replace("../../assets/runtime/", CDN))

    asked: list[str] = []

    def from_disk(route: Route) -> None:
        asked.append(route.request.url)
        file = SITE / "assets/runtime" / route.request.url.removeprefix(CDN)
        route.fulfill(path=file, headers={"Access-Control-Allow-Origin": "*"})

    page.route(f"**{PAGE}", without_a_copy)
    page.route(f"{CDN}*", from_disk)
    visit = Visit(page, address)
    visit.open(PAGE)
    assert run(page, "print(6 * 7)").strip() == "42"
    assert f"{CDN}pyodide.asm.wasm" in asked
    assert visit.problems == []
