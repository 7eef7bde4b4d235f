"""The page "How this site is checked" names what there is."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EDITIONS = [ROOT / f"docs/{language}/checked.md" for language in ("en", "ko")]
FILE = re.compile(r"`((?:docs|mathbits|tests|tools|[.]github)/[^`\s]+)`")
COMMAND = re.compile(r"`make (\w+)`")
TARGET = re.compile(r"^([a-z]+):.*## ", re.MULTILINE)
PROMISE = re.compile(r"^- ((?:.|\n(?=  ))+?)<br>\n  (.*)$", re.MULTILINE)


def unkept(text: str) -> list[str]:
    """The files and commands that are named and are not there, and the promises without a file."""
    targets = TARGET.findall((ROOT / "Makefile").read_text("utf-8"))
    return [
        *(file for file in FILE.findall(text) if not list(ROOT.glob(file))),
        *(command for command in COMMAND.findall(text) if command not in targets),
        *(promise for promise, keepers in PROMISE.findall(text) if not FILE.search(keepers)),
    ]


@pytest.mark.parametrize("page", EDITIONS, ids=["en", "ko"])
def test_what_the_page_names_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    assert len(PROMISE.findall(text)) > 40
    assert unkept(text) == []


def test_every_file_of_tests_keeps_a_promise() -> None:
    named = FILE.findall(EDITIONS[0].read_text("utf-8"))
    tests = [*ROOT.glob("tests/*/test_*.py"), *ROOT.glob("tests/javascript/*.test.js")]
    assert len(tests) > 50
    assert set(tests) - {path for pattern in named for path in ROOT.glob(pattern)} == set()


def test_both_editions_name_the_same_files_and_commands() -> None:
    english, korean = (page.read_text("utf-8") for page in EDITIONS)
    assert FILE.findall(english) == FILE.findall(korean)
    assert sorted(COMMAND.findall(english)) == sorted(COMMAND.findall(korean))


def test_what_is_not_there_is_found() -> None:
    text = "- One.<br>\n  `tests/gone.py`\n- Two,\n  in two lines.<br>\n  Care.\n\n`make gone`"
    assert unkept(text) == ["tests/gone.py", "gone", "Two,\n  in two lines."]
