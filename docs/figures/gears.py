"""Three meshing gears: rates multiply, and the gear in the middle cancels."""

from fractions import Fraction

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Polygon
from style import INK, SMALL, TEXT, canvas, label, role

WORDS = {
    "en": ("turns of B for one of A", "turns of C for one of B", "turns of C for one of A"),
    "ko": ("A가 1바퀴 돌 때 B", "B가 1바퀴 돌 때 C", "A가 1바퀴 돌 때 C"),
}
TEETH = {"A": 24, "B": 12, "C": 36}
MODULE = 2.25  # pixels of radius for one tooth
Y = 92.0


def draw(language: str) -> Figure:
    figure, axes = canvas(440, 274)
    x = 50.0
    for k, (name, teeth) in enumerate(TEETH.items()):
        radius = teeth * MODULE
        x += radius
        # A tooth of one gear stands in a gap of the next.
        _gear(axes, x, radius, teeth, phase=np.pi / teeth if name == "B" else 0.0)
        label(axes, x, Y, name, size=TEXT)
        _turn(axes, x, radius, clockwise=k % 2 == 0)
        label(axes, x, Y + 14, str(teeth), role("faint"), size=SMALL)
        x += radius
    b_per_a = -Fraction(TEETH["A"], TEETH["B"])
    c_per_b = -Fraction(TEETH["B"], TEETH["C"])
    rows = (
        f"\N{MINUS SIGN}{TEETH['A']} / {TEETH['B']} = {_text(b_per_a)}",
        f"\N{MINUS SIGN}{TEETH['B']} / {TEETH['C']} = {_text(c_per_b)}",
        f"({_text(c_per_b)}) · ({_text(b_per_a)}) = {_text(c_per_b * b_per_a)}",
    )
    for k, (words, text) in enumerate(zip(WORDS[language], rows, strict=True)):
        label(axes, 212, 204 + 26 * k, words, size=SMALL, align="right")
        label(axes, 230, 204 + 26 * k, text, align="left")
    return figure


def _text(rate: Fraction) -> str:
    return str(rate).replace("-", "\N{MINUS SIGN}")


def _gear(axes: Axes, x: float, radius: float, teeth: int, phase: float) -> None:
    pitch = 2 * np.pi / teeth
    steps = np.array([-0.30, -0.16, 0.16, 0.30]) * pitch
    angles = (phase + np.arange(teeth)[:, None] * pitch + steps).ravel()
    heights = np.tile([radius - 4, radius + 4, radius + 4, radius - 4], teeth)
    points = np.stack([x + heights * np.cos(angles), Y + heights * np.sin(angles)], axis=1)
    axes.add_patch(
        Polygon(points.round(1), closed=True, facecolor=role("tint"), edgecolor=INK, linewidth=1.2)
    )


def _turn(axes: Axes, x: float, radius: float, *, clockwise: bool) -> None:
    """An arrow over the middle of a gear, that shows which way it turns."""
    reach, height = 0.52 * radius, 0.36 * radius
    start, end = (x - reach, Y - height), (x + reach, Y - height)
    if not clockwise:
        start, end = end, start
    axes.add_patch(
        FancyArrowPatch(
            start,
            end,
            connectionstyle=f"arc3,rad={-0.5 if clockwise else 0.5}",
            arrowstyle="-|>,head_length=6,head_width=3",
            mutation_scale=1,
            color=role("gradient"),
            linewidth=1.8,
            shrinkA=0,
            shrinkB=0,
        )
    )
