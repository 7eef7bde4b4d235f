"""Blocks run in the page, on the site's own copy of Python, and print what the page shows."""

import gzip
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site.built import SITE, urls
from tests.site.visits import python_page, turn_dark, violations

HERE = Path(__file__).parent
PRESS_RUN = (HERE / "press_run.js").read_text("utf-8")
LIMIT = 10_000  # bytes of the scripts, gzipped
PAGE = "/operations/dense/"
KOREAN = ["/ko/tensors/attributes/", "/ko/learning/backpropagation/", "/ko/operations/geometry/"]
# `make test MINUTES=true` presses Run on the blocks that train for minutes too, and on those below.
MINUTES = "MINUTES" in os.environ
PASSED = {"en": "The check passes.", "ko": "검사를 통과했습니다."}
NOT_YET = {"en": "Not yet: the check does not pass.", "ko": "아직 검사를 통과하지 못했습니다."}
KEEP_WORKERS = """window.workers = [];
window.Worker = class extends Worker {
  constructor(...of) { window.workers.push(super(...of)); }
};"""


def pages_with_blocks() -> list[str]:
    english = [url for url in urls() if not url.startswith("/ko/")]
    return [
        url
        for url in [*english, *KOREAN]
        if 'data-block=""' in (SITE / url.strip("/") / "index.html").read_text("utf-8")
    ]


@pytest.fixture
def page(reader: BrowserContext) -> Iterator[Page]:
    with python_page(reader) as page:
        yield page


@pytest.fixture(scope="module")
def with_python(reader: BrowserContext, address: str) -> Iterator[Page]:
    with python_page(reader) as page:
        page.goto(address + PAGE)
        yield page


@pytest.fixture
def dense(with_python: Page) -> Iterator[Page]:
    """A page with its blocks as they were at first; Python may have been started before."""
    expect.set_options(timeout=60_000)
    changed = with_python.get_by_role("button", name="Reset")  # Where it is not hidden.
    while changed.count():
        changed.first.click()
    yield with_python
    expect.set_options(timeout=5_000)


def block(page: Page, number: int) -> Any:
    """The block of this number, counted from 1."""
    return page.locator(".highlight[data-block]").nth(number - 1)


def press(page: Page, number: int, name: str) -> None:
    block(page, number).get_by_role("button", name=name).click()


def status(page: Page, number: int) -> Any:
    return block(page, number).get_by_role("status")


def output(page: Page, number: int) -> Any:
    return block(page, number).locator("~ .live-output").first


def assert_everyone_can_read(page: Page) -> None:
    """In both themes."""
    assert violations(page) == []
    turn_dark(page)
    assert violations(page) == []
    page.emulate_media(color_scheme="light")


def rewrite(page: Page, number: int, code: str) -> None:
    press(page, number, "Edit")
    block(page, number).get_by_role("textbox").fill(code)


def printed_as_shown(told: dict[str, Any]) -> bool:
    texts: list[str] = [told[name].rstrip() for name in ("printed", "shown")]
    if told["trained"]:
        # Long training does not round alike on two machines, so its numbers may differ.
        texts = [re.sub(r" *[-+.,\de]*\d", " 0", text) for text in texts]
    return texts[0] == texts[1]


@pytest.mark.parametrize("url", pages_with_blocks())
def test_every_block_prints_what_the_page_shows(page: Page, address: str, url: str) -> None:
    page.goto(address + url)
    language = "ko" if url.startswith("/ko/") else "en"
    labels: dict[str, list[str]] = {"solution": [], "wrong": []}
    for told in page.evaluate(PRESS_RUN, MINUTES):
        if told["button"] in ("Check", "확인"):
            # Nobody has solved the exercise yet.
            if told["status"] != NOT_YET[language]:
                labels["wrong"].append(f"{told['status']}\n{told['code']}")
        elif told["complaint"] or not printed_as_shown(told):
            difference = f"{told['printed']}\nis not\n{told['shown']}\n{told['complaint']}"
            labels["wrong"].append(f"{told['code']}\n{difference}")
        labels["solution"] += [told["status"]] * (told["status"] == PASSED[language])
    assert labels["wrong"] == []
    exercises = page.locator(".exercise:has([data-block=''] ~ [data-block=''] ~ details)").count()
    if MINUTES or page.locator("[data-minutes]").count() == 0:
        assert len(labels["solution"]) == exercises


def test_there_are_many_blocks_to_run() -> None:
    assert len(pages_with_blocks()) > 25


def test_python_is_fetched_by_the_first_run_and_asked_for_again_if_it_does_not_come(
    page: Page, address: str
) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address + PAGE)
    page.wait_for_timeout(1000)
    assert [url for url in requests if "runtime" in url or "live/python.zip" in url] == []
    page.route("**/pyodide.mjs", lambda route: route.abort())
    rewrite(page, 1, "# Without mnist.")
    press(page, 1, "Run")
    expect(output(page, 1)).to_contain_text("Python could not be fetched: check the network")
    page.unroute("**/pyodide.mjs")
    press(page, 1, "Run")
    expect(status(page, 1)).to_have_text("Done.")
    assert any(url.endswith("pyodide.asm.wasm") for url in requests)
    assert [url for url in requests if "mnist" in url] == []
    assert [url for url in requests if not url.startswith((address, "data:"))] == []


def test_the_blocks_above_run_first_and_share_their_state(dense: Page) -> None:
    rewrite(dense, 1, "answer = 41")
    rewrite(dense, 2, "answer + 1")
    press(dense, 2, "Run")
    expect(output(dense, 2)).to_have_text("42\n")
    # A block that was changed runs again before those below it.
    block(dense, 1).get_by_role("textbox").fill("answer = 1")
    press(dense, 2, "Run")
    expect(output(dense, 2)).to_have_text("2\n")


def test_two_presses_at_once_run_the_blocks_above_once(dense: Page) -> None:
    rewrite(dense, 1, "runs = globals().get('runs', 0) + 1")
    rewrite(dense, 2, "runs")
    rewrite(dense, 3, "runs")
    buttons = dense.locator("[data-block] > .live-bar > button:first-child")
    buttons.evaluate_all("buttons => buttons.slice(1, 3).forEach((button) => button.click())")
    for number in (2, 3):
        expect(output(dense, number)).to_have_text("1\n")


def test_an_error_is_told_by_the_readers_lines_alone(dense: Page) -> None:
    rewrite(dense, 1, "import numpy as np\n\nnp.ones(2) @ np.ones(3)")
    press(dense, 1, "Run")
    expect(status(dense, 1)).to_have_text("This block raised an error.")
    told = output(dense, 1).inner_text()
    assert 'File "Block 1", line 3' in told
    assert told.count("File") == 1
    assert "ValueError: matmul" in told
    assert_everyone_can_read(dense)
    press(dense, 2, "Run")
    expect(status(dense, 2)).to_have_text("A block above raised an error: Block 1")
    # Once the block above is right, the one below says no more of it.
    press(dense, 1, "Reset")
    press(dense, 1, "Run")
    expect(status(dense, 1)).to_have_text("Done.")
    expect(status(dense, 2)).to_be_empty()


def test_a_loop_without_an_end_is_stopped(dense: Page) -> None:
    rewrite(dense, 1, "print('begun')\nwhile True:\n    pass")
    press(dense, 1, "Run")
    expect(output(dense, 1)).to_have_text("begun\n")
    # The page itself goes on answering.
    assert dense.evaluate("1 + 1") == 2
    assert_everyone_can_read(dense)
    rewrite(dense, 2, "2")
    press(dense, 2, "Run")
    press(dense, 1, "Stop")
    for number in (1, 2):  # What waited is stopped, too.
        expect(status(dense, number)).to_contain_text("Stopped.")
    block(dense, 1).get_by_role("textbox").fill("print('anew')")
    press(dense, 1, "Run")
    expect(output(dense, 1)).to_have_text("anew\n")


def test_a_loop_that_prints_without_an_end_is_stopped(dense: Page) -> None:
    rewrite(dense, 1, "while True:\n    print('x')")
    press(dense, 1, "Run")
    expect(output(dense, 1)).to_contain_text("cut here: too long")
    press(dense, 1, "Stop")
    expect(status(dense, 1)).to_contain_text("Stopped.")


def test_a_python_that_was_stopped_does_not_end_the_next_one(page: Page, address: str) -> None:
    page.add_init_script(KEEP_WORKERS)
    page.goto(address + PAGE)
    rewrite(page, 1, "while True:\n    pass")
    press(page, 1, "Run")
    expect(status(page, 1)).to_have_text("Running…")
    press(page, 1, "Stop")
    block(page, 1).get_by_role("textbox").fill("print('anew')")
    press(page, 1, "Run")
    # A browser cuts a loop off after seconds, which may raise an error where the loop was.
    page.evaluate("window.workers[0].dispatchEvent(new ErrorEvent('error'))")
    expect(status(page, 1)).to_have_text("Done.")
    expect(output(page, 1)).to_have_text("anew\n")


def test_a_wide_output_is_within_reach_of_the_keyboard(dense: Page) -> None:
    rewrite(dense, 1, "print('narrow')")
    press(dense, 1, "Run")
    expect(output(dense, 1).locator("code")).not_to_have_attribute("tabindex", "0")
    block(dense, 1).get_by_role("textbox").fill("print('wide ' * 100)")
    press(dense, 1, "Run")
    expect(output(dense, 1).locator("code")).to_have_attribute("tabindex", "0")


def test_reset_brings_back_the_code_and_its_output(dense: Page) -> None:
    before = dense.locator("article").inner_text()
    rewrite(dense, 2, "print('mine')")
    press(dense, 2, "Run")
    expect(output(dense, 2)).to_have_text("mine\n")
    press(dense, 2, "Reset")
    assert dense.locator("article").inner_text() == before


def test_the_editor_by_keyboard(dense: Page) -> None:
    press(dense, 1, "Edit")
    dense.keyboard.press("Control+a")
    dense.keyboard.type("for i in range(2):\nprint(i)")
    assert block(dense, 1).get_by_role("textbox").input_value().endswith(":\n    print(i)")
    dense.keyboard.press("Shift+Enter")
    expect(output(dense, 1)).to_have_text("0\n1\n")
    dense.keyboard.press("Tab")
    expect(block(dense, 1).get_by_role("textbox")).to_be_focused()
    dense.keyboard.press("Escape")
    dense.keyboard.press("Tab")
    expect(block(dense, 1).get_by_role("textbox")).not_to_be_focused()


def test_what_a_reader_writes_is_text_and_a_drawing_an_image(dense: Page) -> None:
    rewrite(dense, 1, "print('<b>bold</b>')")
    press(dense, 1, "Run")
    expect(output(dense, 1)).to_have_text("<b>bold</b>\n")
    imports = "from mathbits import Tensor\nfrom mathbits.graph import graph\n"
    drawing = "x = Tensor(2.0)\ngraph(x * x, x=x)"
    block(dense, 1).get_by_role("textbox").fill(imports + drawing)
    press(dense, 1, "Run")
    expect(output(dense, 1).get_by_role("img")).to_be_visible()


def test_an_exercise_is_solved_in_the_page(dense: Page) -> None:
    exercise = dense.locator(".exercise").first
    start, check = exercise.locator("> .highlight[data-block]").all()
    solution = exercise.locator("details pre code").first.text_content() or ""
    start.get_by_role("button", name="Edit").click()
    start.get_by_role("textbox").fill(solution)
    check.get_by_role("button", name="Check").click()
    expect(check.get_by_role("status")).to_have_text(PASSED["en"])
    assert_everyone_can_read(dense)


def test_a_block_for_tensorflow_says_why_it_has_no_button(page: Page, address: str) -> None:
    page.goto(address + "/learning/loss/")
    note = page.locator("[data-block=tensorflow] .live-bar").first
    expect(note).to_have_text("Needs TensorFlow, which does not run in a browser.")
    assert page.locator("[data-block=tensorflow] .live-bar button").count() == 0


def test_without_scripts_the_page_is_whole(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    expect(block(page, 1)).to_be_visible()
    assert page.locator(".live-bar").count() == 0
    context.close()


def test_the_scripts_are_small() -> None:
    scripts = sorted((SITE / "assets/javascripts/live").glob("*.js"))
    assert len(scripts) > 5
    assert sum(len(gzip.compress(script.read_bytes())) for script in scripts) <= LIMIT
