"""Finds a Chromium for the tests, or gets one; its path is then in .cache/browser."""

import os
import shutil
import subprocess
import sys

from steps import CACHE, VENV_PYTHON, SetupError, run, say

# The shell is the same browser without its own windows, which cost a third of the tests' time.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
MAC_PATHS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# The last package of each is a font with Hangul, for the screenshots.
MANAGERS = {
    "apt-get": (
        "update",
        "install -y chromium-headless-shell",
        "install -y chromium",
        "install -y fonts-noto-cjk",
    ),
    "dnf": ("install -y chromium", "install -y google-noto-sans-cjk-fonts"),
    "pacman": ("-S --noconfirm chromium", "-S --noconfirm noto-fonts-cjk"),
    "zypper": ("-n install chromium", "-n install google-noto-sans-cjk-fonts"),
}


def provide() -> None:
    """Write the path of a browser that starts to .cache/browser."""
    record = CACHE / "browser"
    known = record.read_text() if record.is_file() else ""
    if os.access(known, os.X_OK) and os.environ.get("CHROMIUM", known) == known:
        return
    path = of_the_system() or downloaded() or from_package_manager()
    if not path:
        raise SetupError(
            "the tests need a browser, and none could be found, downloaded or installed: install "
            "Chromium, or give CHROMIUM=/path/to/it; the logs are in .cache."
        )
    record.write_text(path)


def of_the_system() -> str:
    """Return the first of the usual browsers that starts, if any."""
    names = (os.environ.get("CHROMIUM", ""), *NAMES, *MAC_PATHS)
    return next((path for name in names if (path := shutil.which(name)) and starts(path)), "")


def starts(path: str) -> bool:
    """Tell whether a browser runs: some systems have an empty shell of that name."""
    # On Windows it does not know `--version`: it would open a window, and stay.
    empty_page = ["--headless", "--dump-dom", "about:blank"]
    question = empty_page if sys.platform == "win32" else ["--version"]
    try:
        return not subprocess.run([path, *question], capture_output=True, timeout=60).returncode
    except (OSError, subprocess.TimeoutExpired):
        return False


def downloaded() -> str:
    """Return Playwright's own browser, downloaded, if its server can be reached."""
    say("Downloading Chromium for the tests (about a minute)")
    playwright = (VENV_PYTHON, "-m", "playwright")
    if not run("download", *playwright, "install", "--no-shell", "chromium"):
        return ""
    path = playwright_path()
    if not starts(path) and as_root() is not None:
        run("libraries", *playwright, "install-deps", "chromium")
    return path if starts(path) else ""


def playwright_path() -> str:
    """Return where Playwright puts its browser."""
    question = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
    )
    answer = subprocess.run([VENV_PYTHON, "-c", question], capture_output=True, text=True)
    return answer.stdout.strip()


def from_package_manager() -> str:
    """Return a browser that the system's package manager installed, where it may."""
    manager = next((name for name in MANAGERS if shutil.which(name)), None)
    prefix = as_root()
    if manager is None or prefix is None:
        return ""
    say(f"Installing Chromium with {manager} (about a minute)")
    # Whether the browser starts decides: a list that is old or a missing font need not matter.
    for number, arguments in enumerate(MANAGERS[manager], start=1):
        if "chromium" in arguments and of_the_system():
            continue
        run(f"{manager}-{number}", *prefix, manager, *arguments.split())
    return of_the_system()


def as_root() -> list[str] | None:
    """Return what to put before a command to run it as root unasked, or None if nothing will do."""
    if os.name == "posix" and os.geteuid() == 0:
        return []
    may = shutil.which("sudo") and run("sudo", "sudo", "-n", "true")
    return ["sudo", "-n"] if may else None
