"""The trap: (n,) minus (n, 1) compares every target with every prediction."""

import numpy as np
from _numbers import number
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, canvas, label, role

WORDS = {
    "en": ("targets (4,)", "predictions (4, 1)", "what was meant", "what came with it"),
    "ko": ("타깃 (4,)", "예측 (4, 1)", "구하려던 차", "딸려 나온 차"),
}
TARGETS = np.array([1, 2, 3, 4])
SIDE = 36
LEFT, TOP = 172, 62


def draw(language: str) -> Figure:
    targets, predictions, meant, extra = WORDS[language]
    figure, axes = canvas(440, 248)
    differences = TARGETS - TARGETS[:, np.newaxis]
    label(axes, LEFT + 2 * SIDE, 14, targets, role("data"), size=SMALL)
    label(axes, LEFT - 36, TOP + 2 * SIDE, predictions, role("output"), size=SMALL, align="right")
    for k, value in enumerate(TARGETS):
        label(axes, LEFT + (k + 0.5) * SIDE, 42, str(value), role("data"))
        label(axes, LEFT - 20, TOP + (k + 0.5) * SIDE, str(value), role("output"))
    for i, j in np.ndindex(differences.shape):
        right = i == j
        corner = (LEFT + j * SIDE, TOP + i * SIDE)
        axes.add_patch(
            Rectangle(
                corner,
                SIDE,
                SIDE,
                facecolor=role("rule") if right else "none",
                edgecolor=role("loss"),
                linewidth=2.2 if right else 0.9,
                linestyle="-" if right else (0, (2, 2)),
                zorder=2 if right else 1,
            )
        )
        text = number(differences[i, j])
        place = (corner[0] + SIDE / 2, corner[1] + SIDE / 2)
        label(axes, *place, text, role("loss"), weight="bold" if right else "normal", zorder=3)
    y = TOP + 4 * SIDE + 26
    for x, words, right in ((84, meant, True), (262, extra, False)):
        axes.add_patch(
            Rectangle(
                (x, y - 8),
                16,
                16,
                facecolor=role("rule") if right else "none",
                edgecolor=role("loss"),
                linewidth=2.2 if right else 0.9,
                linestyle="-" if right else (0, (2, 2)),
            )
        )
        label(axes, x + 24, y, words, size=SMALL, align="left")
    return figure
