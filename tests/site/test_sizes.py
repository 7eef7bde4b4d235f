"""What a page's own figures weigh on their way to the reader."""

import gzip
import random
import re

import pytest

from tests.site.built import SITE, urls

LIMIT = 150_000  # bytes
FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
IMAGE = re.compile(r'<img\b[^>]*\bsrc="(?!data:)([^"]+)"')


def weight(page: str) -> int:
    """The bytes of all drawings in the page, as a server sends them."""
    return len(gzip.compress("".join(FIGURE.findall(page)).encode()))


@pytest.mark.parametrize("url", urls())
def test_the_figures_of_a_page_are_light(url: str) -> None:
    page = (SITE / url.lstrip("/") / "index.html").read_text("utf-8")
    assert weight(page) <= LIMIT
    # All of them stand in the page itself, so nothing is missing from the sum.
    assert IMAGE.findall(page) == []
    assert page.count("<figure") == len(FIGURE.findall(page))


def test_a_heavy_figure_is_found() -> None:
    noise = random.Random(0).randbytes(LIMIT).hex()
    assert weight(f"<p>{noise}</p>") < LIMIT < weight(f'<figure class="figure">{noise}</figure>')
