"""Reads what the book says in words, and asks Hunspell about each of them.

The dictionaries come from npm. What they lack and the book needs stands in words-en.txt and
words-ko.txt beside this file, a word a line; a Korean noun or verb stands there for all its forms.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

from hunspell import Hunspell

from tests.docs.pages import read_page

HERE = Path(__file__).parent
NODE_MODULES = HERE.parents[1] / "node_modules"

# A word or a mistake, and the number of its line.
Found = tuple[int, str]
Lines = Iterator[tuple[int, str]]

# Code, formulas and addresses. A digit takes their place, so that what is attached to them shows.
NO_PROSE = re.compile(
    r"(`+).+?\1|\$\$.+?\$\$|\$[^$]+?\$|(?<=\])(?:\([^()\s]*\)|\[[^\[\]]*\])|\{[^{}]*\}|<[^<>]*>"
    r"|https?://\S+|\S*[\w.](?:[_/@=]|\.\w)\S*",
    re.DOTALL,
)
# An example, titles in quotation marks, and before a colon "Args" and the arguments' names.
NO_DOCSTRING_PROSE = re.compile(
    r"^ *>>>(?s:.*?)(?:\n\n|\Z)|\"[^\"]*\"|^ *\**\w+(?: \([^()]*\))?:(?=\s)", re.MULTILINE
)
ENGLISH = re.compile(r"(?<![\w'])[A-Za-z]+(?:'[A-Za-z]+)*(?!\w)")
KOREAN = re.compile(r"([^\s가-힣(\[{*\"']?)([가-힣]+)")
# Verbs of the list are inflected as these are, and all other words as a noun.
MODELS = {"하다": "계산하다", "되다": "계산되다", "지다": "나누어지다"}
NOUN = "벡터"
NOUNS = (NOUN, "책")  # After a vowel and after a consonant, particles differ.
# What the Korean dictionary does not join: particles with particles, 끝에서부터, 하나씩만; the
# passive of many verbs, 더해지다; and some endings, for each of which another one stands in.
PARTICLE = re.compile(
    "씩|짜리|뿐|쯤|꼴|끼리|까지|부터|에서|만큼|만|마다|처럼|별|분의|이?라고|(?<=[서로])나|(?<=지)(?=.)"
)
PASSIVE = re.compile("(?<=.)(?=[지집진질졌져])")
ENDINGS = (("려던", "려고"), ("듯이", "지만"), ("느냐", "는지"))


def prose_lines(path: Path) -> Lines:
    """The numbered lines of a page outside its fences."""
    page = read_page(path)
    hidden = [(n, line) for n, line in enumerate(page.raw, 1) if line.startswith("# description:")]
    return iter([*hidden, *page.prose()])


def docstring_lines(path: Path) -> Lines:
    """The numbered lines of a module's docstrings, without the examples."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            start = getattr(node, "lineno", 1)
            prose = NO_DOCSTRING_PROSE.sub(blank_lines, ast.get_docstring(node) or "")
            yield from ((start + n, line) for n, line in enumerate(prose.split("\n")))


def raw_lines(path: Path) -> Lines:
    """All numbered lines of a file: Hangul is Korean wherever it stands."""
    return iter(enumerate(path.read_text("utf-8").split("\n"), start=1))


def misspelt_english(lines: Lines) -> list[Found]:
    """The English words that neither the dictionary nor the list knows."""
    text, starts = joined(lines)
    prose = NO_PROSE.sub(blank, text.replace("**", ""))
    return [
        (starts[prose.count("\n", 0, word.start())], word[0])
        for word in ENGLISH.finditer(prose)
        if not knows_english(word[0])
    ]


def misspelt_korean(lines: Lines) -> list[Found]:
    """The Korean words that neither the dictionary nor the list knows."""
    return [
        (number, word[2])
        for number, line in lines
        for word in KOREAN.finditer(line)
        if not knows_korean(word[2]) and not (word[1] and follows_noun(word[2]))
    ]


def joined(lines: Lines) -> tuple[str, list[int]]:
    """The lines as one text, for code and formulas may run over lines; and their numbers."""
    numbers, texts = zip(*lines, strict=True)
    return "\n".join(texts), list(numbers)


def blank(match: re.Match[str]) -> str:
    return "0" + blank_lines(match)


def blank_lines(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


@cache
def knows_english(word: str) -> bool:
    stem = word.removesuffix("'s")
    return not {stem, stem.lower()}.isdisjoint(words("words-en.txt")) or english().spell(stem)


@cache
def knows_korean(word: str) -> bool:
    return (
        korean().spell(word)
        or any((not a or knows_korean(a)) and follows_noun(b) for a, b in split(word, PARTICLE))
        or any(knows_korean(a) and korean().spell("나누어" + b) for a, b in split(word, PASSIVE))
        or any(a in word and knows_korean(word.replace(a, b)) for a, b in ENDINGS)
    )


def follows_noun(ending: str) -> bool:
    """Whether a noun may go on like this: 를, 뿐입니다, 까지의; nothing at all counts too."""
    return any(korean().spell(noun + ending) for noun in NOUNS) or any(
        not a and follows_noun(b) for a, b in split(ending, PARTICLE)
    )


def split(word: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yields what stands before and after each match."""
    for match in pattern.finditer(word):
        yield word[: match.start()], word[match.end() :]


@cache
def english() -> Any:
    return dictionary("en-gb")


@cache
def korean() -> Any:
    known = dictionary("ko")
    for word in words("words-ko.txt"):
        # The dictionary keeps its words in single letters, ㅌㅔㄴㅅㅓ.
        model = next((MODELS[end] for end in MODELS if word.endswith(end)), NOUN)
        known.add_with_affix(normalize("NFD", word), normalize("NFD", model))
    return known


def dictionary(name: str) -> Any:
    return Hunspell("index", hunspell_data_dir=str(NODE_MODULES / f"dictionary-{name}"))


@cache
def words(name: str) -> list[str]:
    """The words of a list."""
    return (HERE / name).read_text("utf-8").split()
