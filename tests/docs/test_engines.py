"""The book's program runs on two engines: `keras` in place of `mathbits` in its import lines.

Both are blocks of pages, and so both are run, with the share that they read correctly.
"""

import re
from pathlib import Path

import pytest

from tests.docs.pages import read_page

ROOT = Path(__file__).parents[2]


def program(page: str, engine: str) -> str:
    """The one block of a page that trains with that engine."""
    blocks = [block.code for block in read_page(ROOT / page).blocks]
    (found,) = (code for code in blocks if f"from {engine} import Input" in code)
    return found


def on_keras(code: str) -> str:
    """The same program with other imports; the digits come from mathbits all the same."""
    return re.sub(r"^from mathbits(?!\.datasets)", "from keras", code, flags=re.MULTILINE)


HOME = program("docs/en/index.md", "mathbits")


@pytest.mark.parametrize("page", ["README.md", "docs/ko/index.md"])
def test_the_program_is_the_same_wherever_it_is_shown(page: str) -> None:
    assert "\n".join(HOME.splitlines()[:-1]) in program(page, "mathbits")


def test_only_the_import_lines_change() -> None:
    pairs = zip(HOME.splitlines(), on_keras(HOME).splitlines(), strict=True)
    changed = [ours for ours, theirs in pairs if ours != theirs]
    assert changed == HOME.splitlines()[:2]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_keras_listing_is_the_program_with_other_imports(language: str) -> None:
    listing = program(f"docs/{language}/first-network.py", "keras").splitlines()
    assert listing == on_keras(program(f"docs/{language}/index.md", "mathbits")).splitlines()
