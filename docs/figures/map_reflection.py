"""Reflection: a mirror on the vertical axis turns the first basis vector round."""

import numpy as np
from _plane import basis
from matplotlib.figure import Figure

MATRIX = np.array([[-1.0, 0.0], [0.0, 1.0]])


def draw(language: str) -> Figure:
    return basis(language, MATRIX, ((0, 13), (6, 0)))
