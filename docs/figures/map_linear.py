"""A linear map: the basis vectors become the rows of W, and the whole grid follows them."""

from _plane import W, before_and_after
from matplotlib.figure import Figure
from style import role

WORDS = {"en": ("row 0", "row 1"), "ko": ("행 0", "행 1")}


def draw(language: str) -> Figure:
    figure, left, right = before_and_after(language, W)
    weight = role("weight")
    left.word((1, 0), "(1, 0)", weight, move=(6, 11), align="left")
    left.word((0, 1), "(0, 1)", weight, move=(-6, 0), align="right")
    right.word(W[0], WORDS[language][0], weight, move=(5, 8), align="left")
    right.word(W[1], WORDS[language][1], weight, move=(-4, 8), align="right")
    return figure
