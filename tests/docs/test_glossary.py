"""One Korean name for each English one: the glossary's, in both editions and on every page."""

import re
from functools import cache
from pathlib import Path

import pytest

from tests.docs.spelling import joined, prose_lines

DOCS = Path(__file__).parents[2] / "docs"
ENTRY = re.compile(r'^\| \[(.+?)\]\([^()]*\)<br><span lang="..">(.+?)</span>', re.MULTILINE)
MARKS = re.compile(r"[^\w\s(),#-]")
# 텐서(tensor), or **확률적 경사 하강법**(stochastic gradient descent, SGD).
NAMED = re.compile(r"([^\n()]*\n?[^\n()]*[가-힣])\(([A-Za-z][\w\s-]*)(?:,[^()]*)?\)")


def entries(language: str) -> set[tuple[str, str]]:
    """The terms of an edition's glossary, each with its name in the other language."""
    return set(ENTRY.findall((DOCS / language / "glossary.md").read_text("utf-8")))


@cache
def names() -> dict[str, list[str]]:
    """The Korean names of each English term, both without what stands in brackets."""
    found: dict[str, list[str]] = {}
    for pair in entries("ko"):
        korean, english = (MARKS.sub("", re.sub(r" ?\(.*\)", "", term)) for term in pair)
        found.setdefault(english.lower(), []).append(korean)
    return found


def other_names(text: str) -> list[str]:
    """The terms that the text gives in both languages, but not as the glossary does."""
    found = []
    for korean, english in NAMED.findall(MARKS.sub("", text)):
        before, listed = " ".join(korean.split()), names().get(" ".join(english.split()).lower())
        if listed and not before.endswith(tuple(listed)):
            found.append(f"{before[-20:]}({english}) is {' or '.join(listed)} in the glossary")
    return found


def test_both_glossaries_give_the_same_pairs() -> None:
    assert len(entries("ko")) > 100
    assert {(korean, english) for english, korean in entries("en")} == entries("ko")


def test_every_page_calls_a_term_by_its_name() -> None:
    pages = [*DOCS.glob("ko/**/*.md"), *DOCS.glob("ko/*.py")]
    texts = {page.name: joined(prose_lines(page))[0] for page in pages if page.stem != "glossary"}
    assert {name: found for name, text in texts.items() if (found := other_names(text))} == {}


@pytest.mark.parametrize(
    "text", ["점곱(tensor)", "**점 곱**(dot product)", "내적(dot\nproduct, @)"]
)
def test_another_name_is_found(text: str) -> None:
    assert len(other_names(text)) == 1


def test_the_name_of_the_glossary_is_no_fault() -> None:
    assert (
        other_names("**확률적 경사\n하강법**(stochastic gradient descent, SGD)과 C 순서(C order)")
        == []
    )
