"""How far the gradient of a batch is off, on average, against the size of the batch."""

import numpy as np
from _digits import load_data
from _slopes import plot
from matplotlib.figure import Figure
from style import SMALL, label, role

WORDS = {
    "en": ("digits in the batch", "noise of the gradient", "1 / √batch"),
    "ko": ("배치에 든 숫자의 수", "그래디언트의 잡음", "1 / √배치"),
}
SAMPLES, DRAWS = 1280, 100
SIZES = (1, 4, 16, 64, 256)


def draw(language: str) -> Figure:
    size, noise, root = WORDS[language]
    figure = Figure(figsize=(440 / 72, 262 / 72))
    axes = plot(figure, (46, 34, 380, 172), (0.8, 330), (0.04, 1.4))
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.minorticks_off()
    axes.set_xticks((1, 4, 16, 64, 256), ("1", "4", "16", "64", "256"))
    axes.set_yticks((0.0625, 0.125, 0.25, 0.5, 1), ("1/16", "1/8", "1/4", "1/2", "1"))
    axes.set_xlabel(size, fontsize=SMALL, labelpad=4)
    axes.text(-0.1, 1.08, noise, fontsize=SMALL, transform=axes.transAxes)
    (images, labels), _ = load_data()
    x = images[:SAMPLES].reshape(SAMPLES, 784) / 255
    errors = 0.1 - np.eye(10)[labels[:SAMPLES]]
    measured = np.array([_noise(x, errors, batch) for batch in SIZES])
    line = np.array([0.8, 330])
    axes.plot(line, line**-0.5, color=role("faint"), linewidth=1.4, dashes=(5, 3))
    axes.plot(SIZES, measured / measured[0], "o", color=role("gradient"), markersize=7)
    label(axes, 24, 0.36, root, role("faint"), size=SMALL, align="left")
    return figure


def _noise(x: np.ndarray, errors: np.ndarray, batch: int) -> float:
    """The root mean square distance between the gradients of random batches and that of all."""
    full = x.T @ errors / SAMPLES
    rng = np.random.default_rng(batch)
    squares = []
    for _ in range(DRAWS):
        rows = rng.integers(0, SAMPLES, size=batch)
        squares.append((((x[rows].T @ errors[rows]) / batch - full) ** 2).sum())
    return float(np.sqrt(np.mean(squares)))
