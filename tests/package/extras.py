"""What a test needs beyond the core. `make test` has all of it; `make versions` tests without."""

import importlib.util
import sys

import pytest

IN_BROWSER = sys.platform == "emscripten"
starts_processes = pytest.mark.skipif(IN_BROWSER, reason="A browser starts no other process.")
starts_threads = pytest.mark.skipif(IN_BROWSER, reason="A browser's Python has one thread.")
trains_for_long = pytest.mark.skipif(IN_BROWSER, reason="This takes an hour in a browser.")


def skip_without(*names: str) -> None:
    """Skip this test, or this file of tests, where a package is not installed."""
    for name in names:
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not part of the core.", allow_module_level=True)
