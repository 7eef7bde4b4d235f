"""What is asked of every live figure, whatever it shows."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page

from tests.docs.test_palette import TEXTS
from tests.site.built import SITE
from tests.site.visits import COLOURS, PHONE, Visit, same_tab, too_wide, turn_dark, violations

SCRIPTS = "/assets/javascripts/figures"
LIMIT = 8_000  # bytes of a figure's own modules, gzipped
TOUCH = 24  # pixels
REST = "article > :not(.live-figure, :has(.live-figure))"  # of the page


@contextmanager
def opened(
    reader: BrowserContext, address: str, url: str, **media: Any
) -> Iterator[tuple[Page, Visit]]:
    """The page, at the width of a laptop, in which nothing may go wrong."""
    with same_tab(reader, **media) as page:
        visit = Visit(page, address)
        visit.open(url)
        yield page, visit
        visit.leave()
        assert visit.problems == [], visit.problems
        assert visit.foreign() == [], visit.foreign()


def selector(name: str) -> str:
    return f".live-figure[data-figure={name}]"


def figure(page: Page, name: str) -> Locator:
    return page.locator(selector(name))


def from_model(page: Page, name: str, expression: str, argument: Any = None) -> Any:
    """What the expression gives, of `model` and `x`, with the figure's model in this page."""
    script = f"async (x) => {{const model = await import('{SCRIPTS}/{name}-model.js');"
    return page.evaluate(f"{script} return {expression};}}", argument)


def assert_is_sound(page: Page, name: str) -> None:
    """Everyone can read and use the figure as it stands, in both themes and on a phone."""
    # The rest of the page, which axe would read each time, is judged elsewhere.
    page.locator(REST).evaluate_all("parts => parts.forEach((part) => part.remove())")
    found = violations(page, within=selector(name)) + strange(page, name)
    assert found == [], found
    turn_dark(page)
    found = violations(page, COLOURS, selector(name)) + strange(page, name)
    assert found == [], found
    page.set_viewport_size({"width": PHONE, "height": 740})
    assert not too_wide(page)
    for part in figure(page, name).locator("button, select, input, .live-movable").all():
        box = part.bounding_box() if part.is_visible() else None
        assert box is None or min(box["width"], box["height"]) >= TOUCH, part.evaluate(
            "node => node.outerHTML"
        )


def strange(page: Page, name: str) -> list[str]:
    """Words of the drawing without a role's own colour: those of the roles can be read."""
    script = """(words, roles) => {
        const own = getComputedStyle(document.body);
        const hex = (rgb) => "#" + rgb.match(/[.\\d]+/g)
            .map((value) => (+value).toString(16).padStart(2, "0")).join("");
        const colours = roles.map((role) => own.getPropertyValue(`--${role}`));
        const parts = (word) => word ? [word, ...parts(word.parentElement)] : [];
        return words
            .filter((word) => !colours.includes(hex(getComputedStyle(word).fill)) ||
                parts(word).some((part) => getComputedStyle(part).opacity !== "1"))
            .map((word) => `${word.textContent}: ${getComputedStyle(word).fill}`);
    }"""
    words = figure(page, name).locator("svg text")
    return list(words.evaluate_all(script, list(TEXTS)))


def assert_is_light(name: str) -> None:
    files = (SITE / SCRIPTS.lstrip("/")).glob(f"{name}*.js")
    sizes = {file.name: len(gzip.compress(file.read_bytes())) for file in files}
    assert f"{name}.js" in sizes
    assert sum(sizes.values()) <= LIMIT, sizes
