"""The graph of f(W1, W2, W3) = a(W1, b(W2, c(W3))): values forward, gradients backward."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, arrow, canvas, label, role

WORDS = {
    "en": ("forward: values", "backward: gradients, times the slope of the arrow"),
    "ko": ("순방향: 값", "역방향: 그래디언트에 화살표의 기울기를 곱함"),
}
DATA, TARGET = 2.0, 1.0
W1, W2, W3 = 2.0, 0.5, 1.5
BOX_WIDTH, BOX_HEIGHT = 79.0, 54.0
STEP = 119.0  # from one box to the next


def draw(language: str) -> Figure:
    forward, backward = WORDS[language]
    # The values, then the slope of each arrow, then the gradients from the loss back.
    u = DATA * W3
    v = max(u * W2, 0.0)
    loss = (v * W1 - TARGET) ** 2
    open_relu = float(u * W2 > 0)
    slopes = {
        "a-b": 2 * (v * W1 - TARGET) * W1,
        "a-W1": 2 * (v * W1 - TARGET) * v,
        "b-c": open_relu * W2,
        "b-W2": open_relu * u,
        "c-W3": DATA,
    }
    grad_b = slopes["a-b"]
    grad_c = grad_b * slopes["b-c"]

    figure, axes = canvas(440, 300)
    left = [2.0, STEP + 2, 2 * STEP + 2, 3 * STEP + 2]
    low, high = 132.0, 18.0
    weight, output = role("weight"), role("output")
    _node(axes, left[0], low, "W₃", W3, grad_c * slopes["c-W3"], weight)
    _node(axes, left[1], low, "c", u, grad_c, output)
    _node(axes, left[2], low, "b", v, grad_b, output)
    _node(axes, left[3], low, "a", loss, 1.0, role("loss"))
    _node(axes, left[2], high, "W₂", W2, grad_b * slopes["b-W2"], weight)
    _node(axes, left[3], high, "W₁", W1, slopes["a-W1"], weight)

    for x, slope in zip(left, (slopes["c-W3"], slopes["b-c"], slopes["a-b"]), strict=False):
        start, end = x + BOX_WIDTH + 4, x + STEP - 4
        arrow(axes, (start, low + 17), (end, low + 17))
        arrow(axes, (end, low + 37), (start, low + 37), role("gradient"), dashed=True)
        label(axes, (start + end) / 2, low + 66, f"× {slope:g}", role("gradient"), size=SMALL)
    for x, slope in ((left[2], slopes["b-W2"]), (left[3], slopes["a-W1"])):
        start, end = high + BOX_HEIGHT + 4, low - 4
        arrow(axes, (x + 29, start), (x + 29, end))
        arrow(axes, (x + 51, end), (x + 51, start), role("gradient"), dashed=True)
        label(axes, x + 12, (start + end) / 2, f"× {slope:g}", role("gradient"), size=SMALL)

    # Constants, without a gradient.
    for x, name, value in ((left[1], "x", DATA), (left[3], "y", TARGET)):
        arrow(
            axes,
            (x + BOX_WIDTH / 2, low + 92),
            (x + BOX_WIDTH / 2, low + BOX_HEIGHT + 5),
            role("data"),
        )
        label(axes, x + BOX_WIDTH / 2, low + 104, f"{name} = {value:g}", role("data"), size=SMALL)

    arrow(axes, (8, 262), (44, 262))
    label(axes, 54, 262, forward, size=SMALL, align="left")
    arrow(axes, (44, 286), (8, 286), role("gradient"), dashed=True)
    label(axes, 54, 286, backward, role("gradient"), size=SMALL, align="left")
    return figure


def _node(
    axes: Axes, x: float, y: float, name: str, value: float, gradient: float, colour: str
) -> None:
    axes.add_patch(
        Rectangle(
            (x, y),
            BOX_WIDTH,
            BOX_HEIGHT,
            facecolor=role("tint"),
            edgecolor=colour,
            linewidth=1.8,
        )
    )
    label(axes, x + BOX_WIDTH / 2, y + 17, f"{name} = {value:g}", colour)
    label(axes, x + BOX_WIDTH / 2, y + 39, f"{gradient:g}", role("gradient"))
