"""The gradient p - y of one digit: what is too probable is pushed down, the truth is pulled up."""

from _mean_images import scores_of_mean_images, softmax
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import INK, SMALL, arrow, canvas, label, role

WORDS = {
    "en": ("probability p", "label y", "p − y", "a step against the gradient"),
    "ko": ("확률 p", "레이블 y", "p − y", "그래디언트 반대쪽으로 한 스텝"),
}
INDEX = 9
STEP = 38
LEFT = 48
UNIT = 96


def draw(language: str) -> Figure:
    probability, truth, difference, against = WORDS[language]
    _, _, scores, labels = scores_of_mean_images()
    p, true = softmax(scores[INDEX]), int(labels[INDEX])
    figure, axes = canvas(440, 344)
    base, zero = 150, 262
    output, gradient = role("output"), role("gradient")

    axes.add_patch(Rectangle((4, 8), 12, 12, facecolor=output))
    label(axes, 22, 14, probability, output, size=SMALL, align="left")
    axes.add_patch(Rectangle((134, 8), 12, 12, facecolor="none", edgecolor=INK, linestyle="--"))
    label(axes, 152, 14, truth, size=SMALL, align="left")
    axes.plot([LEFT - 8, 436], [base, base], color=role("faint"), linewidth=1)
    axes.plot([LEFT - 8, 436], [zero, zero], color=role("faint"), linewidth=1)
    label(axes, LEFT - 14, zero, "0", role("faint"), size=SMALL, align="right")
    label(axes, 4, 192, difference, gradient, size=SMALL, align="left")
    for k in range(10):
        x = LEFT + k * STEP
        y = float(k == true)
        g = p[k] - y
        height = UNIT * p[k]
        axes.add_patch(Rectangle((x, base - height), 24, max(height, 1), facecolor=output))
        if y:
            box = Rectangle(
                (x - 3, base - UNIT), 30, UNIT, facecolor="none", edgecolor=INK, linestyle="--"
            )
            axes.add_patch(box)
        label(axes, x + 12, base + 16, str(k), role("faint"), size=SMALL)
        axes.add_patch(
            Rectangle(
                (x, min(zero, zero - UNIT * g)),
                24,
                max(abs(UNIT * g), 1),
                facecolor="none",
                edgecolor=gradient,
                hatch="////",
                linewidth=1.4,
            )
        )
        if abs(g) > 0.01:
            text = f"{g:+.2f}".replace("-", "−")
            label(axes, x + 12, zero - UNIT * g + (-9 if g > 0 else 10), text, size=SMALL)
    label(axes, 4, 328, against, size=SMALL, align="left")
    for k in (7, 9):
        x = LEFT + k * STEP + 12
        up = p[k] < (k == true)
        arrow(axes, (x, 338 if up else 314), (x, 314 if up else 338), width=2)
    return figure
