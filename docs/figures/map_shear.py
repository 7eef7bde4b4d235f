"""Shear: the first basis vector stays, the second leans."""

import numpy as np
from _plane import basis
from matplotlib.figure import Figure

MATRIX = np.array([[1.0, 0.0], [0.5, 1.0]])


def draw(language: str) -> Figure:
    return basis(language, MATRIX, ((0, 13), (-6, -2)))
