"""Rotation: both basis vectors turn by the same angle about the origin."""

from _plane import ROTATION, before_and_after
from matplotlib.figure import Figure


def draw(language: str) -> Figure:
    return before_and_after(language, ROTATION)[0]
