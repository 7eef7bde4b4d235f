"""The same ten scores times 0, 1/4, 1 and 4: from even probabilities to all on one digit."""

from _mean_images import scores_of_mean_images, softmax
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, canvas, label, role

WORDS = {
    "en": "the scores, times",
    "ko": "점수에 곱한 수",
}
INDEX = 9
FACTORS = ((0, "0"), (0.25, "¼"), (1, "1"), (4, "4"))
BAR = 9
HEIGHT = 110


def draw(language: str) -> Figure:
    _, _, scores, _ = scores_of_mean_images()
    figure, axes = canvas(440, 206)
    base = 172
    label(axes, 4, 14, WORDS[language], size=SMALL, align="left")
    for panel, (factor, name) in enumerate(FACTORS):
        left = 6 + panel * 110
        p = softmax(factor * scores[INDEX])
        label(axes, left + 5 * BAR, 38, name)
        axes.plot([left - 2, left + 10 * BAR + 2], [base, base], color=role("faint"), linewidth=1)
        for k in range(10):
            height = HEIGHT * p[k]
            axes.add_patch(
                Rectangle(
                    (left + k * BAR + 1, base - height),
                    BAR - 2,
                    max(height, 0.6),
                    facecolor=role("output"),
                )
            )
            middle = left + (k + 0.5) * BAR
            if k in (4, 7, 9):
                label(axes, middle, base + 14, str(k), role("faint"), size=SMALL)
        if factor:
            x = left + 10.2 * BAR
            label(axes, x, base - HEIGHT * p[9] - 9, f"{p[9]:.2f}", size=SMALL, align="right")
        if not factor:
            label(axes, left + 5 * BAR, base - HEIGHT * 0.1 - 9, "0.10", size=SMALL)
    return figure
