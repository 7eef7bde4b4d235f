"""A scalar: one number, and no direction to count in."""

from matplotlib.figure import Figure
from style import SMALL, canvas, cells, label, role

WORDS = {
    "en": ("no axes", "shape ()"),
    "ko": ("축 없음", "형상 ()"),
}


def draw(language: str) -> Figure:
    axes_none, shape = WORDS[language]
    figure, axes = canvas(320, 96)
    cells(axes, 60, 30, [[12]], role("data"))
    label(axes, 124, 38, axes_none, align="left")
    label(axes, 124, 62, shape, role("faint"), size=SMALL, align="left")
    return figure
