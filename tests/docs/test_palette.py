"""The palette's colours can be told from their grounds, in drawings too, which axe passes over."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PALETTE = ROOT / "docs/theme/assets/stylesheets/palette.css"
# In the order of the file: the light theme's block, then the dark one's.
THEMES = re.findall(r"\{\s*--paper.*?\}", PALETTE.read_text("utf-8"), re.DOTALL)
COLOUR = re.compile(r"--(\w+): #(\w{2})(\w{2})(\w{2});")
GROUNDS = ("paper", "tint")
TEXTS = ("ink", "faint", "data", "weight", "bias", "output", "loss", "gradient")
LEAST = 4.5  # WCAG 2.2, 1.4.3, level AA


def luminance(red: str, green: str, blue: str) -> float:
    """The relative luminance of a colour, from 0 for black to 1 for white. Source: WCAG 2.2."""
    shares = [int(part, 16) / 255 for part in (red, green, blue)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def test_black_on_white() -> None:
    black, white = luminance("00", "00", "00"), luminance("ff", "ff", "ff")
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, luminance("77", "77", "77")) == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
def test_every_role_can_be_read(theme: str) -> None:
    colours = {name: luminance(*rgb) for name, *rgb in COLOUR.findall(theme)}
    found = {(text, on): contrast(colours[text], colours[on]) for text in TEXTS for on in GROUNDS}
    assert {pair: ratio for pair, ratio in found.items() if ratio < LEAST} == {}
