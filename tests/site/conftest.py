"""The built site, served on loopback, and a real browser to read it with."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, sync_playwright

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"

# What keeps Chromium from talking to its makers while it is tested.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the site of `make site` can be read."""
    if not (SITE / "ko/index.html").is_file():
        pytest.fail("There is no built site: run `make test`, or `make site` first.")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserType]:
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def program() -> str:
    """The Chromium that `make test` chose."""
    path = ROOT / ".cache/browser"
    if not path.is_file():
        pytest.fail("No browser was chosen: run `make test`.")
    return path.read_text("utf-8")


@pytest.fixture(scope="session")
def browser(chromium: BrowserType, program: str) -> Iterator[Browser]:
    """A browser whose every context is a new reader's."""
    browser = chromium.launch(executable_path=program, args=QUIET)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def reader(
    chromium: BrowserType, program: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """A reader who comes back: the browser keeps what it fetched and compiled for earlier pages."""
    profile = tmp_path_factory.mktemp("profile")
    reader = chromium.launch_persistent_context(profile, executable_path=program, args=QUIET)
    yield reader
    reader.close()
