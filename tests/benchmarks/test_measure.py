"""The table of the benchmark and where it goes; the engines themselves are run by `make bench`."""

import re
from pathlib import Path

import measure
import pytest

ROOT = Path(__file__).parents[2]


def figures(epoch: float) -> measure.Figures:
    return measure.Figures([epoch], [2 * epoch], [5 * epoch], [epoch * 2**20], [0.98], {"x": "1"})


def test_ratios_are_to_the_best_rival() -> None:
    found = {"mathbits": figures(2.0), "JAX": figures(4.0), "PyTorch": figures(8.0)}
    table = "\n".join(measure.report(found, rate=98.2, imported=1.25))
    assert re.search(r"fastest rival's epoch +0\.50", table)
    assert re.search(r"its own quiet epoch, a core held +2\.00", table)
    assert re.search(r"the limit +2\.00 +2\.20", table)
    assert "the limit is 1.00 s" in table
    assert re.search(r"import of NumPy alone +1\.25", table)


@pytest.mark.parametrize("before", ["", "old\n", "older\nold\n"])
def test_a_page_gets_the_table_in_its_one_text_block(before: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# A\n\n```text\n{before}```\n\nAfter.\n", encoding="utf-8")
    measure.write_into(page, ["a", "b"])
    assert page.read_text(encoding="utf-8") == "# A\n\n```text\na\nb\n```\n\nAfter.\n"


def test_both_editions_show_the_same_table() -> None:
    english, korean = (
        re.findall(r"```text\n(.*?)```", (ROOT / f"docs/{language}/benchmark.md").read_text(), re.S)
        for language in ("en", "ko")
    )
    assert english == korean
    assert len(english) == 1
    assert all(name in english[0] for name in measure.ENGINES)
