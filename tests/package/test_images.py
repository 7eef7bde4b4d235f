"""Pictures of digits become what MNIST would show."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from extras import skip_without
from numpy.typing import NDArray

from mathbits.datasets import mnist
from mathbits.images import centred, read_digit

skip_without("PIL")

from PIL import Image  # noqa: E402

DIGITS = mnist.load_data()[1][0][:200]


def likeness(a: NDArray[Any], b: NDArray[Any]) -> float:
    """The cosine of the angle between two images."""
    a, b = a.astype(float).ravel(), b.astype(float).ravel()
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))


def as_page(digit: NDArray[np.uint8], look: str) -> Image.Image:
    """The digit as somebody might have drawn it."""
    drawn = Image.fromarray(digit)
    if look == "as it is":
        return drawn
    if look == "dark on light":
        return Image.fromarray(255 - digit)
    if look == "large and off centre":
        page = Image.new("L", (640, 480), 255)
        page.paste(Image.fromarray(255 - digit).resize((112, 112)), (30, 300))
        return page
    if look == "grey on grey, in colour":
        return Image.fromarray((200 - digit // 2).astype(np.uint8)).convert("RGB").resize((90, 90))
    transparent = Image.new("RGBA", drawn.size, "black" if "dark" in look else "white")
    transparent.putalpha(drawn)
    return transparent


@pytest.mark.parametrize(
    ("look", "least"),
    [
        ("as it is", 0.97),
        ("dark on light", 0.97),
        ("large and off centre", 0.85),  # to enlarge it has blurred it
        ("grey on grey, in colour", 0.85),
        ("dark on nothing", 0.97),
        ("light on nothing", 0.97),
    ],
)
def test_a_digit_comes_out_as_it_went_in(look: str, least: float, tmp_path: Path) -> None:
    alike = []
    for digit in DIGITS:
        as_page(digit, look).save(tmp_path / "digit.png")
        alike.append(likeness(read_digit(tmp_path / "digit.png"), digit))
    assert np.quantile(alike, 0.1) > least


def test_the_longer_side_is_twenty_and_the_mass_is_in_the_middle() -> None:
    rng = np.random.default_rng(0)
    for _ in range(20):
        ink = np.zeros((60, 90))
        top, left = rng.integers(0, 30, 2)
        ink[top : top + rng.integers(5, 30), left : left + rng.integers(5, 60)] = 1
        digit = centred(ink).astype(float)
        rows, columns = np.nonzero(digit)
        assert max(np.ptp(rows), np.ptp(columns)) + 1 == 20
        middle = [np.average(axis, weights=digit[rows, columns]) for axis in (rows, columns)]
        assert np.abs(np.array(middle) - 14).max() <= 0.51


def test_an_even_picture_holds_no_digit() -> None:
    for shade in (0.0, 1e-3):
        with pytest.raises(ValueError, match="no digit was found"):
            centred(np.full((10, 10), shade))
