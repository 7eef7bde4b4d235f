"""The book's program runs on two engines: `keras` in place of `mathbits` in its import lines.

Both are blocks of pages, and so both are run, and print what the pages show.
"""

import re
from pathlib import Path

import pytest

from tests.docs.pages import Fence, read_page

ROOT = Path(__file__).parents[2]


def block(page: str, engine: str) -> Fence:
    """The one block of a page that trains with that engine."""
    blocks = read_page(ROOT / page).blocks
    (found,) = (block for block in blocks if f"from {engine} import Input" in block.code)
    return found


def program(page: str, engine: str) -> str:
    return block(page, engine).code


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


@pytest.mark.parametrize(
    ("page", "engine"),
    [
        ("README.md", "mathbits"),
        ("docs/en/index.md", "mathbits"),
        ("docs/ko/index.md", "mathbits"),
        ("docs/en/first-network.py", "keras"),
        ("docs/ko/first-network.py", "keras"),
    ],
)
def test_both_engines_read_the_digits(page: str, engine: str) -> None:
    output = block(page, engine).output
    assert output
    (share,) = re.findall(r"0\.\d+", output.code)
    assert float(share) >= 0.98
