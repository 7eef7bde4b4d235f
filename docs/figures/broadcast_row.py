"""A bias, added to every row: the row is copied downwards."""

import numpy as np
from _stretch import stretched_sum
from matplotlib.figure import Figure

X = np.array([[5, 0, 2, 7], [1, 4, 3, 0], [6, 2, 8, 1]])
B = np.array([10, 20, 30, 40])


def draw(language: str) -> Figure:
    del language  # no words
    return stretched_sum(X, B, ("data", "bias"))
