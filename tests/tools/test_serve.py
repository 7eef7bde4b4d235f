"""While pages are written nobody else can read them: `serve` listens on this machine alone."""

import subprocess
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

ROOT = Path(__file__).parents[2]


def test_make_serve_listens_on_loopback() -> None:
    run = subprocess.run(
        ["make", "--dry-run", "serve", "PORT=8123"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "mkdocs serve --dev-addr 127.0.0.1:8123\n" in run.stdout


def test_mkdocs_serve_listens_on_loopback() -> None:
    for settings in ROOT.glob("mkdocs*.yml"):
        assert "dev_addr" not in settings.read_text("utf-8")
    assert MkDocsConfig.dev_addr.default == "127.0.0.1:8000"
