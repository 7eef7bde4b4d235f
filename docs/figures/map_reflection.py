"""Reflection: a mirror on the vertical axis turns the first basis vector round."""

import numpy as np
from _plane import before_and_after
from matplotlib.figure import Figure

MATRIX = np.array([[-1.0, 0.0], [0.0, 1.0]])


def draw(language: str) -> Figure:
    return before_and_after(language, MATRIX)[0]
