import importlib
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]

starts_scripts = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows starts no shell script by its name."
)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of what the setup reads, whose modules `import` then finds."""
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    for name in ("pyproject.toml", "constraints.txt", "package.json", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path)
    for folder in (".cache", ".venv", "bin"):
        (tmp_path / folder).mkdir()
    monkeypatch.syspath_prepend(tmp_path / "tools")
    for name in ("setup", "browser", "steps"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    for variable in ("CHROMIUM", "NEWEST"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


@pytest.fixture
def setup(checkout: Path) -> ModuleType:
    return importlib.import_module("setup")


@pytest.fixture
def browser(checkout: Path) -> ModuleType:
    return importlib.import_module("browser")


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def python(path: Path, version: str, probe_exit: int = 0) -> Path:
    """Make a program that answers the probe as a Python would and otherwise shows its name."""
    usable = version in ("3.11", "3.12", "3.13") and probe_exit == 0
    answer = f"echo {version}; {'echo usable' if usable else ':'}; exit {probe_exit}"
    return program(path, f'if [ "$1" = -c ]; then {answer}; fi; echo "ran {path.name} $2"')


def choose(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run setup.sh where only the programs in bin can be found."""
    (checkout / "bin/dirname").symlink_to(str(shutil.which("dirname")))
    return subprocess.run(
        ["/bin/sh", "tools/setup.sh", "docs"],
        cwd=checkout,
        env={"PATH": str(checkout / "bin"), **environment},
        capture_output=True,
        text=True,
    )


@starts_scripts
def test_takes_the_first_python_that_will_do(checkout: Path) -> None:
    python(checkout / "bin/python3", "3.10")
    program(checkout / "bin/python3.13", "echo no such version >&2; exit 127")
    python(checkout / "bin/python3.12", "3.12")
    assert choose(checkout).stdout == "ran python3.12 docs\n"


@starts_scripts
def test_takes_the_python_that_was_named(checkout: Path) -> None:
    python(checkout / "bin/python3", "3.12")
    named = python(checkout / "my pythons/python", "3.13")
    assert choose(checkout, PYTHON=str(named)).stdout == "ran python docs\n"


@starts_scripts
@pytest.mark.parametrize(
    ("version", "probe_exit", "said"),
    [
        (None, 0, "none (tried: .venv/bin/python python3 "),
        ("3.10", 0, "3.10 (python3); install one"),
        ("3.14", 0, "3.14 (python3); install one"),
        ("3.12", 1, "3.12 without venv and ensurepip (python3); install what is missing"),
    ],
)
def test_no_usable_python_is_one_sentence(
    checkout: Path, version: str | None, probe_exit: int, said: str
) -> None:
    if version:
        python(checkout / "bin/python3", version, probe_exit)
    finished = choose(checkout)
    assert finished.returncode == 1
    assert finished.stdout == ""
    assert f"found: {said}" in finished.stderr
    assert finished.stderr.count("\n") == 1


def test_a_taken_port_is_named_with_another(setup: ModuleType) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(setup.SetupError, match=rf"port {port} .* make serve PORT=8001"):
            setup.check_port(str(port))
    setup.check_port(str(port))


@pytest.mark.parametrize("port", ["", "web", "0", "65536", "-1"])
def test_what_is_no_port_is_named(setup: ModuleType, port: str) -> None:
    with pytest.raises(setup.SetupError, match=f"PORT={port} is no port"):
        setup.check_port(port)


@pytest.fixture
def targets(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of what was installed, one element a run of pip or uv."""
    installed: list[str] = []

    def run(_name: str, *command: str) -> bool:
        if command[-1] != "uv":
            installed.append(command[-1])
        return True

    monkeypatch.setattr(setup, "run", run)
    return installed


def test_packages_are_installed_once(setup: ModuleType, targets: list[str]) -> None:
    for level in ("docs", "docs", "core", "test", "docs", "test"):
        setup.packages(level)
    assert targets == [".[docs]", ".[test]"]


@pytest.mark.parametrize(
    ("level", "fails", "tried"),
    [
        ("core", "", ["pip ."]),
        ("docs", "", ["pip uv", "uv .[docs]"]),
        ("docs", "pip uv", ["pip uv", "pip .[docs]"]),
        ("test", "uv .[test]", ["pip uv", "uv .[test]", "pip .[test]"]),
    ],
)
def test_pip_installs_where_uv_cannot(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, level: str, fails: str, tried: list[str]
) -> None:
    runs = []

    def run(name: str, *command: str) -> bool:
        assert "constraints.txt" in command
        runs.append(f"{name} {command[-1]}")
        return runs[-1] != fails

    monkeypatch.setattr(setup, "run", run)
    setup.packages(level)
    assert runs == tried


@pytest.mark.parametrize(
    ("name", "old", "new", "count"),
    [
        ("constraints.txt", "numpy==", "numpy==9", 2),
        ("pyproject.toml", "numpy>=2.0", "numpy>=2.1", 2),
        ("pyproject.toml", "line-length = 100", "line-length = 99", 1),
    ],
)
def test_packages_follow_what_they_were_installed_from(
    checkout: Path, setup: ModuleType, targets: list[str], name: str, old: str, new: str, count: int
) -> None:
    setup.packages("docs")
    text = (checkout / name).read_text(encoding="utf-8")
    assert old in text
    (checkout / name).write_text(text.replace(old, new), encoding="utf-8")
    setup.packages("docs")
    assert len(targets) == count


def test_the_newest_is_installed_where_it_is_asked_for(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[str] = []

    def run(name: str, *command: str) -> bool:
        commands.append(" ".join([name, *map(str, command)]))
        (setup.ROOT / "node_modules").mkdir(exist_ok=True)
        return name != "uv"

    monkeypatch.setattr(setup, "run", run)
    for newest in ("", "newest of 2026-11-30", "newest of 2026-11-30", "newest of 2026-12-01", ""):
        monkeypatch.setattr(setup, "NEWEST", newest)
        setup.packages("test")
        setup.node_packages(for_tests=True)
    tools = {
        name: [run for run in commands if run.startswith(name)] for name in ("pip", "uv", "npm")
    }
    pip, uv, npm = tools["pip"][1::2], tools["uv"], tools["npm"]  # pip brings uv first.
    pinned = [True, False, False, True]
    assert ["-c constraints.txt" in command for command in pip] == pinned
    assert ["--constraint constraints.txt" in command for command in uv] == pinned
    assert ["ci --ignore" in command for command in npm] == pinned
    assert all("--upgrade-strategy eager" in command for command in pip[1:3])
    assert all("--upgrade" in command for command in uv[1:3])
    assert all(
        " katex@latest " in command and " axe-core@latest " in command for command in npm[1:3]
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Retrying after NewConnectionError('...')\nERROR: No match", "pip cannot reach its reg"),
        ("fine so far\nERROR: No space left on device\n", r"failed \(ERROR: No space left on dev"),
        ("", r"failed \(no reason given\)"),
    ],
)
def test_a_failed_step_says_why_and_is_done_anew(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, written: str, said: str
) -> None:
    monkeypatch.setattr(setup, "run", lambda *_: False)
    setup.CACHE.joinpath("setup-pip.log").write_text(written)
    for _ in range(2):
        with pytest.raises(setup.SetupError, match=said):
            setup.packages("docs")


def test_node_packages_that_were_deleted_are_noticed(
    checkout: Path, setup: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = []

    def npm(name: str, *command: str) -> bool:
        runs.append(command[-1])
        (checkout / "node_modules").mkdir(exist_ok=True)
        return True

    monkeypatch.setattr(setup, "run", npm)
    setup.node_packages(for_tests=False)
    setup.node_packages(for_tests=False)
    assert runs == ["--omit=dev"]
    setup.node_packages(for_tests=True)
    setup.node_packages(for_tests=False)  # What the tests need holds what the site needs.
    assert runs == ["--omit=dev", "--include=dev"]
    shutil.rmtree(checkout / "node_modules")
    setup.node_packages(for_tests=True)
    assert runs == ["--omit=dev", "--include=dev", "--include=dev"]


@pytest.mark.parametrize(
    ("version", "place", "created"), [("", "", 1), ("3.5", "", 1), (None, "", 0), (None, "/old", 1)]
)
def test_environment_is_created_unless_it_is_whole_and_ours(
    setup: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    version: str | None,
    place: str,
    created: int,
) -> None:
    runs = []

    def venv(name: str, *_command: str) -> bool:
        runs.append(name)
        return True

    found = setup.VERSION if version is None else version
    monkeypatch.setattr(setup, "run", venv)
    monkeypatch.setattr(setup, "environment_version", lambda: found)
    (setup.VENV / "mathbits-place").write_text(place)
    setup.environment()
    assert len(runs) == created


@starts_scripts
def test_takes_the_machines_browser_if_it_starts(
    checkout: Path, browser: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(checkout / "bin/chromium", "echo this is only a placeholder; exit 1")
    chrome = program(checkout / "bin/google-chrome", "echo Chrome 1.0")
    monkeypatch.setenv("PATH", str(checkout / "bin"))
    browser.provide()
    assert (checkout / ".cache/browser").read_text() == str(chrome)


@starts_scripts
def test_a_browser_on_windows_is_asked_what_it_answers_without_a_window(
    checkout: Path, browser: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    chrome = program(checkout / "bin/chrome", '[ "$*" = "--headless --dump-dom about:blank" ]')
    assert not browser.starts(str(chrome))
    monkeypatch.setattr(sys, "platform", "win32")
    assert browser.starts(str(chrome))


@starts_scripts
def test_takes_the_browser_that_was_named(
    checkout: Path, browser: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(checkout / "bin/chromium", "echo Chromium 1.0")
    named = program(checkout / "my browsers/chrome", "echo Chrome 1.0")
    monkeypatch.setenv("PATH", str(checkout / "bin"))
    browser.provide()
    monkeypatch.setenv("CHROMIUM", str(named))
    browser.provide()
    assert (checkout / ".cache/browser").read_text() == str(named)


@pytest.fixture
def tried(
    checkout: Path, browser: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], list[str]]:
    """Return a function that lets one command bring a browser, and returns the commands run."""

    def attempt(works: str) -> list[str]:
        commands = []

        def run(_name: str, *command: str | Path) -> bool:
            words = " ".join(map(str, command[1:] if command[0] != "apt-get" else command))
            commands.append(words)
            if words == works:
                program(checkout / "bin/chromium", "echo Chromium 1.0")
            return words == works

        program(checkout / "bin/apt-get", "exit 1")
        monkeypatch.setenv("PATH", str(checkout / "bin"))
        monkeypatch.setattr(browser, "run", run)
        monkeypatch.setattr(browser, "as_root", list)
        monkeypatch.setattr(browser, "playwright_path", lambda: str(checkout / "bin/chromium"))
        browser.provide()
        return commands

    return attempt


DOWNLOAD = "-m playwright install --no-shell chromium"


@starts_scripts
def test_downloads_a_browser_where_there_is_none(tried: Callable[[str], list[str]]) -> None:
    assert tried(DOWNLOAD) == [DOWNLOAD]


@starts_scripts
def test_installs_a_browser_where_none_can_be_downloaded(
    tried: Callable[[str], list[str]],
) -> None:
    assert tried("apt-get install -y chromium-headless-shell") == [
        DOWNLOAD,
        "apt-get update",
        "apt-get install -y chromium-headless-shell",
        "apt-get install -y fonts-noto-cjk",
    ]


def test_installs_the_whole_browser_where_its_shell_is_no_package(
    tried: Callable[[str], list[str]],
) -> None:
    assert tried("apt-get install -y chromium") == [
        DOWNLOAD,
        "apt-get update",
        "apt-get install -y chromium-headless-shell",
        "apt-get install -y chromium",
        "apt-get install -y fonts-noto-cjk",
    ]


@starts_scripts
def test_no_browser_at_all_is_one_sentence(
    checkout: Path, tried: Callable[[str], list[str]]
) -> None:
    with pytest.raises(Exception, match="none could be found, downloaded or installed"):
        tried("nothing")
    assert not (checkout / ".cache/browser").exists()
