"""Makes a checkout ready: its environment, its packages, and a browser for the tests.

    sh tools/setup.sh [core | docs | test | mutants | bench] [--port PORT]

A step leaves a stamp inside what it made, saying what that was made from. It is done anew unless
its stamp is there and true, so that an interrupted step and a deleted result are noticed.

With NEWEST set, as `make newest` sets it, the newest versions that pyproject.toml allows are
installed in place of the pinned ones, and of the packages from npm the newest of all.
"""

import argparse
import contextlib
import hashlib
import json
import os
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import browser
from steps import CACHE, NPM, ROOT, VENV, VENV_PYTHON, SetupError, failed, run, say

# Each level holds the ones before it.
LEVELS = {
    "core": (".", "Installing mathbits and NumPy"),
    "docs": (".[docs]", "Installing what the site needs (about a minute)"),
    "test": (".[test]", "Installing what the tests need, TensorFlow included (about two minutes)"),
    "mutants": (".[mutants]", "Installing mutmut, which changes the package"),
    "bench": (".[bench]", "Installing PyTorch, which the benchmark needs (some minutes)"),
}
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
# What was the newest is asked anew every day.
NEWEST = f"newest of {datetime.now(UTC).date()}" if os.environ.get("NEWEST") else ""


def main() -> int:
    """Bring the checkout to the level that was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("level", choices=LEVELS)
    parser.add_argument("--port", help="also make sure that this port is free")
    options = parser.parse_args()
    try:
        if options.port is not None:
            check_port(options.port)
        with one_at_a_time():
            environment()
            packages(options.level)
            if options.level != "core":
                node_packages(for_tests=options.level != "docs")
            if options.level not in ("core", "docs"):
                browser.provide()
    except (SetupError, OSError) as error:
        print(f"mathbits: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def check_port(port: str) -> None:
    """Raise unless a server of ours could listen on this port."""
    if not port.isdecimal() or not 1 <= int(port) <= 65535:
        raise SetupError(f"PORT={port} is no port: give a number from 1 to 65535.")
    with socket.socket() as probe:
        if os.name == "posix":  # As servers do; on Windows it would let two share a port.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError as error:
            other = 8002 if port == "8001" else 8001
            message = f"port {port} cannot be had ({error.strerror}): try make serve PORT={other}."
            raise SetupError(message) from error


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let commands that were started together set up one after the other."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "setup.lock").open("w") as lock:
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Waiting for another setup to finish")
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def environment() -> None:
    """Create .venv, unless it is whole, of this Python's version and at its place."""
    place = VENV / "mathbits-place"  # Scripts in a copied or moved .venv point to the old one.
    if environment_version() == VERSION and read(place) in (str(ROOT), ""):
        return
    say(f"Creating .venv with Python {sys.version.split()[0]}")
    base = getattr(sys, "_base_executable", sys.executable)  # This may be the .venv to replace.
    if not run("venv", base, "-m", "venv", "--clear", VENV):
        raise failed("venv")
    place.write_text(str(ROOT))


def environment_version() -> str:
    """Return the version of .venv's Python, or nothing if it does not run or has no pip."""
    question = "import pip, sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([str(VENV_PYTHON), "-c", question], capture_output=True, text=True)
    except OSError:
        return ""
    return answer.stdout.strip()


def packages(level: str) -> None:
    """Install mathbits, editable, with what this level needs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    sources = json.dumps([project["build-system"], project["project"]])
    pins = NEWEST or (ROOT / "constraints.txt").read_text()
    made_from = digest(VERSION, str(ROOT), sources, pins)
    stamp = VENV / "mathbits-packages"
    enough = list(LEVELS)[list(LEVELS).index(level) :]
    if read(stamp) in [f"{name} {made_from}" for name in enough]:
        return
    target, message = LEVELS[level]
    say(message)
    stamp.unlink(missing_ok=True)
    # NumPy alone takes no time, and whoever measures may have told pip which PyTorch to take.
    by_uv = level not in ("core", "bench")
    if not ((by_uv and installed_by_uv(target)) or installed_by_pip(target)):
        raise failed("pip")
    stamp.write_text(f"{level} {made_from}")


def installed_by_uv(target: str) -> bool:
    """Install in seconds what takes pip a minute, and tell whether that was possible.

    uv does not read pip's settings: where these name another index, it may find nothing.
    """
    uv = (VENV_PYTHON, "-m", "uv", "pip", "install", "--python", VENV_PYTHON)
    versions = ["--upgrade"] if NEWEST else ["--constraint", "constraints.txt"]
    return installed_by_pip("uv") and run("uv", *uv, *versions, "--editable", target)


def installed_by_pip(target: str) -> bool:
    """Install mathbits, or a package of that name, and tell whether that was possible."""
    pip = (VENV_PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--retries", "3")
    versions = ["--upgrade", "--upgrade-strategy", "eager"] if NEWEST else ["-c", "constraints.txt"]
    editable = ["--editable"] if target.startswith(".") else []
    return run("pip", *pip, *versions, *editable, target)


def node_packages(for_tests: bool) -> None:
    """Install the packages from npm with the Node.js that came from PyPI."""
    sources = [(ROOT / name).read_text() for name in ("package.json", "package-lock.json")]
    made_from = digest(*sources, NEWEST)
    stamp = ROOT / "node_modules" / ".mathbits"
    enough = ["test"] if for_tests else ["docs", "test"]
    if read(stamp) in [f"{level} {made_from}" for level in enough]:
        return
    say(
        "Installing KaTeX, which renders the formulas" + for_tests * ", and what checks the scripts"
    )
    kinds = "--include=dev" if for_tests else "--omit=dev"
    if not run("npm", *NPM, *npm_command(for_tests), "--ignore-scripts", kinds):
        raise failed("npm")
    stamp.write_text(f"{enough[0]} {made_from}")


def npm_command(for_tests: bool) -> list[str]:
    """Return what npm is told: the versions of the lock file, or the newest."""
    if not NEWEST:
        return ["ci"]
    package = json.loads((ROOT / "package.json").read_text())
    names = [*package["dependencies"], *(package["devDependencies"] if for_tests else ())]
    return ["install", "--no-save", "--no-package-lock", *(f"{name}@latest" for name in names)]


def digest(*texts: str) -> str:
    """Return one hash of all the texts."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def read(stamp: Path) -> str:
    """Return what a stamp says, or nothing if it is not there."""
    return stamp.read_text() if stamp.is_file() else ""


if __name__ == "__main__":
    sys.exit(main())
