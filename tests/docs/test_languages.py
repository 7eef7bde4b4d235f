"""The two editions of the book are equal, and a page that differs is found."""

from pathlib import Path

import pytest

from tests.docs.languages import differences, files_in, missing_files
from tests.docs.pages import read_page

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(
    str(path)
    for path in files_in(DOCS / "en") & files_in(DOCS / "ko")
    if path.suffix in (".md", ".py")
)

ENGLISH = """\
---
title: A page
---

# Scalars {#scalars}

A rank of $r$ and a $b$, see ![a point](../point.svg){ .wide }.

```python
# The rank.
x = np.array(12)
print(f"rank {x.ndim:.1f} of {x}", "as a float", x.astype("float32"))
```

<!--pytest-codeblocks:expected-output-->
```text
rank 0.0 of 12 as a float 12.0
```

$$y = \\text{loss}(x)$$

<div class="live-figure" data-figure="slope"></div>

## Next
"""
KOREAN = """\
---
title: 쪽
---

# 스칼라 {#scalars}

$b$와 랭크 $r$, 그림은 ![점](../point.svg){ .wide }.

```python
x = np.array(12)  # 랭크
print(f"{x}의 랭크 {x.ndim:.1f}", "실수로", x.astype("float32"))
```

<!--pytest-codeblocks:expected-output-->
```text
12의 랭크 0.0 실수로 12.0
```

$$y = \\text{손실}(x)$$

<div class="live-figure" data-figure="slope"></div>

## 다음
"""
CELLS = "# %% [markdown]\n# # Title\n# %%\nx = {}\n"


def test_every_page_exists_in_both_languages() -> None:
    missing = missing_files(DOCS)
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_equal(path: str) -> None:
    found = differences(read_page(DOCS / "en" / path), read_page(DOCS / "ko" / path))
    assert not found, "\n".join(found)


def compare(folder: Path, english: str, korean: str, name: str = "page.md") -> list[str]:
    pages = []
    for language, text in [("en", english), ("ko", korean)]:
        path = folder / language / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
        pages.append(read_page(path))
    return differences(*pages)


def test_a_translation_is_equal(tmp_path: Path) -> None:
    assert compare(tmp_path, ENGLISH, KOREAN) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("np.array(12)", "np.array(13)", "The code differs."),
        ("x.ndim:.1f", "x.ndim:.2f", "The code differs."),
        ('"float32"', '"float64"', "is 'float64' in Korean, which is no translation."),
        ("```python\nx", "```python\ny = 1\n```\n\n```python\nx", "has 1 pieces of code and"),
        ("## 다음", "### 다음", "The headings differ: level 2 and level 3."),
        ("{#scalars}", "{#scalar}", "The headings differ: level 1 #scalars and level 1 #scalar."),
        ("\n## 다음\n", "", "The headings differ: level 2 and nothing."),
        ("point.svg", "line.svg", "The images differ: point.svg and line.svg."),
        ('"slope"', '"steepest"', "The boxes differ: <div"),
        ("title:", "name:", "The front matter keys differ: title and name."),
        ("<!--pytest-codeblocks:expected-output-->", "", "The outputs differ: shown and none."),
        ("$b$", "$c$", "The formulas differ: in section 1 $b$ and in section 1 $c$."),
        ("y = \\text{손실}(x)", "y = \\text{손실}(z)", "The formulas differ:"),
        ("$b$", "`$b$`", "The formulas differ:"),
    ],
)
def test_a_page_that_differs_is_found(tmp_path: Path, old: str, new: str, message: str) -> None:
    found = "\n".join(compare(tmp_path, ENGLISH, KOREAN.replace(old, new)))
    assert message in found
    assert "/en/page.md" in found
    assert "/ko/page.md" in found


def test_a_difference_names_both_lines(tmp_path: Path) -> None:
    korean = KOREAN.replace("np.array(12)", "np.array(13)").replace("title: 쪽\n", "")
    found = compare(tmp_path, ENGLISH, korean)
    assert any("en/page.md:9 and " in text and "ko/page.md:8: " in text for text in found)


def test_a_notebook_whose_code_cell_differs_is_found(tmp_path: Path) -> None:
    found = compare(tmp_path, CELLS.format(1), CELLS.format(2), "page.py")
    assert "The code differs." in "\n".join(found)


def test_a_page_missing_in_one_language_is_found(tmp_path: Path) -> None:
    for page in ["en/both.md", "ko/both.md", "en/tensors/english.md", "ko/korean.py"]:
        path = tmp_path / "docs" / page
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert missing_files(tmp_path / "docs") == [
        "docs/en/korean.py is missing.",
        "docs/ko/tensors/english.md is missing.",
    ]
