"""Reads a page of the book: its fences, its blocks with their outputs, and its faults.

A fault is anything by which a block could be shown to the reader and yet not be run. The
extractor of pytest-codeblocks passes over such blocks in silence, and drops the blank lines of
an indented block, so pages are read here.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile
from pathlib import Path

from markdown import Markdown

MARK = "<!--pytest-codeblocks:expected-output-->"
EXERCISE = '<div class="exercise" markdown="1">'
SOLUTION = '<details class="solution" markdown="1">'
NOT_RUN = ["bash", "console", "css", "html", "json", "make", "sh", "text", "toml", "yaml"]

Fault = tuple[int, str]


@dataclass
class Fence:
    """A fenced block; `lineno` is the line of its opening backticks, counted from 1.

    An exercise is three blocks: a start for the reader to complete, a check that fails until it
    is, and a hidden solution. `solves` is the check of the exercise that a solution belongs to.
    """

    language: str
    code: str
    lineno: int
    indent: str
    ticks: str
    output: "Fence | None" = None
    is_check: bool = False
    solves: "Fence | None" = None

    @property
    def end(self) -> int:
        """The line of the closing backticks."""
        return self.lineno + self.code.count("\n") + 1


@dataclass
class Page:
    """A page: the lines of the file, the same lines as Markdown, and the fences in these."""

    path: Path
    raw: list[str]
    lines: list[str]
    fences: list[Fence]

    @property
    def blocks(self) -> list[Fence]:
        """The fences that run."""
        return [fence for fence in self.fences if fence.language == "python"]

    def prose(self) -> Iterator[tuple[int, str]]:
        """Yields the numbered lines outside the fences."""
        fenced = {n for fence in self.fences for n in range(fence.lineno, fence.end + 1)}
        return ((n, line) for n, line in enumerate(self.lines, start=1) if n not in fenced)


def read_page(path: Path) -> Page:
    raw = path.read_text(encoding="utf-8").split("\n")
    lines = notebook_markdown(raw) if path.suffix == ".py" else raw
    fences = list(read_fences(lines))
    for block, following in pairwise(fences):
        between = [line.strip() for line in lines[block.end : following.lineno - 1]]
        if following.language == "text" and [line for line in between if line] == [MARK]:
            block.output = following
    page = Page(path, raw, lines, fences)
    for _, blocks in exercises(page):
        if len(blocks) == 3:
            blocks[1].is_check = True
            blocks[2].solves = blocks[1]
    return page


def exercises(page: Page) -> Iterator[tuple[int, list[Fence]]]:
    """Yields each exercise's first line, and its blocks that run."""
    for start, end in elements(page, EXERCISE, "</div>"):
        yield start, [block for block in page.blocks if start < block.lineno < end]


def elements(page: Page, opening: str, closing: str) -> Iterator[tuple[int, int]]:
    """Yields the lines where an element starts and ends, each tag on a line of its own."""
    start = None
    for number, line in page.prose():
        if line.strip() == opening:
            start = number
        elif line.strip() == closing and start is not None:
            yield start, number
            start = None


def notebook_markdown(raw: list[str]) -> list[str]:
    """The Markdown cells of a percent script, on their own lines; code cells are left blank."""
    lines = [""] * len(raw)
    for start, end, is_markdown in notebook_cells(raw):
        lines[start] = raw[start]
        if is_markdown:
            lines[start + 1 : end] = [re.sub(r"^# ?", "", line) for line in raw[start + 1 : end]]
    return lines


def notebook_cells(raw: list[str]) -> Iterator[tuple[int, int, bool]]:
    """Yields where each cell of a percent script starts and ends, and whether it is Markdown."""
    starts = [index for index, line in enumerate(raw) if re.match(r"# ?%%", line)]
    for start, end in pairwise([*starts, len(raw)]):
        yield start, end, bool(re.search(r"\[(markdown|md)\]", raw[start]))


def read_fences(lines: list[str]) -> Iterator[Fence]:
    numbered = iter(enumerate(lines, start=1))
    for number, line in numbered:
        if opening := re.fullmatch(r"(\s*)(`{3,})(.*?)\s*", line):
            indent, ticks, language = opening.groups()
            # Read to its end in the next line, before `ticks` can change.
            body = takewhile(lambda pair: not pair[1].lstrip().startswith(ticks), numbered)  # noqa: B023 - used up at once
            code = "".join(text.removeprefix(indent) + "\n" for _, text in body)
            yield Fence(language, code, number, indent, ticks)


def find_faults(page: Page) -> list[Fault]:
    """Everything that keeps a page from being run, as line numbers and sentences."""
    if unclosed := list(unclosed_fences(page)):
        return unclosed
    searches = (
        unknown_languages,
        stray_marks,
        snippets,
        fences_outside_cells,
        unequal_blocks,
        unchecked_exercises,
    )
    return sorted(fault for search in searches for fault in search(page))


def unclosed_fences(page: Page) -> Iterator[Fault]:
    for fence in page.fences:
        if fence.end > len(page.lines):
            yield fence.lineno, "This fence is never closed."
        elif page.lines[fence.end - 1].strip() != fence.ticks:
            yield fence.lineno, f"This fence is not closed before line {fence.end}."


def unknown_languages(page: Page) -> Iterator[Fault]:
    for fence in page.fences:
        if fence.language not in ["python", *NOT_RUN]:
            yield (
                fence.lineno,
                f"After the backticks stands {fence.language!r}. Write exactly `python` for code "
                f"that runs, or one of {', '.join(NOT_RUN)} for what does not.",
            )


def stray_marks(page: Page) -> Iterator[Fault]:
    used = [range(block.end, block.output.lineno) for block in page.blocks if block.output]
    for number, line in page.prose():
        if line.strip() == MARK:
            if not any(number in lines for lines in used):
                yield (
                    number,
                    "An output's mark stands between a ```python block and a ```text fence, "
                    "with nothing else but blank lines.",
                )
        elif re.search(r"<!--.*pytest[-.]", line):
            yield number, f"Every block runs as it is: no mark but {MARK} is allowed."


def snippets(page: Page) -> Iterator[Fault]:
    for number, line in enumerate(page.lines, start=1):
        if re.search(r"-8<-", line):
            yield number, "A snippet would bring in text that is not checked. Write it here."


def fences_outside_cells(page: Page) -> Iterator[Fault]:
    for number, (raw, line) in enumerate(zip(page.raw, page.lines, strict=True), start=1):
        if not line and re.match(r"#\s*(```|~~~)", raw):
            yield number, "This fence stands outside the notebook's Markdown cells."


def unchecked_exercises(page: Page) -> Iterator[Fault]:
    solutions = list(elements(page, SOLUTION, "</details>"))
    for number, blocks in exercises(page):
        inside = [any(a < block.lineno < b for a, b in solutions) for block in blocks]
        if inside != [False, False, True]:
            yield (
                number,
                "An exercise is three blocks: a start, a check, and a solution in "
                f"`{SOLUTION}`. This one has {len(blocks)}, {sum(inside)} in a solution.",
            )
    divisions = list(elements(page, EXERCISE, "</div>"))
    for number, _ in solutions:
        if not any(a < number < b for a, b in divisions):
            yield number, f"A solution stands in `{EXERCISE}`, after a start and a check."
    for number, line in page.prose():
        if re.search(r'class="[^"]*\b(exercise|solution)\b', line) and line.strip() not in (
            EXERCISE,
            SOLUTION,
        ):
            yield number, f"Write exactly `{EXERCISE}` or `{SOLUTION}`, on a line of its own."


def unequal_blocks(page: Page) -> Iterator[Fault]:
    """Compares the blocks that the site shows with the fences that were read."""
    shown = Counter(shown_blocks("\n".join(page.lines)))
    for fence in page.fences:
        if not shown[squeeze(fence.code)]:
            yield fence.lineno, "The site does not show this fence as a block of code."
        shown[squeeze(fence.code)] -= 1
    for code in (+shown).elements():
        first = code.split("\n")[0]
        number = next((number for number, line in page.prose() if first in line), 1)
        yield (
            number,
            f"The site shows a block of code, {first!r}, that the tests cannot see. "
            "Write it as a plain fence of three backticks.",
        )


def shown_blocks(text: str) -> list[str]:
    shown = re.sub(r"<!--.*?-->", "", renderer().reset().convert(text), flags=re.DOTALL)
    blocks = re.findall(r"<pre\b[^>]*>(.*?)</pre>", shown, flags=re.DOTALL)
    return [squeeze(html.unescape(re.sub(r"<[^>]*>", "", block))) for block in blocks]


def squeeze(code: str) -> str:
    """Removes what a renderer of Markdown may change: tabs, ends of lines, outer blank lines."""
    return "\n".join(line.rstrip() for line in code.expandtabs(4).split("\n")).strip("\n")


@cache
def renderer() -> Markdown:
    """The site's renderer, with the extensions that shape blocks."""
    return Markdown(
        extensions=[
            "admonition",
            "def_list",
            "footnotes",
            "md_in_html",
            "pymdownx.details",
            "pymdownx.superfences",
            "pymdownx.tabbed",
        ],
        extension_configs={"pymdownx.tabbed": {"alternate_style": True}},
    )
