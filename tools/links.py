"""Asks every link of a built site once, those that lead outside included.

    .venv/bin/python tools/links.py SITE

The site is served on loopback meanwhile. A link that leads nowhere is told, and the exit is not 0.
"""

import functools
import subprocess
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer


class Quiet(SimpleHTTPRequestHandler):
    """A server that keeps what it is asked to itself."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def main(site: str) -> int:
    """Check the links of the site in this folder; return LinkChecker's exit code."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = f"http://127.0.0.1:{server.server_port}/"
    options = ("--check-extern", "--no-warnings", "--no-status", "--timeout", "30")
    try:
        return subprocess.run([sys.executable, "-m", "linkcheck", *options, home]).returncode
    finally:
        server.shutdown()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
