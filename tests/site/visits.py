"""A visit to a page of the site, and what anyone may ask of the page there."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Request, expect

AXE = (Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js").read_text("utf-8")
PHONE = 360  # pixels


@contextmanager
def new_page(
    reader: BrowserContext, width: int = 1280, height: int = 900, **media: Any
) -> Iterator[Page]:
    """A page of that size in pixels, in the light unless `media` says otherwise."""
    page = reader.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(**{"color_scheme": "light", **media})
    yield page
    page.close()


@contextmanager
def same_tab(reader: BrowserContext, **media: Any) -> Iterator[Page]:
    """The reader's first tab, as if it were new, which takes half the time of a new one."""
    page = reader.pages[0]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(**{"color_scheme": "light", "reduced_motion": "no-preference", **media})
    try:
        yield page
    finally:
        page.unroute_all()
        page.goto("about:blank")


@contextmanager
def python_page(reader: BrowserContext, height: int = 900) -> Iterator[Page]:
    """A page that may take a minute: Python has to start."""
    with new_page(reader, 1100, height) as page:
        page.set_default_timeout(60_000)
        expect.set_options(timeout=60_000)
        yield page
        expect.set_options(timeout=5_000)


class Visit:
    """A page, and all that went over the wire or wrong while it was open."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.requests: list[str] = []
        self.problems: list[str] = []
        self._under_way: set[Request] = set()
        self._last = time.monotonic()  # when something was last asked for, or came
        self._listeners: dict[Any, Callable[[Any], None]] = {
            "request": self._begin,
            "requestfinished": self._end,
            "requestfailed": self._fail,
            "pageerror": lambda error: self.problems.append(f"error: {error}"),
            "console": self._note,
            "response": self._check,
        }
        for event, listener in self._listeners.items():
            page.on(event, listener)

    def _begin(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith("data:"):
            self._under_way.add(request)
            self._last = time.monotonic()

    def _end(self, request: Request) -> None:
        self._under_way.discard(request)
        self._last = time.monotonic()

    def _fail(self, request: Request) -> None:
        self._end(request)
        self.problems.append(f"failed: {request.url}")

    def _note(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(f"console: {message.text}")

    def _check(self, response: Any) -> None:
        if response.status >= 400:
            self.problems.append(f"{response.status}: {response.url}")

    def open(self, url: str) -> None:
        self.page.goto(self.address + url)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is fetched for a quarter of a second; what goes wrong is then noted.

        The browser's own word for it, "networkidle", does not come on pages with inlined images.
        """
        end = time.monotonic() + 30
        self._last = time.monotonic()
        while self._under_way or time.monotonic() < self._last + 0.25:
            self.page.wait_for_timeout(20)
            assert time.monotonic() < end, [request.url for request in self._under_way]

    def leave(self) -> None:
        """Hear no more of the page."""
        for event, listener in self._listeners.items():
            self.page.remove_listener(event, listener)

    def foreign(self) -> list[str]:
        return [url for url in self.requests if not url.startswith((self.address, "data:"))]


# What scrolls is within reach of the keyboard. Material sees to it when a block comes into view.
# The script waits by itself: pages forbid the `eval` by which `wait_for_function` would.
WITHIN_REACH = """(async () => {
  const lost = () => [...document.querySelectorAll("pre > code")].find(
    (code) => code.checkVisibility() && code.scrollWidth > code.clientWidth && code.tabIndex !== 0,
  );
  const end = performance.now() + 10_000;
  while (lost() && performance.now() < end) {
    lost().scrollIntoView({ block: "center", behavior: "instant" });
    await new Promise(requestAnimationFrame);
  }
  return lost() === undefined;
})()"""

HERE = Path(__file__).parent
THIN_OUT = (HERE / "thin_out.js").read_text("utf-8")
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
COLOURS = {"runOnly": COLOUR_RULES}
ALL_BUT_COLOURS = {"rules": {rule: {"enabled": False} for rule in COLOUR_RULES}}


# What the theme does and nobody can mend from outside: the rule, and the elements that break it.
THEMES_OWN: dict[str, tuple[str, ...]] = {
    "landmark-unique": (
        # Its script puts the Copy button of each block of code into a <nav> without a name.
        '<nav class="md-code__nav">',
        # In the list of contents, the parts below a heading are a <nav> named after it. In the
        # reference two headings may be alike: a class and a method, say.
        '<nav class="md-nav" aria-label="',
    ),
}


def violations(page: Page, rules: dict[str, Any] | None = None, within: str = "html") -> list[str]:
    """What axe finds wrong, each with the elements that it means."""
    assert page.evaluate(WITHIN_REACH)
    page.evaluate(AXE)
    options = {"resultTypes": ["violations"], **(rules or {})}
    found = page.evaluate("([within, options]) => axe.run(within, options)", [within, options])
    wrong = {
        violation["id"]: [
            node["html"][:120]
            for node in violation["nodes"]
            if not _is_themes_own(violation["id"], node)
        ]
        for violation in found["violations"]
    }
    return [f"{rule}: {elements}" for rule, elements in wrong.items() if elements]


def _is_themes_own(rule: str, node: dict[str, Any]) -> bool:
    related = [other["html"] for check in node["any"] for other in check["relatedNodes"]]
    return all(html.startswith(THEMES_OWN.get(rule, ())) for html in [node["html"], *related])


def turn_dark(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def pale(page: Page, measured: set[str]) -> list[str]:
    """What cannot be told from its ground in one of the themes.

    Of each look that was not yet measured one text is left, and the look is added. The theme's
    scripts may miss what is gone: nothing else can be asked of the page after this.
    """
    looks = page.evaluate(THIN_OUT, list(measured))
    if measured.issuperset(looks):
        return []  # No text is left.
    measured.update(looks)
    found = []
    preferences: dict[str, Any] = {"default": "light", "slate": "dark"}
    for scheme, preference in preferences.items():
        page.emulate_media(color_scheme=preference)
        page.evaluate("name => document.body.setAttribute('data-md-color-scheme', name)", scheme)
        found += violations(page, COLOURS)
    return found


# The box of a word is higher than its ink, by up to so many pixels.
OUT_OF_DRAWING = """() => [...document.querySelectorAll(".figure svg")].flatMap((drawing) => {
  const around = drawing.getBoundingClientRect();
  const isOut = (box) =>
    Math.max(around.left - box.left, around.top - box.top) > 8 ||
    Math.max(box.right - around.right, box.bottom - around.bottom) > 8;
  const words = [...drawing.querySelectorAll("text")];
  const out = words.filter((word) => isOut(word.getBoundingClientRect()));
  return out.map((word) => word.textContent);
})"""


def cut_off(page: Page) -> list[str]:
    """The words of drawings that their edges cut off."""
    return [str(word) for word in page.evaluate(OUT_OF_DRAWING)]


def too_wide(page: Page) -> bool:
    script = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return bool(page.evaluate(script))
