"""A dense layer as lines: every input is joined to every unit, and each line has a weight."""

from _numbers import MINUS, number
from matplotlib.figure import Figure
from style import SMALL, arrow, canvas, cells, label, role

WORDS = {
    "en": ("inputs", "weights", "sum + bias", "output"),
    "ko": ("입력", "가중치", "합 + 편향", "출력"),
}
X = (1.0, 2.0, 3.0)
W = ((2.0, -1.0), (0.5, 1.0), (1.0, -2.0))
B = (-1.0, 0.5)
INPUTS = (58, 136, 214)  # where the boxes' middles are, from the top
UNITS = (97, 175)
SIDE = 36


def draw(language: str) -> Figure:
    figure, axes = canvas(440, 240)
    for x, word in zip((28, 100, 236, 414), WORDS[language], strict=True):
        label(axes, x, 16, word, role("faint"), size=SMALL)
    for i, y in enumerate(INPUTS):
        for j, end in enumerate(UNITS):
            start, stop = (46.0, y), (172.0, end)
            axes.plot(
                [start[0], stop[0]],
                [start[1], stop[1]],
                color=role("weight"),
                linewidth=1.6,
                linestyle="-" if j == 0 else (0, (5, 3)),
            )
            along = 0.34
            label(
                axes,
                start[0] + along * (stop[0] - start[0]),
                start[1] + along * (stop[1] - start[1]),
                number(W[i][j]),
                role("weight"),
                size=SMALL,
                bbox={"facecolor": role("paper"), "edgecolor": "none", "pad": 1.5},
            )
    for i, y in enumerate(INPUTS):
        cells(axes, 10, y - SIDE / 2, [[number(X[i])]], role("data"), size=SIDE)
    for j, y in enumerate(UNITS):
        products = sum(x * row[j] for x, row in zip(X, W, strict=True))
        total = products + B[j]
        cells(axes, 172, y - SIDE / 2, [[number(products)]], size=SIDE, fill=role("tint"))
        label(axes, 216, y, signed(B[j]), role("bias"), align="left")
        label(axes, 270, y, "=")
        label(axes, 282, y, number(total), align="left")
        arrow(axes, (330, y), (388, y))
        label(axes, 356, y - 12, "relu", size=SMALL)
        cells(axes, 396, y - SIDE / 2, [[number(max(total, 0))]], role("output"), size=SIDE)
    return figure


def signed(value: float) -> str:
    """The number as something that is added."""
    return f"{MINUS if value < 0 else '+'} {abs(value):g}"
