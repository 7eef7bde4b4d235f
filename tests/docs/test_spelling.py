"""Every word of the book is spelt rightly: British English, and Korean as its dictionary has it."""

import re
from pathlib import Path

import pytest

from tests.docs.spelling import (
    Found,
    docstring_lines,
    misspelt_english,
    misspelt_korean,
    prose_lines,
    raw_lines,
    words,
)

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("docs/**/*.md"), *ROOT.glob("docs/en/*.py"), *ROOT.glob("docs/ko/*.py")]
ENGLISH_PAGES = [*PAGES, *ROOT.glob("*.md")]
MODULES = [*ROOT.glob("mathbits/**/*.py"), *ROOT.glob("docs/[fh]*/*.py"), *ROOT.glob("tools/*.py")]
KOREAN_FILES = [*ROOT.glob("docs/ko/**/*.*"), *ROOT.glob("docs/figures/*.py")]

# What a dictionary cannot see, because each word by itself may be right.
SLIPS = {
    "two spaces": r"(?<=[^\s|])  +(?=[^\s|])",
    "no space after a mark": r"[가-힣][,.!?;:][가-힣]",
    "a space before a mark": r"\s[,.;!?](?=\s|$)",
    "a word twice": r"(?<![\w-])([^\W\d]{2,}) \1(?![\w-])",
    "되 for 돼": r"되요|되서|됬|안되(?=[는면어었])|안돼|않되|않돼",
    "께 for 게": r"[할갈볼을]께",
    "예요, 이에요": r"[가-힣]이예요|거에요|아니예요",
    "꼭짓점": "꼭지점",
    "그러므로": "그럼으로",
    "굳이": r"구지(?=\s)",
    "메시지": "메세지",
    "무난한": "문안한",
    "바람": "바램",
    "웬만한": "왠만",
    "알고리즘": "알고리듬",
}


def told(path: Path, found: list[Found]) -> list[str]:
    return [f"{path.relative_to(ROOT)}:{number}: {what}" for number, what in found]


def slips(lines: list[Found]) -> list[Found]:
    return [
        (number, f"{slip}: {found[0]}")
        for number, line in lines
        for slip, pattern in SLIPS.items()
        if (found := re.search(pattern, re.sub(r"`[^`]*`", "`0`", line)))
    ]


def test_english_is_spelt_rightly() -> None:
    found = [
        word for path in ENGLISH_PAGES for word in told(path, misspelt_english(prose_lines(path)))
    ]
    found += [
        word for path in MODULES for word in told(path, misspelt_english(docstring_lines(path)))
    ]
    assert found == [], "If a word is right, add it to tests/docs/words-en.txt."


def test_korean_is_spelt_rightly() -> None:
    found = [word for path in KOREAN_FILES for word in told(path, misspelt_korean(raw_lines(path)))]
    assert found == [], "If a word is right, add it to tests/docs/words-ko.txt."


def test_no_slip_of_the_pen() -> None:
    found = [slip for path in ENGLISH_PAGES for slip in told(path, slips(list(prose_lines(path))))]
    assert found == []


@pytest.mark.parametrize("name", ["words-en.txt", "words-ko.txt"])
def test_a_list_of_words_is_in_order(name: str) -> None:
    assert words(name) == sorted(set(words(name)), key=lambda word: (word.lower(), word))


# The guards, each shown what it is there to find.


@pytest.mark.parametrize("word", ["color", "generalize", "center", "recieve", "mathbit"])
def test_a_misspelt_english_word_is_found(word: str) -> None:
    lines = ["A **colour**, `color`, $color$, [text](color.md) and `over", f"lines` {word}."]
    assert misspelt_english(iter(enumerate(lines, start=1))) == [(2, word)]


@pytest.mark.parametrize(
    "word", ["몇일", "역활", "텐서은", "텐서을를", "최소값", "할수", "두번째", "파라메터", "테서를"]
)
def test_a_misspelt_korean_word_is_found(word: str) -> None:
    lines = ["# 텐서를 `x`까지의 $y$만으로 10개씩입니다.", f"print('{word}')"]
    assert misspelt_korean(iter(enumerate(lines, start=1))) == [(2, word)]


@pytest.mark.parametrize(
    "text",
    ["이것이  저것", "됩니다.그리고", "하나 , 둘", "그것은 그것은", "되요", "할께요", "the the"],
)
def test_a_slip_is_found(text: str) -> None:
    assert len(slips([(1, text)])) == 1


def test_docstrings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(
        'def f(z):\n    """A tipo.\n\n    Args:\n        z: A tipe.\n\n    >>> tipu\n    """\n'
    )
    assert misspelt_english(docstring_lines(path)) == [(1, "tipo"), (4, "tipe")]
