"""A year of prices: one day is a table of minutes, and 250 days stand behind one another."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, arrow, canvas, label, role

WORDS = {
    "en": ("now", "high", "low", "axis 0: 250 days", "axis 1: 390 minutes", "axis 2: 3 features"),
    "ko": ("현재", "최고", "최저", "축 0: 250일", "축 1: 390분", "축 2: 특성 3개"),
}
X, Y, WIDTH, HEIGHT = 150, 92, 56, 25
ROWS = (0, 1, 2, 3, None, 389)  # None: the minutes left out


def draw(language: str) -> Figure:
    *names, days, minutes, features = WORDS[language]
    day = _first_day()
    figure, axes = canvas(440, 300)
    for behind in (3, 2, 1, 0):
        axes.add_patch(
            Rectangle(
                (X + 13 * behind, Y - 13 * behind),
                3 * WIDTH,
                len(ROWS) * HEIGHT,
                facecolor=role("paper"),
                edgecolor=role("data"),
                linewidth=1.2,
            )
        )
    for i, minute in enumerate(ROWS):
        y = Y + (i + 0.5) * HEIGHT
        index = "⋮" if minute is None else str(minute)
        label(axes, X - 10, y, index, role("faint"), size=12, align="right")
        for j in range(3):
            text = "⋮" if minute is None else f"{day[minute, j]:.2f}"
            label(axes, X + (j + 0.5) * WIDTH, y, text, role("data"), size=SMALL)
    for j, name in enumerate(names):
        label(axes, X + (j + 0.5) * WIDTH, Y + len(ROWS) * HEIGHT + 14, name, size=SMALL)

    bottom = Y + len(ROWS) * HEIGHT
    arrow(axes, (X, bottom + 28), (X + 3 * WIDTH, bottom + 28))
    label(axes, X + 1.5 * WIDTH, bottom + 43, features, size=SMALL)
    arrow(axes, (X - 40, Y), (X - 40, bottom))
    label(axes, X - 54, (Y + bottom) / 2, minutes, size=SMALL, rotation=90)
    arrow(axes, (X - 6, Y - 12), (X + 40, Y - 58))
    label(axes, X - 6, Y - 46, days, size=SMALL, align="right")
    return figure


def _first_day() -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """The first day of the page's prices."""
    rng = np.random.default_rng(0)
    steps = 0.01 * rng.standard_normal((250, 390 * 60))
    seconds = (100 + steps[0].cumsum()).reshape(390, 60)
    return np.stack([seconds[:, -1], seconds.max(axis=1), seconds.min(axis=1)], axis=1)
