"""No block of a page escapes: each test introduces a fault that the runner must find."""

import importlib
import os
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
from pytest_codeblocks import extract_from_file

from tests.docs.blocks import own_state
from tests.docs.pages import MARK, find_faults, read_page

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]


def block(code: str, shown: str = "") -> str:
    output = f"{MARK}\n```text\n{shown}```\n\n" if shown else ""
    return f"```python\n{code}\n```\n\n{output}"


class Book:
    """A small book under the project's own settings."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester
        self.root = pytester.path
        for name in ["conftest.py", "pyproject.toml"]:
            self.write(name, (ROOT / name).read_text(encoding="utf-8"))

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *arguments: str) -> tuple[dict[str, int], str]:
        """Runs pytest on the book; returns the numbers of its outcomes, and what it says."""
        # Hypothesis would be imported anew in every run.
        result = self.pytester.runpytest_inprocess("-p", "no:hypothesispytest", *arguments)
        return result.parseoutcomes(), result.stdout.str()

    def run_page(self, text: str, *arguments: str) -> tuple[dict[str, int], str]:
        self.write("docs/en/page.md", text)
        return self.run("--codeblocks", "docs/en/page.md", *arguments)

    def update(self, text: str, name: str = "docs/en/page.md") -> str:
        """Writes a page, updates its outputs, and returns what it holds then."""
        path = self.write(name, text)
        self.run("--codeblocks", "--update-outputs", name)
        return path.read_text(encoding="utf-8")


@pytest.fixture
def book(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Iterator[Book]:
    for name in ("CI", "BUILD_NUMBER"):  # Where pytest finds one, it says each failure twice.
        monkeypatch.delenv(name, raising=False)
    yield Book(pytester)
    plt.close("all")


def test_plain_pytest_runs_every_page_once(book: Book) -> None:
    book.write("README.md", block("pass") + "```sh\nmake test\n```\n")
    book.write("docs/en/page.md", block("pass"))
    book.write("docs/ko/deeper/page.md", block("pass"))
    book.write("docs/ko/notebook.py", "# %% [markdown]\n# ```python\n# pass\n# ```\n# %%\n1 / 0\n")
    book.write("docs/hooks/hook.py", "raise SystemExit('A hook is not a page.')")
    book.write("tests/test_nothing.py", "")
    outcomes, _ = book.run()
    assert outcomes == {"passed": 4}


def test_a_notebook_named_on_the_command_line_is_not_imported(book: Book) -> None:
    book.write("docs/en/notebook.py", "# %% [markdown]\n# ```python\n# pass\n# ```\n# %%\n1 / 0\n")
    assert book.run("--codeblocks", "docs/en/notebook.py")[0] == {"passed": 1}


# What a block prints, and what the page shows.


@pytest.mark.parametrize("code", ["print(1)\n\nprint(2)", "print('1\\n2', end='')"])
def test_a_right_output_passes(book: Book, code: str) -> None:
    assert book.run_page(block(code, "1\n2\n"))[0] == {"passed": 1}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (block("print(1)", "2\n"), "does not show exactly what the block prints"),
        (block("print('1 ')", "1\n"), "does not show exactly what the block prints"),
        (block("print(1)"), "does not show what the block prints"),
        (block("pass", "1\n"), "shows an output, but the block prints nothing"),
    ],
)
def test_a_wrong_output_fails(book: Book, text: str, message: str) -> None:
    outcomes, said = book.run_page("# Title\n\n" + text)
    assert outcomes == {"failed": 1}
    assert f"docs/en/page.md:3: The page {message}" in said
    assert "run `make outputs`" in said


def test_a_wrong_output_is_shown_as_a_diff(book: Book) -> None:
    _, said = book.run_page(block("print('a')\nprint('b')", "a\nc\n"))
    assert "\n a\n-c\n+b\n" in said


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("import warnings; warnings.warn('old')", "UserWarning: old"),
        ("import sys; sys.stderr.write('no')", "writes to stderr"),
        ("print('10%', end='\\r')", "nor a carriage return"),
        ("import pytest; pytest.skip()", "The block fails."),
        ("import unittest; raise unittest.SkipTest", "The block fails."),
        ("raise SystemExit", "The block fails."),
    ],
)
def test_what_a_page_cannot_show_fails(book: Book, code: str, message: str) -> None:
    outcomes, said = book.run_page(block(code))
    assert outcomes == {"failed": 1}
    assert message in said


# A page is one program.


def test_blocks_share_a_namespace(book: Book) -> None:
    text = block("x = 1") + block("assert x == 1; assert __name__ == '__main__'")
    assert book.run_page(text)[0] == {"passed": 2}


def test_a_block_alone_runs_after_those_above_it(book: Book) -> None:
    book.write("docs/en/page.md", block("x = 1") + block("x += 1") + block("assert x == 2"))
    assert book.run("--codeblocks", "docs/en/page.md::line 9")[0] == {"passed": 1}


def test_a_namespace_does_not_leak_to_the_next_page(book: Book) -> None:
    book.write("docs/en/a.md", block("x = 1"))
    book.write("docs/en/b.md", block("print(x)"))
    outcomes, said = book.run("--codeblocks", "docs")
    assert outcomes == {"passed": 1, "failed": 1}
    assert "NameError: name 'x' is not defined" in said


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ("np.random.seed(7)", "np.random.get_state()[1].tolist()"),
        ("random.seed(7)", "random.getstate()"),
        ("np.set_printoptions(precision=2)", "np.get_printoptions()"),
        ("np.seterr(divide='ignore')", "np.geterr()"),
        ("plt.figure()", "plt.get_fignums()"),
        ("plt.rcParams['lines.linewidth'] = 9", "plt.rcParams['lines.linewidth']"),
        ("open('left', 'w').close()", "os.path.exists('left')"),
        ("os.chdir('/')", "os.getcwd()"),
        ("sys.argv.append('x')", "sys.argv[:]"),
        ("sys.path.append('x')", "sys.path[:]"),
        ("os.environ['LEFT'] = '1'", "os.environ.get('LEFT')"),
    ],
)
def test_a_page_leaves_the_session_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str, state: str
) -> None:
    monkeypatch.chdir(tmp_path)
    names = {"np": np, "os": os, "plt": plt, "random": random, "sys": sys}
    before = eval(state, names)
    with own_state():
        exec(change, names)
        assert eval(state, names) != before
    assert eval(state, names) == before


@pytest.mark.parametrize(
    ("library", "draw"),
    [
        ("mathbits", "mathbits.utils.generator().random()"),
        ("keras", "keras.random.uniform(()).numpy()"),
        ("keras", "tensorflow.random.uniform(()).numpy()"),
    ],
)
def test_a_seed_does_not_leak_to_the_next_page(library: str, draw: str) -> None:
    package = importlib.import_module(library)
    draws = []
    for _ in range(2):
        with own_state():
            package.utils.set_random_seed(7)
        draws.append(eval(draw, dict(sys.modules)))
    assert draws[0] != draws[1]


def test_keras_numbers_its_layers_anew_on_every_page() -> None:
    keras = importlib.import_module("keras")
    names = []
    for _ in range(2):
        with own_state():
            names.append(keras.layers.Dense(1).name)
    assert names[0] == names[1]


def test_showing_a_figure_opens_no_window_and_does_not_warn(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MPLBACKEND")
    monkeypatch.setenv("DISPLAY", ":1")
    code = "import matplotlib.pyplot as plt\nplt.figure()\nplt.show()\n"
    outcomes, _ = book.run_page(block(code + "import os\nprint(os.environ['MPLBACKEND'])", "Agg\n"))
    assert outcomes == {"passed": 1}


def test_every_page_has_a_state_of_its_own(book: Book) -> None:
    seed, draw = "import numpy as np\nnp.random.seed(7)\n", "print(np.random.rand())"
    book.write("docs/en/a.md", block(seed + draw, "0.07630828937395717\n"))
    book.write("docs/en/b.md", block("import numpy as np\n" + draw, "0.7799187922401146\n"))
    assert book.run("--codeblocks", "docs")[0] == {"passed": 1, "failed": 1}


def test_a_failing_block_fails_those_after_it(book: Book) -> None:
    outcomes, said = book.run_page(block("print(7 * 11)\nx = 1 / 0") + block("print(x)"))
    assert outcomes == {"failed": 2}
    assert "77" in said
    assert "docs/en/page.md:6: Not run, because the block in line 1 of this page failed." in said
    assert "NameError" not in said


def test_a_wrong_output_leaves_the_blocks_after_it_alone(book: Book) -> None:
    assert book.run_page(block("print(1)") + block("pass"))[0] == {"failed": 1, "passed": 1}


def test_a_traceback_points_into_the_page(book: Book) -> None:
    text = "??? note\n    ```python\n    def f():\n\n        1 / 0\n    ```\n\n" + block("\nf()")
    _, said = book.run_page(text)
    lines = re.findall(r'page\.md", line (\d+), in .*\n +(.*)', said)
    assert lines == [("10", "f()"), ("5", "1 / 0")]
    assert "blocks.py" not in said


def test_a_block_can_show_the_source_of_its_functions(book: Book) -> None:
    code = """\
    ```python
    import inspect

    def f():
        return 1

    assert inspect.getsource(f) == "def f():\\n    return 1\\n"
    ```
"""
    assert book.run_page(f"??? note\n{code}")[0] == {"passed": 1}


# Nothing on a page is left out.


def faults_of(folder: Path, text: str, name: str = "page.md") -> list[tuple[int, str]]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return find_faults(read_page(path))


NESTED = """\
# Title

!!! note

    ```python
    x = 1

    y = 2
    ```

    <!--pytest-codeblocks:expected-output-->

    ```text
    1

    2
    ```

??? note "Solution"
    1. First

        ```python
        z = 3
        ```

=== "Tab"

    ```python
    w = 4
    ```

Term

:   Definition

    ```python
    v = 5
    ```

Text.[^1]

[^1]:
    Footnote

    ```python
    u = 6
    ```

<details markdown>
<summary>More</summary>

```python
t = "<b>&amp;</b>\t"
```

</details>
"""


def test_a_good_page_has_no_faults(tmp_path: Path) -> None:
    languages = "".join(f"```{name}\nx\n```\n\n" for name in ["text", "sh", "console", "yaml"])
    assert faults_of(tmp_path, NESTED + languages) == []


def test_nested_blocks_are_read(tmp_path: Path) -> None:
    faults_of(tmp_path, NESTED)
    page = read_page(tmp_path / "page.md")
    assert [fence.code for fence in page.blocks] == [
        "x = 1\n\ny = 2\n",
        "z = 3\n",
        "w = 4\n",
        "v = 5\n",
        "u = 6\n",
        't = "<b>&amp;</b>\t"\n',
    ]
    first = page.blocks[0].output
    assert first is not None
    assert first.code == "1\n\n2\n"


def test_an_unmarked_text_is_no_output(tmp_path: Path) -> None:
    faults_of(tmp_path, block("pass") + "```text\n1\n```\n")
    assert read_page(tmp_path / "page.md").blocks[0].output is None


def test_pytest_codeblocks_sees_the_same_blocks(tmp_path: Path) -> None:
    faults_of(tmp_path, NESTED)
    seen = [(b.lineno, b.syntax) for b in extract_from_file(tmp_path / "page.md")]
    assert seen == [(b.lineno, b.language) for b in read_page(tmp_path / "page.md").blocks]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('```python title="x.py"\nx\n```', 3, "Write exactly `python`"),
        ('```python hl_lines="1"\nx\n```', 3, "Write exactly `python`"),
        ("```{ .python }\nx\n```", 3, "Write exactly `python`"),
        ("``` python\nx\n```", 3, "Write exactly `python`"),
        ("```py\nx\n```", 3, "Write exactly `python`"),
        ("```pycon\n>>> 1\n```", 3, "Write exactly `python`"),
        ("```Python\nx\n```", 3, "Write exactly `python`"),
        ("```\nx\n```", 3, "Write exactly `python`"),
        ("```rust\nx\n```", 3, "Write exactly `python`"),
        ("!!! note\n    ```py\n    x\n    ```", 4, "Write exactly `python`"),
        ("~~~python\nx\n~~~", 4, "the tests cannot see"),
        ("> ```python\n> x\n> ```", 4, "the tests cannot see"),
        ("    x = 1", 3, "the tests cannot see"),
        ("<div markdown>\n\n    x = 1\n\n</div>", 5, "the tests cannot see"),
        ("<pre>x = 1</pre>", 3, "the tests cannot see"),
        ("<!--\n```python\nx\n```\n-->", 4, "does not show this fence"),
        ("- a\n\n         ```python\n         x\n         ```", 5, "does not show this fence"),
        ("```python\nx", 3, "never closed"),
        ("```python\nx\n\n```python\ny\n```", 3, "not closed before line 6"),
        ("```python\nx\n````", 3, "not closed before line 5"),
        ('--8<-- "x.md"', 3, "snippet"),
        ("<!--pytest-codeblocks:skip-->\n```python\nx\n```", 3, "no mark but"),
        ("<!--pytest-codeblocks:cont-->\n```python\nx\n```", 3, "no mark but"),
        ("<!--pytest-codeblocks:importorskip(os)-->\n```python\nx\n```", 3, "no mark but"),
        ("<!--pytest.mark.xfail-->\n```python\nx\n```", 3, "no mark but"),
        ("<!-- pytest-codeblocks:expected-output -->\n```text\nx\n```", 3, "no mark but"),
        (f"{MARK}\n```text\nx\n```", 3, "between a ```python block and"),
        (f"```python\nx\n```\n\n{MARK}\n\nText\n", 7, "between a ```python block and"),
        (f"```python\nx\n```\n\n{MARK}\n\nText\n\n```text\nx\n```", 7, "between a ```python"),
        (f"```python\nx\n```\n\nText\n\n{MARK}\n```text\nx\n```", 9, "between a ```python"),
        (f"```sh\nx\n```\n\n{MARK}\n```text\nx\n```", 7, "between a ```python block and"),
        (f"```python\nx\n```\n\n{MARK}\n```json\n1\n```", 7, "between a ```python block and"),
    ],
)
def test_a_block_that_would_escape_is_found(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    faults = faults_of(tmp_path, f"# Title\n\n{text}\n")
    assert any(number == line and message in said for number, said in faults), faults


def test_a_first_line_mark_that_skips_a_file_is_found(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, "<!--pytest-codeblocks:skipfile-->\n\n" + block("1 / 0"))
    assert [number for number, _ in faults] == [1]


def test_a_fence_outside_a_notebooks_markdown_cells_is_found(tmp_path: Path) -> None:
    text = "# %% [markdown]\n# Text\n\n# %%\n# ```python\n# x\n# ```\n"
    faults = faults_of(tmp_path, text, "page.py")
    assert faults[0] == (5, "This fence stands outside the notebook's Markdown cells.")


@pytest.mark.parametrize(
    "text",
    [
        '```python title="x.py"\n1 / 0\n```\n',
        "!!! note\n    ~~~python\n    1 / 0\n    ~~~\n",
        block("pass") + MARK,
    ],
)
def test_a_page_with_a_fault_is_not_collected(book: Book, text: str) -> None:
    outcomes, said = book.run_page(text)
    assert outcomes["errors"] == 1
    assert re.search(r"docs/en/page\.md:\d: ", said)


def test_a_broken_block_within_an_admonition_fails(book: Book) -> None:
    outcomes, said = book.run_page("!!! note\n    ```python\n    1 / 0\n    ```\n")
    assert outcomes == {"failed": 1}
    assert "docs/en/page.md:2: The block fails." in said


# The outputs are rewritten.

UNSHOWN = (
    block("print('랭크 0')", "old\n")
    + block("print(1)\nprint()\nprint('``` 3')")
    + block("pass", "gone\n")
    + "??? note\n    ```python\n    print('a')\n    print()\n    print('b')\n    ```\n"
)
SHOWN = f"""\
```python
print('랭크 0')
```

{MARK}
```text
랭크 0
```

```python
print(1)
print()
print('``` 3')
```

{MARK}
````text
1

``` 3
````

```python
pass
```

??? note
    ```python
    print('a')
    print()
    print('b')
    ```

    {MARK}
    ```text
    a

    b
    ```
"""


def test_outputs_are_rewritten(book: Book) -> None:
    assert book.update(UNSHOWN) == SHOWN
    assert book.run("--codeblocks", "docs/en/page.md")[0] == {"passed": 4}


def test_a_second_update_changes_nothing(book: Book) -> None:
    path = book.write("docs/en/page.md", SHOWN)
    path.chmod(0o444)
    before = path.stat()
    outcomes, said = book.run("--codeblocks", "--update-outputs", "docs/en/page.md")
    after = path.stat()
    assert outcomes == {"passed": 4}
    assert "Rewrote" not in said
    assert path.read_text(encoding="utf-8") == SHOWN
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_update_says_what_it_rewrote_and_leaves_no_other_file(book: Book) -> None:
    _, said = book.run_page(UNSHOWN, "--update-outputs")
    assert "Rewrote the outputs of docs/en/page.md" in said
    assert [path.name for path in (book.root / "docs/en").iterdir()] == ["page.md"]


@pytest.mark.parametrize("last", ["1 / 0", "import sys; sys.stderr.write('no')"])
def test_a_page_with_a_failing_block_is_not_rewritten(book: Book, last: str) -> None:
    text = UNSHOWN + "\n" + block(last)
    assert book.update(text) == text


def test_a_page_that_ran_in_part_is_not_rewritten(book: Book) -> None:
    path = book.write("docs/en/page.md", UNSHOWN)
    book.run("--codeblocks", "--update-outputs", "docs/en/page.md::line 1")
    assert path.read_text(encoding="utf-8") == UNSHOWN


def test_outputs_of_a_notebook_are_rewritten(book: Book) -> None:
    notebook = (
        "# %% [markdown]\n# ```python\n# print('가')\n# print()\n# print(1)\n# ```\n{}\n# %%\n1\n"
    )
    shown = f"#\n# {MARK}\n# ```text\n# 가\n#\n# 1\n# ```\n"
    assert book.update(notebook.format(""), "docs/ko/page.py") == notebook.format(shown)
    assert book.update(notebook.format(shown), "docs/ko/page.py") == notebook.format(shown)
    assert book.run("--codeblocks", "docs/ko/page.py")[0] == {"passed": 1}


# An exercise, its check and its solution.


def exercise(start: str, check: str, solution: str) -> str:
    return (
        f'<div class="exercise" markdown="1">\n\n{block(start)}{block(check)}'
        f'<details class="solution" markdown="1">\n<summary>Solution</summary>\n\n'
        f"{block(solution)}</details>\n\n</div>\n\n"
    )


def test_an_exercise_passes_that_fails_until_it_is_solved(book: Book) -> None:
    text = exercise("x = ...", "assert x == 1", "x = 1") + block("print(x)", "1\n")
    assert book.run_page(text)[0] == {"passed": 4}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (exercise("x = 1", "assert x == 1", "x = 1"), ":9: The check passes although"),
        (exercise("x = ...", "assert x == 1", "x = 2"), ":9: The block fails."),
        (exercise("x = ...", "x + 1\nprint(x)", "x = 1"), ":9: A check prints nothing."),
        (exercise("x = ...", "assert x ==", "x = 1"), ":9: The block fails."),
    ],
)
def test_a_wrong_exercise_fails(book: Book, text: str, message: str) -> None:
    outcomes, said = book.run_page("# Title\n\n" + text)
    assert outcomes["failed"] >= 1
    assert f"docs/en/page.md{message}" in said


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (exercise("x = ...", "assert x == 1", "x = 1").replace(block("x = ..."), ""), 1),
        (exercise("x = ...", "assert x == 1", "x = 1").replace('class="solution" ', ""), 1),
        ('<details class="solution" markdown="1">\n\n' + block("x = 1") + "</details>\n", 1),
        (f"<div class='exercise'>\n\n{block('x = ...')}\n</div>\n".replace("'", '"', 2), 1),
    ],
)
def test_an_exercise_without_a_check_is_a_fault(tmp_path: Path, text: str, line: int) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, "utf-8")
    assert [number for number, _ in find_faults(read_page(page))] == [line]


def test_the_block_of_the_guide_for_contributors_runs(book: Book) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    blocks = re.findall(r"^```python$.*?^```text$.*?^```$", guide, re.DOTALL | re.MULTILINE)
    assert len(blocks) == 1
    outcomes, said = book.run_page(blocks[0] + "\n")
    assert outcomes == {"passed": 1}, said
