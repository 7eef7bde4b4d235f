"""A small book of two languages, built with the project's own settings, hooks and theme."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

NOTEBOOK = """\
# ---
# title: A run
# description: What a run shows.
# ---

# %% [markdown]
# # A run {{#run}}
#
# From [{word}](tensors/scalars.md#scalars) to [`answer`][mathbits.answer], with $\\\\weight{{W}}$.
#
# [Below](#run), [elsewhere](https://example.org/x).
#
# ![{word} (one box).](figures/one-box.svg "{word} $\\data{{x}}$")
#
# !!! note
#
#     An admonition.

# %%
import mathbits

print(mathbits.ANSWER)
mathbits.ANSWER + 1

# %% alt="{word}"
import matplotlib.pyplot as plt

figure, axes = plt.subplots()
axes.plot([1, 2])
plt.show()
"""

SCALARS = """\
# {word} {{#scalars}}

![{word}: one box](../figures/one-box.svg "{word} $\\data{{x}}$")

![{word}: the same box](../figures/one-box.svg)

$$
\\out{{y}} = \\weight{{W}} \\data{{x}} + \\bias{{b}} \\quad \\text{{랭크}}
$$

See [the run](../run.py#run), and [mathbits.answer][]: the $i$-th, not the $i + 10 = 20 + j + k$-th.
"""

STYLE = """\
import io


def to_svg(figure):
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue()
"""

ONE_BOX = """\
from matplotlib.figure import Figure
from mathbits import ANSWER


def draw(language):
    figure = Figure(figsize=(1, 1))
    figure.text(0, 0, {"en": "box", "ko": "상자"}[language] + str(ANSWER))
    return figure
"""

PACKAGE = '''\
"""A package with one function."""

ANSWER = 42


def answer() -> int:
    r"""The answer $\\grad{g}$; see [a heading][scalars]."""
    return ANSWER
'''

PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "mathbits"
version = "0.0.1"
requires-python = ">=3.11"
"""

WORDS = {"en": "Scalar", "ko": "스칼라"}


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def make_book(root: Path) -> Path:
    """The project's own configuration, hooks and theme around pages made for the tests."""
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    write(root / "mkdocs.yml", re.sub(r"^nav:\n(?: .*\n)+", "", settings, flags=re.MULTILINE))
    shutil.copy(ROOT / "mkdocs.ko.yml", root)
    shutil.copytree(ROOT / "docs/hooks", root / "docs/hooks")
    shutil.copytree(ROOT / "docs/theme", root / "docs/theme")
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    write(root / "pyproject.toml", PYPROJECT)
    write(root / "mathbits/__init__.py", PACKAGE)
    write(root / "docs/figures/style.py", STYLE)
    write(root / "docs/figures/one_box.py", ONE_BOX)
    (root / "docs/digit").mkdir()
    for language, word in WORDS.items():
        pages = root / "docs" / language
        write(pages / "index.md", f"# {word}\n\n[{word}](tensors/scalars.md)\n")
        write(pages / "tensors/scalars.md", SCALARS.format(word=word))
        write(pages / "run.py", NOTEBOOK.format(word=word).replace("\\\\", "\\"))
        write(pages / "reference.md", "# API\n\n::: mathbits\n")
    return root


def build(root: Path, **variables: str) -> tuple[int, str]:
    """The status and the log of a strict build."""
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return run.returncode, run.stdout
