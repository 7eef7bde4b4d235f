"""A module of Python at work in a process of its own, for what a build has to make."""

import subprocess
import sys
from pathlib import Path

from mkdocs.exceptions import PluginError


def run_module(root: Path, failure: str, *arguments: str) -> str:
    """Run `python -m` with the arguments at `root`; return what it prints.

    Raises:
        PluginError: If it fails. The message is `failure`, and what it printed.
    """
    run = subprocess.run(
        [sys.executable, "-B", "-m", *arguments],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if run.returncode:
        raise PluginError(f"{failure}: {run.stdout}{run.stderr}")
    return run.stdout.strip()
