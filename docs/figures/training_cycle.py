"""The training loop: draw a batch, predict, measure, change the weights, and again."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from style import SMALL, arrow, canvas, label, role

WORDS = {
    "en": (
        ("1 draw a batch", "images X, labels Y"),
        ("2 predict", "probabilities P"),
        ("3 measure", "loss L"),
        ("4 change", "against the gradient g"),
        "weights W, b",
        "used",
        "changed",
    ),
    "ko": (
        ("1 배치 뽑기", "이미지 X, 레이블 Y"),
        ("2 예측", "확률 P"),
        ("3 재기", "손실 L"),
        ("4 바꾸기", "그래디언트 g의 반대쪽으로"),
        "가중치 W, b",
        "쓰임",
        "바뀜",
    ),
}
WIDTH, HEIGHT = 172, 62
LEFT, RIGHT, TOP, BOTTOM = 6, 262, 8, 222


def draw(language: str) -> Figure:
    *steps, weights, used, changed = WORDS[language]
    figure, axes = canvas(440, 292)
    corners = ((LEFT, TOP), (RIGHT, TOP), (RIGHT, BOTTOM), (LEFT, BOTTOM))
    colours = (role("data"), role("output"), role("loss"), role("gradient"))
    for (x, y), (name, what), colour in zip(corners, steps, colours, strict=True):
        box(axes, x, y, WIDTH, colour)
        label(axes, x + WIDTH / 2, y + 20, name)
        label(axes, x + WIDTH / 2, y + 43, what, colour, size=SMALL)
    box(axes, 154, 115, 132, role("weight"))
    label(axes, 220, 146, weights, role("weight"))

    middle = HEIGHT / 2
    arrow(axes, (LEFT + WIDTH + 4, TOP + middle), (RIGHT - 6, TOP + middle), width=2)
    arrow(axes, (412, TOP + HEIGHT + 4), (412, BOTTOM - 6), width=2)
    arrow(axes, (RIGHT - 4, BOTTOM + middle), (LEFT + WIDTH + 6, BOTTOM + middle), width=2)
    arrow(axes, (28, BOTTOM - 4), (28, TOP + HEIGHT + 6), width=2)

    weight = role("weight")
    arrow(axes, (250, 115), (300, TOP + HEIGHT + 5), weight, dashed=True)
    label(axes, 284, 98, used, weight, size=SMALL, align="left")
    arrow(axes, (140, BOTTOM - 4), (188, 182), weight, width=2)
    label(axes, 158, 196, changed, weight, size=SMALL, align="right")
    return figure


def box(axes: Axes, x: float, y: float, width: float, colour: str) -> None:
    axes.add_patch(
        FancyBboxPatch(
            (x, y),
            width,
            HEIGHT,
            boxstyle="round,pad=0,rounding_size=6",
            facecolor="none",
            edgecolor=colour,
            linewidth=1.6,
        )
    )
