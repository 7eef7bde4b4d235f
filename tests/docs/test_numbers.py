"""Numbers in the prose are shown on the page: by a block, an output or a formula."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import read_page

DOCS = Path(__file__).parents[2] / "docs"
CHAPTERS = (
    *("index.md", "first-network*.py", "draw.md", "tensors/*.md", "operations/*.md"),
    *("learning/*.md", "many-machines.md", "summary.md", "slips.md"),
)
PAGES = [
    path
    for language in ("en", "ko")
    for pattern in CHAPTERS
    for path in sorted((DOCS / language).glob(pattern))
]

# What the whole book knows: sizes of MNIST and of its network, each computed on some page.
BOOK = {
    *("128", "255", "256", "469", "512", "784", "2345", "10000", "59999", "60000", "70000"),
    *("407050", "47040000"),
}
# What the reader gets in the head from what stands there, and numbers that are examples.
BY_HEAD = {
    "draw": {"280"},  # pixels of the paper: PAPER in pad.js, which a test compares
    "index": {"100"},  # 98 of 100 for an accuracy of 0.98
    "first-network": {"100"},
    "learning/backpropagation": {"814100"},  # 2 * 407,050
    "learning/chain-rule": {"100", "2.6", "260"},  # 2.6 million: 512 * 512 * 10, from the block
    "learning/derivative": {"100"},
    "learning/training-loop": {"2000"},  # 10,000 / 5
    "operations/dense": {"100"},  # 82 of 100 for 0.82
    "operations/dot-product": {"100", "100000"},  # 10,000 * 10
    "operations/reshaping": {"372", "4700"},  # 344 + 28; 4,700만 for 47,040,000
    "operations/uncrumpling": {"0.85"},  # 0.6 times the root of 2
    "slips": {"101", "468"},  # 100 + 1, 469 - 1
    "summary": {"768", "0.98"},
    "tensors/real-data": {"300", "2387.1"},  # the root of the printed sum of squares
    "tensors/sequences": {"258", "984"},  # 280 - 22, 41 * 24
    "tensors/vector-data": {"100"},
    "tensors/vectors": {"1000"},
}

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?:e-?\d+)?")
# Small whole numbers are words of the language; years and percentages are not looked at.
TOLD = re.compile(r"(?<![\w.,])(\d+\.\d+|\d{1,3}(?:,\d{3})+|\d{3,})(?!\.?\d| ?%|년)")
SHOWN = re.compile(r"`[^`]*`|\$\$.*?\$\$|\$[^$]*\$", re.DOTALL)
NO_PROSE = re.compile(
    r"<!--.*?-->|<[^>]*>|\]\([^)]*\)|\{#.*?\}|^!\[.*?$|^\[\^.*?$|https?://\S+|\b(?:19|20)\d\ds?\b"
    r"|^---\n.*?^---$|^# %%.*?$",
    re.DOTALL | re.MULTILINE,
)


def unshown(path: Path) -> set[str]:
    """The numbers of a page's prose that nothing on it shows, not even rounded."""
    page = read_page(path)
    prose = "\n".join(line for _, line in page.prose())
    shown = [*SHOWN.findall(prose), *(fence.code for fence in page.fences)]
    known = {float(plain(n)) for part in shown for n in NUMBER.findall(part.replace("_", ""))}
    rest = NO_PROSE.sub(" ", SHOWN.sub(" ", prose))
    told = {plain(number) for number in TOLD.findall(rest)} - BOOK
    return {n for n in told if not any(round(k, decimals(n)) == float(n) for k in known)}


def plain(number: str) -> str:
    return number.replace(",", "")


def decimals(number: str) -> int:
    return len(number.partition(".")[2])


def name(path: Path) -> str:
    return path.relative_to(DOCS).with_suffix("").as_posix().partition("/")[2]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_every_number_in_the_prose_is_shown(path: Path) -> None:
    assert unshown(path) - BY_HEAD.get(name(path), set()) == set()


def test_no_exception_is_left_over() -> None:
    found: dict[str, set[str]] = {}
    for path in PAGES:
        found.setdefault(name(path), set()).update(unshown(path))
    assert {page: numbers for page, numbers in BY_HEAD.items() if numbers - found[page]} == {}


def test_a_number_from_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "Of 1,234 images 0.25 are read, as in 2015.\n\n```python\nprint(1_234, 0.666)\n```\n"
        "\nSo `300`, $4.5$ and 0.67 are shown, 777 and 4.56 are not.\n",
        encoding="utf-8",
    )
    assert unshown(page) == {"0.25", "777", "4.56"}
