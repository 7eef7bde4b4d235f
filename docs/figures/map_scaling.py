"""Scaling: each basis vector keeps its direction and changes its length."""

import numpy as np
from _plane import basis
from matplotlib.figure import Figure

MATRIX = np.array([[1.5, 0.0], [0.0, 0.5]])


def draw(language: str) -> Figure:
    return basis(language, MATRIX, ((0, 13), (-6, 0)))
