"""Along one line in weight space: the accuracy is a staircase, the cross-entropy a slope."""

import numpy as np
from _mean_images import Array, scores_of_mean_images, softmax
from _thin_axes import thin_axes
from matplotlib.figure import Figure
from style import INK, SMALL, role

WORDS = {
    "en": ("accuracy", "cross-entropy", "t: how far along the line W + t · D"),
    "ko": ("정확도", "교차 엔트로피", "직선 W + t · D 위의 위치 t"),
}
DIGITS = 20


def draw(language: str) -> Figure:
    accuracy, crossentropy, along = WORDS[language]
    figure = Figure(figsize=(430 / 72, 420 / 72))
    t, right, loss = along_the_line()
    ticks = (-1, -0.5, 0, 0.5, 1)
    upper = thin_axes(figure, (44, 30), (376, 140), (-1, 1), (0.35, 0.92), ticks, (0.4, 0.6, 0.8))
    lower = thin_axes(figure, (44, 232), (376, 140), (-1, 1), (0, 8), ticks, (0, 2, 4, 6, 8))
    # Only where a step begins: one point for each stretch that is flat.
    change = np.flatnonzero(np.diff(right)) + 1
    points = np.concatenate([[0], change, [len(t) - 1]])
    upper.step(t[points], right[points], where="post", color=role("output"), linewidth=2)
    lower.plot(t[::40], loss[::40], color=role("loss"), linewidth=2.4)
    upper.text(-1.1, 0.96, accuracy, fontsize=SMALL, color=role("output"))
    lower.text(-1.1, 8.6, crossentropy, fontsize=SMALL, color=role("loss"))
    lower.text(1, -2.4, along, fontsize=SMALL, color=INK, ha="right")
    return figure


def along_the_line() -> tuple[Array, Array, Array]:
    x, weights, scores, labels = scores_of_mean_images()
    direction = np.random.default_rng(0).normal(size=weights.shape)
    start, slope = scores[:DIGITS], x[:DIGITS] @ direction
    labels = labels[:DIGITS]
    t = np.linspace(-1, 1, 4001)
    z = start + t[:, np.newaxis, np.newaxis] * slope
    right = (z.argmax(axis=2) == labels).mean(axis=1)
    loss = -np.log(softmax(z)[:, np.arange(DIGITS), labels]).mean(axis=1)
    return t, right, loss
