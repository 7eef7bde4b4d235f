"""The best loss so far: by drawing weights anew, by trying small changes, and by the gradient."""

import numpy as np
from _digits import load_data
from _thin_axes import thin_axes
from matplotlib.figure import Figure
from numpy.typing import NDArray
from style import INK, SMALL, role

WORDS = {
    "en": ("best loss so far", "tries, or steps", "drawn anew", "small random changes", "gradient"),
    "ko": (
        "지금까지 가장 작은 손실",
        "시도 또는 스텝 횟수",
        "새로 뽑기",
        "조금씩 무작위로 바꾸기",
        "그래디언트",
    ),
}
TRIES = 200
Array = NDArray[np.float64]


def draw(language: str) -> Figure:
    loss, tries, anew, changes, gradient = WORDS[language]
    figure = Figure(figsize=(430 / 72, 290 / 72))
    axes = thin_axes(
        figure, (40, 32), (376, 208), (0, TRIES), (0, 2.5), range(0, TRIES + 1, 50), (0, 1, 2)
    )
    losses = curves()
    styles = ((INK, ":"), (INK, "--"), (role("gradient"), "-"))
    for curve, (colour, dashes) in zip(losses, styles, strict=True):
        axes.plot(curve, color=colour, linewidth=2.2, linestyle=dashes)
    for y, text, colour in (
        (2.34, anew, INK),
        (float(losses[1][150]) + 0.1, changes, INK),
        (float(losses[2][150]) + 0.1, gradient, role("gradient")),
    ):
        axes.text(TRIES, y, text, fontsize=SMALL, color=colour, ha="right")
    axes.text(-20, 2.62, loss, fontsize=SMALL, color=role("loss"))
    axes.text(TRIES, -0.46, tries, fontsize=SMALL, color=INK, ha="right")
    return figure


def curves() -> tuple[Array, Array, Array]:
    """The three searches of the page, on the same digits from the same start."""
    (images, labels), _ = load_data()
    x = images[:500].reshape(500, 784) / 255
    y = np.eye(10)[labels[:500]]

    def log_probabilities(w: Array, b: Array) -> Array:
        z = x @ w + b
        z = z - z.max(axis=1, keepdims=True)
        return np.asarray(z - np.log(np.exp(z).sum(axis=1, keepdims=True)))

    def loss(w: Array, b: Array) -> float:
        return float(-(y * log_probabilities(w, b)).sum(axis=1).mean())

    limit = np.sqrt(6 / (784 + 10))
    none = np.zeros(10)
    start = np.random.default_rng(0).uniform(-limit, limit, (784, 10))

    rng = np.random.default_rng(1)
    anew = [loss(start, none)]
    for _ in range(TRIES):
        anew.append(min(anew[-1], loss(rng.uniform(-limit, limit, (784, 10)), none)))

    rng = np.random.default_rng(1)
    w, b = start, none
    changed = [loss(w, b)]
    for _ in range(TRIES):
        new = w + rng.normal(0, 0.02, w.shape), b + rng.normal(0, 0.02, b.shape)
        found = loss(*new)
        if found < changed[-1]:
            w, b = new
        changed.append(min(changed[-1], found))

    w, b = start, none
    down = [loss(w, b)]
    for _ in range(TRIES):
        g = (np.exp(log_probabilities(w, b)) - y) / len(x)
        w, b = w - 0.1 * (x.T @ g), b - 0.1 * g.sum(axis=0)
        down.append(loss(w, b))
    return np.array(anew), np.array(changed), np.array(down)
