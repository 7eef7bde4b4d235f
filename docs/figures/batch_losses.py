"""The loss of one model on real digits, for three sizes of the batch, at the same learning rate."""

import numpy as np
from _digits import load_data
from _slopes import plot, ticks
from matplotlib.figure import Figure
from style import INK, SMALL, label, role

WORDS = {
    "en": (
        "loss",
        "epochs",
        "full batch: 5 steps",
        "mini-batches: 50 steps",
        "single: 6,400 steps",
    ),
    "ko": ("손실", "에포크", "전체 배치: 5스텝", "미니배치: 50스텝", "한 장씩: 6,400스텝"),
}
SAMPLES, EPOCHS, RATE = 1280, 5, 0.1
# The size of a batch, steps between two measurements, and how the line looks.
KINDS = ((1280, 1, "o-", INK), (128, 1, ".-", "gradient"), (1, 64, "-", "loss"))


def draw(language: str) -> Figure:
    loss, epochs, *names = WORDS[language]
    figure = Figure(figsize=(440 / 72, 300 / 72))
    axes = plot(figure, (46, 30, 376, 216), (0, 5.05), (0, 2.4))
    ticks(axes, range(EPOCHS + 1), (0, 0.5, 1, 1.5, 2), decimals=1)
    axes.set_xlabel(epochs, fontsize=SMALL, labelpad=4)
    axes.text(-0.1, 1.05, loss, color=role("loss"), fontsize=SMALL, transform=axes.transAxes)
    (images, labels), _ = load_data()
    x = images[:SAMPLES].reshape(SAMPLES, 784) / 255
    y = np.eye(10)[labels[:SAMPLES]]
    for batch, pause, style, colour in KINDS:
        seen, losses = _train(x, y, batch, pause)
        colour = colour if colour == INK else role(colour)
        axes.plot(seen, losses, style, color=colour, linewidth=1.4, markersize=5)
    label(axes, 3.0, 2.17, names[0], size=SMALL)
    label(axes, 3.6, 1.15, names[1], role("gradient"), size=SMALL)
    label(axes, 1.4, 0.09, names[2], role("loss"), size=SMALL)
    return figure


def _train(x: np.ndarray, y: np.ndarray, batch: int, pause: int) -> tuple[list[float], list[float]]:
    w = np.zeros((784, 10))
    rng = np.random.default_rng(0)
    seen, losses, steps = [0.0], [_loss(w, x, y)], 0
    for epoch in range(EPOCHS):
        order = rng.permutation(SAMPLES)
        for start in range(0, SAMPLES, batch):
            rows = order[start : start + batch]
            w -= RATE * x[rows].T @ (_softmax(x[rows] @ w) - y[rows]) / batch
            steps += 1
            if steps % pause == 0:
                seen.append(epoch + (start + batch) / SAMPLES)
                losses.append(_loss(w, x, y))
    return seen, losses


def _softmax(z: np.ndarray) -> np.ndarray:
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return np.asarray(e / e.sum(axis=1, keepdims=True))


def _loss(w: np.ndarray, x: np.ndarray, y: np.ndarray) -> float:
    return float(-np.log((_softmax(x @ w) * y).sum(axis=1)).mean())
