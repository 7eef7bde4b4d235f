"""Korean search: 텐서를 finds 텐서의, and 원소별연산 finds 원소별 연산.

Material cuts both the pages and what is asked into words wherever `separator` matches. Particles
become part of the separator, so that they are neither kept nor asked for; and a term that the
glossary writes in several words is cut between them also where they are written as one.
"""

import re
from itertools import pairwise
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

TERM = re.compile(r"^\| \[(.+?)\]", re.MULTILINE)
PARTICLE = (
    "(?:은|는|이|가|을|를|의|에|에서|에게|로|으로|와|과|도|만|부터|까지|처럼|보다|마다|씩|뿐"
    "|란|이란|라고|이라고|이다|이고|이며|입니다)"
)


@event_priority(100)  # Before the search plug-in reads its own settings.
def on_config(config: MkDocsConfig) -> None:
    if config.theme["language"] == "ko":
        glossary = Path(config.docs_dir) / "glossary.md"
        terms = TERM.findall(glossary.read_text("utf-8")) if glossary.is_file() else []
        settings = config.plugins["material/search"].config
        settings["separator"] = "|".join(
            [settings["separator"], *_particles(terms), *_joints(terms)]
        )


def _particles(terms: list[str]) -> list[str]:
    """At the end of a word, which keeps two syllables or is a term of one: 높이 is no 높."""
    ending = rf"{PARTICLE}+(?![가-힣])"
    short = "|".join(term for term in terms if re.fullmatch("[가-힣]", term))
    after_short = [rf"(?<=(?<![가-힣])(?:{short})){ending}"] if short else []
    return [rf"(?<=[가-힣]{{2}}){ending}", *after_short]


def _joints(terms: list[str]) -> list[str]:
    """Between two words of a term, where nothing stands."""
    words = (re.findall("[가-힣]+", re.sub(r"\(.*\)", "", term)) for term in terms)
    pairs = {pair for term in words for pair in pairwise(term)}
    return [f"(?<={a})(?={b})" for a, b in sorted(pairs)]
