"""From an image to a loss: ten scores, ten probabilities, the label beside them, one number."""

import numpy as np
from _digits import load_data
from _mean_images import scores_of_mean_images, softmax
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, arrow, canvas, ink, label, role

WORDS = {
    "en": ("scores z", "probabilities p", "label y", "loss"),
    "ko": ("점수 z", "확률 p", "레이블 y", "손실"),
}
INDEX = 9
ROW = 22
TOP = 46


def draw(language: str) -> Figure:
    scores, probabilities, truth, loss = WORDS[language]
    _, _, all_scores, labels = scores_of_mean_images()
    _, (images, _) = load_data()
    z, true = all_scores[INDEX], int(labels[INDEX])
    p = softmax(z)
    figure, axes = canvas(440, 330)
    output = role("output")
    ink(axes, 4, TOP + 5 * ROW - 42, images[INDEX], 3)

    bottom = TOP + 10 * ROW
    axes.add_patch(
        Rectangle((104, TOP + true * ROW), 332, ROW, facecolor=role("tint"), edgecolor="none")
    )
    for x, text in ((174, scores), (304, probabilities), (412, truth)):
        label(axes, x, TOP - 20, text, size=SMALL)
    for k in range(10):
        y = TOP + (k + 0.5) * ROW
        label(axes, 114, y, str(k), role("faint"), size=SMALL)
        for left, length, text in (
            (126, 60 * z[k] / z.max(), f"{z[k]:.1f}"),
            (252, 70 * p[k], f"{p[k]:.2f}"),
        ):
            axes.add_patch(Rectangle((left, y - 7), max(length, 1), 14, facecolor=output))
            label(axes, left + length + 6, y, text, size=SMALL, align="left")
        axes.add_patch(
            Rectangle((404, y - 8), 16, 16, facecolor="none", edgecolor=role("rule"), linewidth=1)
        )
        label(axes, 412, y, str(int(k == true)), size=SMALL)
    arrow(axes, (92, TOP + 5 * ROW), (104, TOP + 5 * ROW))
    arrow(axes, (224, TOP - 20), (246, TOP - 20))

    value = -np.log(p[true])
    arrow(axes, (290, bottom + 2), (290, bottom + 28), role("loss"), width=2)
    words = f"{loss} = −log {p[true]:.4f} = {value:.3f}"
    label(axes, 290, bottom + 46, words, role("loss"))
    return figure
