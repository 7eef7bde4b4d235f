"""Compares the English and the Korean edition: the same pages, parts and code, in two languages."""

import ast
import difflib
import re
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path

from mkdocs.utils.meta import get_data

from tests.docs.pages import Page, notebook_cells

FORMULA = re.compile(
    r"(?<!\\)(?:\$\$(.+?)\$\$|\$(?!\s)((?:[^$\n]|\n(?!\s*\n))+?)(?<!\s)\$)", re.DOTALL
)

# What is compared, each with the number of its line.
Parts = list[tuple[int, str]]


def files_in(folder: Path) -> set[Path]:
    paths = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    return {path for path in paths if not any(part[0] in "._" for part in path.parts)}


def missing_files(docs: Path) -> list[str]:
    english, korean = files_in(docs / "en"), files_in(docs / "ko")
    missing = [docs / "ko" / path for path in english - korean]
    missing += [docs / "en" / path for path in korean - english]
    return sorted(f"{path.relative_to(docs.parent)} is missing." for path in missing)


def differences(english: Page, korean: Page) -> list[str]:
    """The first difference of each kind, with both files and lines."""
    found = [
        f"{english.path}:{a} and {korean.path}:{b}: {text}"
        for find in (front_matter_keys, headings, images, boxes, outputs, formulas)
        for a, b, text in first_difference(find, english, korean)
    ]
    return found + list(code_differences(english, korean))


def first_difference(
    find: Callable[[Page], Parts], english: Page, korean: Page
) -> Iterator[tuple[int, int, str]]:
    name = find.__name__.replace("_", " ")
    for pair in zip_longest(find(english), find(korean)):
        (a, first), (b, second) = (
            part or (len(page.lines), "nothing")
            for part, page in zip(pair, (english, korean), strict=True)
        )
        if first != second:
            yield a, b, f"The {name} differ: {first} and {second}."
            return


def front_matter_keys(page: Page) -> Parts:
    return [(1, key) for key in sorted(get_data("\n".join(page.lines))[1])]


def headings(page: Page) -> Parts:
    found = []
    for number, line in page.prose():
        if heading := re.match(r"(#{1,6}) .*?(\{[^{}]*\})?\s*$", line):
            anchor = re.search(r"#[\w.-]+", heading[2] or "")
            found.append((number, f"level {len(heading[1])} {anchor[0] if anchor else ''}".strip()))
    return found


def images(page: Page) -> Parts:
    found = re.finditer(r'!\[[^\]]*\]\(([^)\s]+)|<img[^>]*\bsrc="([^"]+)"', prose_text(page))
    return [(line_of(match), Path(match[1] or match[2]).name) for match in found]


def boxes(page: Page) -> Parts:
    """Live figures, exercises and what else stands in a box of its own."""
    found = re.finditer(r"^[# ]*(<(?:div|details)\b.*>)$", prose_text(page), re.MULTILINE)
    return [(line_of(match), match[1]) for match in found]


def outputs(page: Page) -> Parts:
    return [(block.lineno, "shown" if block.output else "none") for block in page.blocks]


def formulas(page: Page) -> Parts:
    """The formulas, sorted within each section, for the order of words differs in Korean."""
    starts = [number for number, _ in headings(page)]
    text = re.sub(r"`[^`\n]*`", lambda code: " " * len(code[0]), prose_text(page))
    found = []
    for match in FORMULA.finditer(text):
        tex = re.sub(r"\\text[a-z]*\{[^{}]*\}", r"\\text{}", match[1] or match[2])
        section = sum(start <= line_of(match) for start in starts)
        dollars = "$$" if match[1] else "$"
        found.append((section, dollars + " ".join(tex.split()) + dollars, line_of(match)))
    return [(line, f"in section {section} {tex}") for section, tex, line in sorted(found)]


def prose_text(page: Page) -> str:
    """The page without its fences, every line in its place."""
    prose = dict(page.prose())
    return "\n".join(prose.get(number, "") for number in range(1, len(page.lines) + 1))


def line_of(match: re.Match[str]) -> int:
    return match.string.count("\n", 0, match.start()) + 1


def code_differences(english: Page, korean: Page) -> Iterator[str]:
    here, there = code_of(english), code_of(korean)
    if len(here) != len(there):
        yield f"{english.path} has {len(here)} pieces of code and {korean.path} has {len(there)}."
    for (a, first), (b, second) in zip(here, there, strict=False):
        where = f"{english.path}:{a} and {korean.path}:{b}:"
        (code, words), (korean_code, korean_words) = parse(first), parse(second)
        if code != korean_code:
            diff = difflib.unified_diff(code, korean_code, "English", "Korean", lineterm="")
            yield "\n".join([f"{where} The code differs.", *diff])
            return
        for word, translated in zip(words, korean_words, strict=True):
            if word != translated and not re.search("[가-힣]", translated):
                yield f"{where} {word!r} is {translated!r} in Korean, which is no translation."


def code_of(page: Page) -> Parts:
    """The blocks, and in a notebook the code cells too, from top to bottom."""
    found = [(block.lineno, block.code) for block in page.blocks]
    if page.path.suffix == ".py":
        for start, end, is_markdown in notebook_cells(page.raw):
            if not is_markdown:
                found.append((start + 1, "\n".join(page.raw[start:end])))
    return sorted(found)


def parse(code: str) -> tuple[list[str], list[str]]:
    """The lines of the code without comments and words, and the strings that stood in it."""
    blanked = BlankStrings()
    tree = ast.fix_missing_locations(blanked.visit(ast.parse(code)))
    return ast.unparse(tree).split("\n"), blanked.strings


class BlankStrings(ast.NodeTransformer):
    def __init__(self) -> None:
        self.strings: list[str] = []

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        if not isinstance(node.value, str):
            return node
        self.strings.append(node.value)
        return ast.Constant("")

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.JoinedStr:
        """Keeps the values of an f-string, sorted, for a translation may turn them round."""
        values = [self.visit(part) for part in node.values if isinstance(part, ast.FormattedValue)]
        return ast.JoinedStr(sorted(values, key=ast.dump))

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.FormattedValue:
        node.value = self.visit(node.value)
        return node
