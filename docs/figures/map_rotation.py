"""Rotation: both basis vectors turn by the same angle about the origin."""

from _plane import ROTATION, basis
from matplotlib.figure import Figure


def draw(language: str) -> Figure:
    return basis(language, ROTATION, ((1, 14), (-4, -2)))
