"""Every page with code can be had as a notebook: its prose, its figures and its blocks.

Outputs are left out: to run the blocks is what a notebook is for.
"""

from __future__ import annotations

import posixpath
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path, PurePosixPath
from textwrap import dedent
from typing import Any, cast
from urllib.parse import urljoin, urlsplit

import nbformat
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs_autorefs import AutorefsPlugin
from package_wheel import wheel_name, wheel_place
from standalone_svg import standalone

# The first cells: where the site knows its address, and where it does not.
FROM_ADDRESS = {
    "en": "The next cell installs `mathbits` where it is missing.",
    "ko": "다음 셀은 `mathbits`가 없으면 설치합니다.",
}
INSTALL_FROM_ADDRESS = """\
try:
    import mathbits
except ModuleNotFoundError:
    %pip install "mathbits[plot] @ WHEEL"
"""
FROM_FILE = {
    "en": "The next cell installs `mathbits` where it is missing, from the file `WHEEL`."
    " The page of this notebook offers that file too. Put it beside the notebook.",
    "ko": "다음 셀은 `mathbits`가 없으면 `WHEEL` 파일로 설치합니다."
    " 이 노트북의 페이지에서 그 파일도 내려받아 노트북과 같은 폴더에 두세요.",
}
# Opened where a site was built, the notebook has the wheel in a folder above.
INSTALL_FROM_FILE = """\
from pathlib import Path

try:
    import mathbits
except ModuleNotFoundError:
    name = "WHEEL"
    places = [folder / name for folder in [Path.cwd(), *Path.cwd().parents]]
    wheel = next(filter(Path.is_file, places), name)
    %pip install "{wheel}[plot]"
"""

FENCE = re.compile(
    r"^(?P<indent> *)(?P<ticks>`{3,})(?P<language>\S*)\n(?P<code>.*?)^(?P=indent)(?P=ticks) *$",
    re.DOTALL | re.MULTILINE,
)
OUTPUT = re.compile(
    r"^ *<!--pytest-codeblocks:expected-output-->\s*^ *(`{3,})text\n.*?^ *\1 *$",
    re.DOTALL | re.MULTILINE,
)
EXERCISE = '<div class="exercise"'
START, CHECK, SOLUTION = 1, 2, 3
# What a reader may not have, and mathbits can do without.
OTHER_LIBRARY = re.compile(r"^(?:import|from) (?:keras|tensorflow)\b", re.MULTILINE)
CUT = "\f"  # Between what becomes cells; no text holds it.
# What a cell's metadata say to Jupyter.
GO_ON_AFTER_ERROR = {"tags": ["raises-exception"]}
FOLDED = {"jupyter": {"source_hidden": True}}

# Parts of the prose. Code in it, fenced or within a line, stays as it is.
CODE = r"^ *(?P<fence>`{3,}).*?^ *(?P=fence) *$|(?P<tick>`+)(?!`).+?(?P=tick)"
DROPPED = (
    r"<!--.*?-->|<figure\b.*?</figure>|^</?(?:div|details)\b.*?>$"
    r"|(?:^|[ ])\{[ ]?[#.][^{}\n]*\}$"
)
SUMMARY = r"<summary>(?P<title>.*?)</summary>"
FIGURE = (
    r"^!\[(?P<alt>[^\n]*)\]"
    r"\([^()\n]*figures/(?P<name>[\w-]+)\.svg(?: \"(?P<caption>[^\n]*)\")?\)$"
)
LINK = (
    r"(?<!!)\[(?P<text>(?:[^\[\]`]|`[^`]*`)+)\]"
    r"(?:\((?P<target>[^()\s]+)\)|\[(?P<reference>[\w.-]*)\])"
)


def _balanced(depth: int) -> str:
    """A pattern for TeX whose braces are balanced and nested so deep."""
    return rf"(?:[^{{}}]|\{{{_balanced(depth - 1)}\}})*" if depth else "[^{}]*"


ARGUMENT = rf"\{{({_balanced(5)})\}}"
ROLE = re.compile(rf"\\(?:data|weight|bias|out|loss|grad){ARGUMENT}")
SHAPE = re.compile(rf"\\shape{ARGUMENT}{ARGUMENT}")


def on_env(env: object, *, config: MkDocsConfig, files: Files) -> None:
    # All pages have been read by now, and what a link means is known.
    for file in files.documentation_pages():
        page = file.page
        if page and page.markdown and _blocks(page.markdown):
            name = f"{file.name if file.name != 'index' else config.site_name}.ipynb"
            place = PurePosixPath(file.dest_uri).with_name(name)
            content = nbformat.writes(_notebook(page, config, files))
            files.append(File.generated(config, str(place), content=content))
            page.meta["notebook"] = name
            # With no address in it, the notebook needs the wheel beside it.
            page.meta["wheel"] = "" if config.site_url else wheel_place(config)


def _blocks(markdown: str) -> list[re.Match[str]]:
    return [fence for fence in FENCE.finditer(markdown) if fence["language"] == "python"]


def _notebook(page: Page, config: MkDocsConfig, files: Files) -> Any:
    def plain(prose: str) -> list[str]:
        text = _linked(_plain(prose), lambda link: _address(link, page, config, files))
        return _around_figures(text, page, config)

    cells = [*_install(config), *_cells(page.markdown, plain)]
    for number, cell in enumerate(cells, start=1):
        cell["id"] = f"cell-{number}"  # Not at random: the same page gives the same file.
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def _install(config: MkDocsConfig) -> list[Any]:
    language = config.theme["language"]
    if config.site_url:
        wheel = urljoin(config.site_url, wheel_place(config))
        prose, code = FROM_ADDRESS[language], INSTALL_FROM_ADDRESS
    else:
        wheel = wheel_name(config)
        prose, code = FROM_FILE[language], INSTALL_FROM_FILE
    return [
        _markdown_cell(prose.replace("WHEEL", wheel)),
        _code_cell(code.replace("WHEEL", wheel)),
    ]


def _cells(markdown: str | None, plain: Callable[[str], list[str]]) -> Iterator[Any]:
    text, start = OUTPUT.sub("", markdown or ""), 0
    for block in _blocks(text):
        yield from map(_markdown_cell, plain(text[start : block.start()]))
        yield _code_cell(block["code"], _metadata(block["code"], text[: block.start()]))
        start = block.end()
    yield from map(_markdown_cell, plain(text[start:]))


def _metadata(code: str, above: str) -> dict[str, Any]:
    role = _role(above)
    if role == SOLUTION:
        return FOLDED
    return GO_ON_AFTER_ERROR if role == CHECK or OTHER_LIBRARY.search(code) else {}


def _role(above: str) -> int:
    """What a block below this text is in an exercise: its first block, its second or its third."""
    _, opening, inside = above.rpartition(EXERCISE)
    if not opening or "</div>" in inside:
        return 0
    return START + len(_blocks(inside))


def _markdown_cell(source: str) -> Any:
    return nbformat.v4.new_markdown_cell(source)


def _code_cell(code: str, metadata: dict[str, Any] | None = None) -> Any:
    return nbformat.v4.new_code_cell(dedent(code).rstrip("\n"), metadata=metadata or {})


def _plain(prose: str) -> str:
    """The prose without what only this site understands."""
    prose = _replaced(DROPPED, lambda _: "", prose)
    prose = _replaced(SUMMARY, lambda match: f"**{match['title']}**", prose)
    prose = re.sub(r"\n{3,}", "\n\n", prose).strip()
    return _without_macros(prose)


def _around_figures(prose: str, page: Page, config: MkDocsConfig) -> list[str]:
    """The prose, cut at its figures, and these: a drawing is long to whoever edits the text."""

    def cut(figure: re.Match[str]) -> str:
        if svg := page.meta["figures"].get(figure["name"]):
            return CUT + _image(svg, figure["alt"], config) + CUT + (figure["caption"] or "")
        return figure["alt"]  # An unknown name has had its warning.

    parts = _replaced(FIGURE, cut, prose).split(CUT)
    return [part.strip() for part in parts if part.strip()]


def _image(svg: str, alt: str, config: MkDocsConfig) -> str:
    """The drawing itself. Among a cell's attachments JupyterLab would not show an SVG."""
    palette = Path(str(config.theme.custom_dir)) / "assets/stylesheets/palette.css"
    alone = standalone(svg, palette, config.theme["language"])
    data = b64encode(alone.encode()).decode()
    return f'<img alt="{escape(alt)}" src="data:image/svg+xml;base64,{data}">'


def _without_macros(prose: str) -> str:
    """The roles' colours are lost; a shape still stands under its symbol."""
    before = ""
    while prose != before:  # One may stand in another.
        before = prose
        prose = ROLE.sub(r"{\1}", SHAPE.sub(r"\\underset{(\2)}{\1}", prose))
    return prose


def _linked(prose: str, address: Callable[[re.Match[str]], str]) -> str:
    """The prose with links that lead from anywhere to the site, or with their texts alone."""

    def link(match: re.Match[str]) -> str:
        url = address(match)
        return f"[{match['text']}]({url})" if url else match["text"]

    return _replaced(LINK, link, prose)


def _replaced(pattern: str, replacement: Callable[[re.Match[str]], str], text: str) -> str:
    whole = re.compile(f"(?P<code>{CODE})|{pattern}", re.DOTALL | re.MULTILINE)
    return whole.sub(lambda match: match[0] if match["code"] else replacement(match), text)


def _address(link: re.Match[str], page: Page, config: MkDocsConfig, files: Files) -> str:
    """Where a link leads, seen from anywhere; nothing if that is not known."""
    target = link["target"]
    if target and urlsplit(target).scheme:
        return str(target)
    if not config.site_url:
        return ""
    url = _page_url(target, page, files) if target else _reference_url(link, config)
    return urljoin(config.site_url, url) if url else ""


def _page_url(target: str, page: Page, files: Files) -> str:
    path, hash_, anchor = target.partition("#")
    uri = posixpath.join(posixpath.dirname(page.file.src_uri), path) if path else page.file.src_uri
    file = files.get_file_from_path(posixpath.normpath(uri))
    return file.url + hash_ + anchor if file else ""


def _reference_url(link: re.Match[str], config: MkDocsConfig) -> str:
    autorefs = cast(AutorefsPlugin, config.plugins["autorefs"])
    try:
        return autorefs.get_item_url(link["reference"] or link["text"].strip("`"))[0]
    except KeyError:  # The plug-in names it in a warning of its own.
        return ""
