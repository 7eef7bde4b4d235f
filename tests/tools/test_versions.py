"""`make versions` tests each Python that was named, or says which it could not."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_python_that_does_not_run_is_told() -> None:
    command = [sys.executable, str(ROOT / "tools/versions.py"), sys.executable, "python3.0"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == "mathbits: python3.0 runs no Python from 3.11 on.\n"
    assert done.stdout == ""
