"""Every public name of mathbits has an example in its docstring, and every example runs."""

import doctest
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from extras import skip_without

import mathbits

MODULES = ["mathbits"] + [
    module.name
    for module in pkgutil.walk_packages(mathbits.__path__, "mathbits.")
    if module.name != "mathbits.__main__"  # A program, not a part of the reference.
]


EXTRAS = {
    "mathbits.distributed": "mpi4py",
    "mathbits.images": "PIL",
    "mathbits.plots": "matplotlib",
}


def imported(name: str) -> ModuleType:
    skip_without(*[package for module, package in EXTRAS.items() if module == name])
    return importlib.import_module(name)


def public_names(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """Yields the public classes and functions that are defined in the module itself."""
    names = getattr(module, "__all__", [name for name in vars(module) if name[0] != "_"])
    for name in names:
        value = getattr(module, name)
        is_defined = inspect.isclass(value) or inspect.isroutine(value)
        if is_defined and value.__module__ == module.__name__:
            yield name, value


def without_example(module: ModuleType) -> list[str]:
    parser = doctest.DocTestParser()
    return [
        f"{module.__name__}.{name}"
        for name, value in public_names(module)
        if not parser.get_examples(value.__doc__ or "")
    ]


def failures(module: ModuleType) -> str:
    """What doctest reports of the examples in the module that fail."""
    report: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    for test in doctest.DocTestFinder().find(module):
        runner.run(test, out=report.append)
    return "".join(report)


@pytest.mark.parametrize("name", MODULES)
def test_every_public_name_has_an_example(name: str) -> None:
    missing = without_example(imported(name))
    assert not missing, f"No example in the docstring of {', '.join(missing)}."


@pytest.mark.parametrize("name", MODULES)
def test_every_example_runs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = failures(imported(name))
    assert not found, found


@pytest.mark.parametrize("name", MODULES)
def test_every_example_is_a_doctest(name: str) -> None:
    """A fence in a docstring would be shown in the reference and never run."""
    assert "```" not in inspect.getsource(imported(name))


def module_with(source: str) -> ModuleType:
    module = ModuleType("example")
    exec(source, vars(module))
    return module


def test_a_public_name_without_an_example_is_found() -> None:
    module = module_with("def shown():\n    '''>>> 1\n    1'''\ndef bare(): ...\ndef _own(): ...")
    assert without_example(module) == ["example.bare"]


def test_an_example_that_fails_is_found() -> None:
    module = module_with("def wrong():\n    '''\n    >>> 1 + 1\n    3\n    '''")
    assert "Expected:\n    3\nGot:\n    2\n" in failures(module)
