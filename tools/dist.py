"""Builds the wheel and the source archive into dist/, in place of what was there.

    TAG=v0.1.0 .venv/bin/python tools/dist.py

With a release's tag, refuses to build anything that is not that release.
"""

import os
import shutil
import sys

from steps import ROOT, VENV_PYTHON, SetupError, failed, run, say

DIST = ROOT / "dist"
# The files that tell the version, and the line in which each does.
TOLD = {
    "pyproject.toml": 'version = "{}"\n',
    "mathbits/__init__.py": '__version__ = "{}"\n',
    "CITATION.cff": "version: {}\n",
    "CHANGELOG.md": "## {} (",
}


def main() -> int:
    """Check the tag, then build."""
    try:
        if tag := os.environ.get("TAG"):
            check_release(tag)
        build()
    except (SetupError, OSError) as error:
        print(f"mathbits: {error}", file=sys.stderr)
        return 1
    return 0


def check_release(tag: str) -> None:
    """Raise unless every place that tells the version speaks of this release."""
    version = tag.removeprefix("v")
    if version == tag:
        raise SetupError(f"the tag is {tag}, and that of a release starts with v: v{tag}.")
    for place, line in TOLD.items():
        expected = line.format(version)
        if f"\n{expected}" not in (ROOT / place).read_text("utf-8"):
            raise SetupError(f"the tag is {tag}, and {place} has no line `{expected.strip()}`.")


def build() -> None:
    """Build both, and name them."""
    shutil.rmtree(DIST, ignore_errors=True)
    if not run("dist", VENV_PYTHON, "-m", "hatchling", "build", "-d", DIST):
        raise failed("dist")
    for path in sorted(DIST.iterdir()):
        say(f"{path.relative_to(ROOT).as_posix()}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    sys.exit(main())
