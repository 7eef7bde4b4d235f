"""A column and a row: both stretch, and every element meets every other."""

import numpy as np
from _stretch import stretched_sum
from matplotlib.figure import Figure

COLUMN = np.array([[10], [20], [30]])
ROW = np.array([[1, 2, 3, 4]])


def draw(language: str) -> Figure:
    del language  # no words
    return stretched_sum(COLUMN, ROW, ("data", "data"))
