"""The build's hooks and guards, tried on a small book of two languages."""

import functools
import json
import re
import shutil
import zipfile
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote, urljoin

import coloured
import package_wheel
import policy
import pytest
import sources
import yaml
from live import CDN
from markdown import Markdown
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from pymdownx.highlight import Highlight
from standalone_svg import standalone

from tests.docs.small_book import PACKAGE, ROOT, WORDS, build, make_book, write


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_book(tmp_path_factory.mktemp("book"))
    status, log = build(root)
    assert status == 0, log
    return root


@pytest.fixture
def copied_book(book: Path, tmp_path: Path) -> Path:
    """A book to break, whose notebooks have already been run."""
    return Path(shutil.copytree(book, tmp_path / "book", symlinks=True))


def html(book: Path, page: str) -> str:
    return (book / "site" / page / "index.html").read_text("utf-8")


def article(book: Path, page: str) -> str:
    found = re.search(r"<article.*</article>", html(book, page), re.DOTALL)
    assert found
    return found[0]


def pages(book: Path) -> list[Path]:
    return sorted((book / "site").rglob("*.html"))


def links(text: str) -> list[str]:
    return re.findall(r'<a [^>]*href="([^"]+)"', text)


WHEEL = "mathbits-0.0.1-py3-none-any.whl"
BOTH = pytest.mark.parametrize("language", ["", "ko/"])


def test_one_build_makes_both_editions(book: Path) -> None:
    for page in ["", "run", "tensors/scalars", "reference"]:
        assert '<html lang="en"' in html(book, page)
        assert '<html lang="ko"' in html(book, f"ko/{page}")
    assert "스칼라" in article(book, "ko/tensors/scalars")


@pytest.mark.parametrize("page", ["", "run/", "tensors/scalars/", "reference/"])
def test_the_language_switch_keeps_the_page(book: Path, page: str) -> None:
    for here, there in [(page, f"ko/{page}"), (f"ko/{page}", page)]:
        switch = re.search(r'class="language-switch" href="([^"]+)"', html(book, here))
        assert switch
        assert urljoin(f"http://x/book/{here}", switch[1]) == f"http://x/book/{there}"
        assert 'rel="alternate"' not in html(book, here)


def test_sections_have_their_names_in_korean(book: Path) -> None:
    assert "텐서" in html(book, "ko")
    assert "Tensors" not in html(book, "ko")


def test_each_edition_searches_itself(book: Path) -> None:
    for language, word in [("", "Scalar"), ("ko/", "스칼라")]:
        index = json.loads((book / f"site/{language}search/search_index.json").read_text("utf-8"))
        places = {entry["location"] for entry in index["docs"]}
        assert {"", "tensors/scalars/", "run/"} <= places
        assert not any(place.startswith("ko/") for place in places)
        titles = {entry["title"] for entry in index["docs"]}
        assert word in titles
        assert "mathbf" not in str(index)
        assert "weight{" not in str(index)


@BOTH
def test_code_is_coloured_in_the_page_and_bare_in_the_search(book: Path, language: str) -> None:
    assert re.search(r"<code>.*<span[^>]*>print</span>", html(book, f"{language}run"), re.DOTALL)
    index = (book / f"site/{language}search/search_index.json").read_text("utf-8")
    assert "print(mathbits.ANSWER)" in index
    for path in pages(book):
        assert "aside" not in re.findall(r"<!--/?(\w+)", path.read_text("utf-8"))


@BOTH
def test_formulas_are_rendered_everywhere(book: Path, language: str) -> None:
    scalars = article(book, f"{language}tensors/scalars")
    assert scalars.count("<math ") == 4
    assert "<figcaption>" in scalars
    for role in ["role-data", "role-weight", "role-bias", "role-output"]:
        assert role in scalars
    assert "role-weight" in article(book, f"{language}run")
    assert "role-gradient" in article(book, f"{language}reference")
    for path in pages(book):
        assert "arithmatex" not in path.read_text("utf-8")


def test_a_short_formula_stays_with_what_follows(book: Path) -> None:
    page = html(book, "tensors/scalars")
    assert re.findall(r'<span class="together">.*?</var>([^<]*)</span>', page) == ["-th,"]
    index = (book / "site/search/search_index.json").read_text("utf-8")
    assert "the -th, not the -th." in index


@BOTH
def test_katex_styles_come_with_the_formulas(book: Path, language: str) -> None:
    assert "assets/katex/katex.css" in html(book, f"{language}tensors/scalars")
    assert "assets/katex/katex.css" not in html(book, language)
    folder = book / "site" / language / "assets/katex"
    fonts = set(re.findall(r"url\(([^)]+)\)", (folder / "katex.css").read_text("utf-8")))
    assert fonts == {f"fonts/{path.name}" for path in folder.glob("fonts/*")}
    assert {Path(font).suffix for font in fonts} == {".woff2"}


def sheets(text: str) -> list[str]:
    """The names of the style sheets that hold a page back."""
    return re.findall(r'<link rel="stylesheet" href="(?:[^"]*/)?([^"/]+)">', text)


@BOTH
def test_a_page_waits_for_one_style_sheet_and_for_what_it_alone_needs(
    book: Path, language: str
) -> None:
    assert sheets(html(book, language)) == ["site.css"]
    assert sheets(html(book, f"{language}tensors/scalars")) == ["katex.css", "site.css"]
    assert sheets(html(book, f"{language}reference")) == [
        "katex.css",
        "_mkdocstrings.css",
        "site.css",
    ]
    folder = book / "site" / language / "assets/stylesheets"
    whole = (folder / "site.css").read_text("utf-8")
    assert whole.startswith("@charset")  # The theme's first, with what must stand first.
    assert "sourceMappingURL" not in whole
    own = [
        book / "docs/theme/assets/stylesheets" / f"{n}.css" for n in ("palette", "book", "blocks")
    ]
    places = [whole.index(sheet.read_text("utf-8")) for sheet in own]
    assert places == sorted(places)
    assert {path.name for path in folder.iterdir()} == {"live.css", "print.css", "site.css"}


@BOTH
def test_figures_stand_in_the_page(book: Path, language: str) -> None:
    word = WORDS[language.strip("/") or "en"]
    scalars = article(book, f"{language}tensors/scalars")
    assert f'<svg role="img" aria-label="{word}: one box"' in scalars
    assert "<img" not in scalars
    ids = Counter(re.findall(r'\bid="([^"]+)"', scalars))
    assert ids.most_common(1)[0][1] == 1
    assert set(re.findall(r'(?:url\(|href=")#(figure[^")]+)', scalars)) <= set(ids)
    assert not list((book / "site").rglob("one-box*"))


@BOTH
def test_a_notebook_is_a_page_like_the_others(book: Path, language: str) -> None:
    word = WORDS[language.strip("/") or "en"]
    run = article(book, f"{language}run")
    assert re.search(r"expected-output-->\s*<div[^>]*><pre><span></span><code>42\n43\n", run)
    assert f'<svg role="img" aria-label="{word}"' in run
    assert "../tensors/scalars/#scalars" in links(run)
    assert 'class="admonition note"' in run
    assert "jp-" not in run
    assert '<meta name="description" content="What a run shows.">' in html(book, f"{language}run")


def notebook(book: Path, language: str) -> str:
    return (book / "site" / language / "run/run.ipynb").read_text("utf-8")


@BOTH
def test_a_page_with_code_can_be_downloaded(book: Path, language: str) -> None:
    assert '<a href="run.ipynb" download>' in article(book, f"{language}run")
    assert "download" not in article(book, f"{language}tensors/scalars")
    word = WORDS[language.strip("/") or "en"]
    assert f"From {word} to `answer`, with ${{W}}$." in notebook(book, language)
    assert "Below, [elsewhere](https://example.org/x)." in notebook(book, language)
    assert re.search(rf'<img alt=\W"{word} \(one box\)', notebook(book, language))
    assert f'"{word} ${{x}}$' in notebook(book, language)  # Its caption.


def test_a_notebook_of_a_site_without_an_address_needs_a_file_from_its_page(book: Path) -> None:
    for language in ["", "ko/"]:
        assert WHEEL in notebook(book, language)
        assert "://" not in first_code(book, language)
        wheel = next(link for link in links(article(book, f"{language}run")) if WHEEL in link)
        assert (book / "site" / language / "run" / wheel).resolve() == book / "site" / WHEEL


def first_code(book: Path, language: str) -> str:
    cells = json.loads(notebook(book, language))["cells"]
    return "".join(next(cell["source"] for cell in cells if cell["cell_type"] == "code"))


@BOTH
def test_a_page_loads_the_scripts_that_it_uses_and_no_other(book: Path, language: str) -> None:
    assert "/live/blocks.js" in html(book, f"{language}run")
    for page in ("tensors/scalars", "reference"):
        assert "/live/" not in html(book, f"{language}{page}")
        assert "live.css" not in html(book, f"{language}{page}")
    # Where the site has no copy of Python, a reader's Run asks the pinned address.
    assert re.search(r'"mathbits-runtime" content="https://\S+/v\d+\.\d+\.\d+/', html(book, "run"))


def scripts_allowed(text: str) -> list[str]:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    sources = re.search(r"script-src ([^;]*)", policy[1])
    assert sources
    return sources[1].split()


@BOTH
def test_a_page_allows_the_address_of_python_where_it_would_ask_it(
    book: Path, language: str
) -> None:
    assert CDN in scripts_allowed(html(book, f"{language}run"))
    assert CDN not in scripts_allowed(html(book, f"{language}tensors/scalars"))
    assert "'unsafe-inline'" not in scripts_allowed(html(book, f"{language}run"))


def test_serve_alone_allows_inline_scripts() -> None:
    # It writes one into each page that it sends, and no two are the same.
    page = '<meta charset="utf-8"><script>1</script>'
    offline = SimpleNamespace(config={"enabled": False})
    config: Any = SimpleNamespace(plugins={"material/offline": offline})
    allowed = {}
    for command in ("serve", "build"):
        policy.on_startup(command=command, dirty=False)
        allowed[command] = scripts_allowed(
            policy.on_post_template(page, template_name="404.html", config=config)
        )
    assert allowed["serve"] == ["'self'", "'unsafe-inline'"]
    # printf 1 | openssl sha256 -binary | base64
    assert allowed["build"] == ["'self'", "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='"]


def test_the_browser_gets_the_package_without_its_data(book: Path) -> None:
    with zipfile.ZipFile(book / "site/assets/live/python.zip") as archive:
        assert archive.namelist() == ["mathbits/__init__.py", "cell.py", "watch.py"]
        assert b"ANSWER = 42" in archive.read("mathbits/__init__.py")
    assert not (book / "site/ko/assets/live/python.zip").exists()


def test_reference_and_pages_link_to_each_other(book: Path) -> None:
    assert "../../reference/#mathbits.answer" in links(article(book, "tensors/scalars"))
    assert "../tensors/scalars/#scalars" in links(article(book, "reference"))


def test_nothing_is_asked_of_a_third_party(book: Path) -> None:
    foreign = re.compile(r"<(?!a\b)\w+\b[^>]*\b(?:src|href)=[\"']?(?:https?:)?//[^>]*>")
    for path in pages(book):
        assert not foreign.findall(path.read_text("utf-8")), path


def test_no_page_tells_where_it_was_built(book: Path) -> None:
    for path in pages(book):
        assert str(book) not in path.read_text("utf-8")


def test_all_links_and_anchors_lead_somewhere(book: Path) -> None:
    site = book / "site"
    for path in pages(book):
        address = f"http://x/{path.relative_to(site).as_posix()}"
        for link in links(path.read_text("utf-8")):
            target, _, anchor = urljoin(address, link).partition("#")
            if target.startswith("http://x/"):
                file = site / unquote(target.removeprefix("http://x/"))
                file = file / "index.html" if file.is_dir() else file
                assert file.is_file(), (path, link)
                assert not anchor or f'id="{unquote(anchor)}"' in file.read_text("utf-8"), link


REPOSITORY = "https://example.org/us/book"


@pytest.fixture(scope="session")
def published(book: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The book, built again as it is published in a folder of its host, and the build's log.

    Only prose and comments have changed.
    """
    root = Path(shutil.copytree(book, tmp_path_factory.mktemp("published") / "b", symlinks=True))
    run, index = root / "docs/en/run.py", root / "docs/ko/index.md"
    text = run.read_text("utf-8").replace("An admonition", "Another admonition")
    write(run, text.replace("import mathbits\n", "import mathbits  # Ours.\n"))
    write(index, index.read_text("utf-8") + "\n`tests/docs/pages.py`, `tests/docs` and `x/y.py`.\n")
    status, log = build(root, SITE_URL="https://example.org/book/", REPO_URL=f"{REPOSITORY}/")
    assert status == 0, log
    return root, log


def test_what_has_not_changed_is_not_run_again(published: tuple[Path, str]) -> None:
    root, log = published
    assert "Running the notebook" not in log
    assert "Another admonition" in article(root, "run")
    assert "# Ours." in article(root, "run")


def test_a_site_in_a_folder_of_its_host_links_to_itself(published: tuple[Path, str]) -> None:
    root, _ = published
    for site, word in [("", "Scalar"), ("ko/", "스칼라")]:
        here = f"https://example.org/book/{site}"
        links = [
            f"[{word}]({here}tensors/scalars/#scalars)",
            f"[`answer`]({here}reference/#mathbits.answer)",
            f"[Below]({here}run/#run)",
        ]
        assert [link for link in links if link not in notebook(root, site)] == []
        assert f'"mathbits[plot] @ https://example.org/book/{WHEEL}"' in first_code(root, site)
        assert WHEEL not in article(root, f"{site}run")
    assert (root / "site" / WHEEL).is_file()
    lost = (root / "site/404.html").read_text("utf-8")
    assert 'class="language-switch" href="/book/ko/"' in lost
    assert "https://example.org/book/ko/run/" in (root / "site/ko/sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize(
    ("page", "file", "words"),
    [
        ("", "en/index.md", "Report a mistake on this page"),
        ("ko", "ko/index.md", "이 페이지의 오류 알리기"),
        ("run", "en/run.py", "Report a mistake on this page"),
        ("ko/tensors/scalars", "ko/tensors/scalars.md", "이 페이지의 오류 알리기"),
    ],
)
def test_a_mistake_on_a_page_is_reported_with_its_name(
    book: Path, published: tuple[Path, str], page: str, file: str, words: str
) -> None:
    form = f"{REPOSITORY}/issues/new?template=mistake.yml&amp;page=docs/{file}"
    assert f'<a href="{form}">{words}</a>' in html(published[0], page)
    assert "mistake.yml" not in html(book, page)  # Nobody knows where the repository stands.


def test_an_address_of_the_repository_that_is_none_is_refused() -> None:
    config: Any = SimpleNamespace(extra={"repository": "us/book"})
    with pytest.raises(PluginError, match="REPO_URL is 'us/book', expected an address"):
        sources.on_config(config)


def test_the_form_has_a_field_for_the_page() -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/mistake.yml").read_text("utf-8"))
    assert "page" in [part["id"] for part in form["body"]]


def test_a_file_that_a_page_names_is_linked(published: tuple[Path, str]) -> None:
    outward = [link for path in pages(published[0]) for link in links(path.read_text("utf-8"))]
    sources = [link for link in outward if "/blob/" in link]
    assert sources == [f"{REPOSITORY}/blob/HEAD/tests/docs/pages.py"]


def test_the_repository_is_linked_and_never_asked(published: tuple[Path, str]) -> None:
    # With MkDocs' own setting for it, the theme would ask it about itself on every page.
    assert 'data-md-component="source"' not in html(published[0], "")


def test_notebooks_and_figures_follow_the_package(copied_book: Path) -> None:
    write(copied_book / "mathbits/__init__.py", PACKAGE.replace("42", "64"))
    status, log = build(copied_book)
    assert status == 0, log
    assert "Running the notebook run.py" in log
    for language in ["", "ko/"]:
        assert "<code>64\n65\n" in article(copied_book, f"{language}run")
    drawn = [path.read_text("utf-8") for path in (copied_book / ".cache/figures").iterdir()]
    assert len(drawn) == 4
    with zipfile.ZipFile(copied_book / "site" / WHEEL) as wheel:
        assert b"64" in wheel.read("mathbits/__init__.py")
    assert len(list((copied_book / ".cache/wheel").iterdir())) == 1  # They are big.


FAULTS = [
    ("en", "A TeX error: $\\frac{1$", "faults.md: the formula `\\frac{1`"),
    ("ko", "$\\unknown{x}$", "faults.md: the formula `\\unknown{x}`"),
    ("ko", "$랭크$", "faults.md: the formula `랭크`"),
    ("en", "[nowhere](nowhere.md)", "a link 'nowhere.md'"),
    ("ko", "[nowhere](nowhere.md)", "a link 'nowhere.md'"),
    ("en", "[no anchor](run.py#no-anchor)", "does not contain an anchor '#no-anchor'"),
    ("ko", "[no anchor](index.md#no-anchor)", "does not contain an anchor '#no-anchor'"),
    ("en", "[absolute](/run/)", "contains an absolute link '/run/'"),
    ("en", "[no reference][mathbits.nothing]", "cross-reference target 'mathbits.nothing'"),
    ("en", "![](figures/one-box.svg)", "faults.md: the figure 'one-box' has no alternative text"),
    ("ko", "A ![box](figures/one-box.svg)", "must stand in a paragraph of its own"),
    ("en", "## The $x$ of it", "faults.md: a heading holds a formula"),
    ("ko", "![box](figures/two.svg)", "no figure is called 'two'; there are: one-box."),
]
BUILD_FAULTS = [
    "a link 'figures/two.svg'",  # MkDocs' own complaint about the same figure.
    "The section 'New section' has no name",
    'faulty.py: the figure of cell 2 has no text: `# %% alt="..."`.',
    "faulty.py: cell 2 has an output that is not shown: careful",
]
FAULTY_NOTEBOOK = """\
# %% [markdown]
# # A run with faults

# %%
import sys

from matplotlib.figure import Figure

print("careful", file=sys.stderr)
Figure()
"""


def test_each_fault_is_counted_and_named(copied_book: Path) -> None:
    for language in WORDS:
        faults = [text for where, text, _ in FAULTS if where == language]
        write(copied_book / f"docs/{language}/faults.md", "\n\n".join(["# Faults", *faults]))
        write(copied_book / f"docs/{language}/new-section/page.md", "# Page\n")
    write(copied_book / "docs/en/faulty.py", FAULTY_NOTEBOOK)
    complaints = [complaint for _, _, complaint in FAULTS] + BUILD_FAULTS
    status, log = build(copied_book)
    assert status == 1
    for complaint in complaints:
        assert complaint in log
    assert f"Aborted with {len(complaints)} warnings in strict mode!" in log


def test_a_figure_of_a_notebook_has_no_colour_but_the_palettes() -> None:
    palette = ROOT / "docs/theme/assets/stylesheets/palette.css"
    with pytest.raises(PluginError, match="uses --nothing, which is no colour"):
        standalone('<svg viewBox="0 0 1 1" style="fill: var(--nothing)"/>', palette, "en")


def test_a_package_of_which_no_wheel_can_be_built_ends_the_build(tmp_path: Path) -> None:
    settings: Any = SimpleNamespace(
        theme={"language": "en"}, config_file_path=str(tmp_path / "mkdocs.yml")
    )
    write(
        tmp_path / "pyproject.toml",
        '[project]\nname = "mathbits"\nversion = "1"\nreadme = "lost.md"\n',
    )
    with pytest.raises(PluginError, match=r"(?s)wheel of the package was not built:.*lost\.md"):
        package_wheel.on_files(Files([]), config=settings)
    assert not list(tmp_path.rglob("*.whl"))


def test_a_figure_that_fails_ends_the_build(copied_book: Path) -> None:
    write(copied_book / "docs/figures/one_box.py", "def draw(language):\n    return 1 / 0\n")
    status, log = build(copied_book)
    assert status == 1
    assert "docs/figures/one_box.py: ZeroDivisionError: division by zero" in log


def test_a_failing_cell_ends_the_build(copied_book: Path) -> None:
    run = copied_book / "docs/en/run.py"
    write(run, run.read_text("utf-8").replace("mathbits.ANSWER + 1", "mathbits.ANSWER / 0"))
    status, log = build(copied_book)
    assert status == 1
    assert "run.py: code cell 1 failed:" in log
    assert "ZeroDivisionError: division by zero" in log
    assert not [*(copied_book / ".cache/notebooks").glob("tmp*")]


def test_a_missing_katex_is_one_sentence(copied_book: Path) -> None:
    (copied_book / "node_modules").unlink()
    status, log = build(copied_book)
    assert status == 1
    assert "KaTeX is missing (no node_modules/katex): run `make setup`." in log
    assert "Traceback" not in log


def test_code_is_coloured_once_and_no_two_alike_that_differ() -> None:
    assert Highlight.highlight is coloured._once
    colour = functools.partial(Highlight(md=Markdown()).highlight, language="python")
    assert colour("x = 1") is colour("x = 1")
    assert colour("x = 1") != colour("x = 2")
    assert colour("x = 1") != colour("x = 1", code_block_count=1, linestart=1)
    other = Highlight(md=Markdown(), line_spans="line")
    assert colour("x = 1") != other.highlight("x = 1", language="python")
    # Code within a line is an element, which belongs to one page.
    assert colour("x", inline=True) is not colour("x", inline=True)
