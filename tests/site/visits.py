"""A visit to a page of the site, and what anyone may ask of the page there."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = (Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js").read_text("utf-8")
PHONE = 360  # pixels


class Visit:
    """A page, and all that went over the wire or wrong while it was open."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.requests: list[str] = []
        self.problems: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", lambda request: self.problems.append(f"failed: {request.url}"))
        page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        page.on("console", self._note)
        page.on("response", self._check)

    def _note(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(f"console: {message.text}")

    def _check(self, response: Any) -> None:
        if response.status >= 400:
            self.problems.append(f"{response.status}: {response.url}")

    def open(self, url: str) -> None:
        self.page.goto(self.address + url, wait_until="networkidle")

    def foreign(self) -> list[str]:
        return [url for url in self.requests if not url.startswith((self.address, "data:"))]


# The rules that another theme can break.
COLOURS = ["color-contrast", "link-in-text-block"]


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe calls serious or critical, each with the elements that it means."""
    page.evaluate(AXE)
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = rules
    found = page.evaluate("options => axe.run(options)", options)
    return [
        f"{violation['id']}: {[node['html'][:120] for node in violation['nodes']]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
    ]


# Material gives them their place in the order of tabbing only when the page has been laid out. The
# script waits by itself: pages forbid the `eval` by which Playwright's `wait_for_function` does.
WITHIN_REACH = """new Promise((resolve) => {
  const end = performance.now() + 10_000;
  const look = () => {
    const reached = [...document.querySelectorAll("pre > code")].every(
      (code) => code.scrollWidth <= code.clientWidth || code.tabIndex === 0,
    );
    if (reached || performance.now() > end) resolve(reached);
    else requestAnimationFrame(look);
  };
  look();
})"""


def too_wide(page: Page) -> bool:
    script = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return bool(page.evaluate(script))
