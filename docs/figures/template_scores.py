"""A digit against ten templates: the dot products, and what is left of them per unit of length."""

import numpy as np
from _digits import load_data
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray
from style import SMALL, canvas, ink, label, role

WORDS = {
    "en": ("x, a digit 1", "ten templates", "dot product with x", "divided by the length"),
    "ko": ("x, 숫자 1", "템플릿 열 개", "x와의 점곱", "템플릿의 길이로 나눈 값"),
}
STEP = 42.5
PIXEL = 1.36


def draw(language: str) -> Figure:
    digit_name, templates_name, product, divided = WORDS[language]
    (images, labels), _ = load_data()
    pixels = images.reshape(60000, 784)
    templates = np.stack([pixels[labels == d].mean(axis=0) for d in range(10)]) / 255
    x = pixels[3] / 255
    scores = templates @ x
    figure, axes = canvas(440, 372)

    ink(axes, 12, 10, images[3], 2)
    label(axes, 80, 38, digit_name, role("data"), align="left")
    label(axes, 12, 88, templates_name, role("weight"), align="left")
    for d, template in enumerate(templates):
        left = 9 + d * STEP
        ink(axes, left, 102, template.reshape(28, 28) * 255, PIXEL)
        label(axes, left + 14 * PIXEL, 152, str(d), role("weight"), size=SMALL)
    label(axes, 12, 182, product, align="left")
    _bars(axes, 262, scores)
    label(axes, 12, 288, divided, align="left")
    _bars(axes, 366, scores / np.linalg.norm(templates, axis=1))
    return figure


def _bars(axes: Axes, bottom: float, scores: NDArray[np.float64]) -> None:
    """One bar for each template; the highest is filled, the others are pale."""
    best = scores.argmax()
    for d, score in enumerate(scores):
        left, height = 9 + d * STEP, 46 * score / scores.max()
        axes.add_patch(
            Rectangle(
                (left + 4, bottom - height),
                30,
                height,
                facecolor=role("output") if d == best else role("tint"),
                edgecolor=role("output"),
                linewidth=1.2,
            )
        )
        weight = "bold" if d == best else "normal"
        label(axes, left + 19, bottom - height - 9, f"{score:.1f}", size=SMALL, weight=weight)
