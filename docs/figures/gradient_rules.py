"""What a sum, a product, a relu and a broadcast do with the gradient of their result."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle
from style import INK, SMALL, arrow, canvas, label, role

WORDS = {
    "en": ("g where open", "sum of g's rows"),
    "ko": ("열린 곳만 g", "g의 행을 더함"),
}
WIDTH, HEIGHT = 226.0, 112.0


def draw(language: str) -> Figure:
    gate, rows = WORDS[language]
    figure, axes = canvas(440, 236)
    data, output, bias = role("data"), role("output"), role("bias")
    _operation(axes, 0, 0, "+", [("x", data, "g"), ("y", data, "g")])
    _operation(axes, WIDTH, 0, "×", [("x", data, "g · y"), ("y", data, "g · x")])
    _operation(axes, 0, HEIGHT + 12, "relu", [("x", data, gate)])
    _operation(axes, WIDTH, HEIGHT + 12, "+", [("xW", output, "g"), ("b", bias, rows)])
    return figure


def _operation(
    axes: Axes, left: float, top: float, name: str, inputs: list[tuple[str, str, str]]
) -> None:
    """An operation, its inputs at the left, and on each dashed arrow what goes back on it."""
    x, y, radius = left + 150, top + HEIGHT / 2, 21.0
    axes.add_patch(Circle((x, y), radius, facecolor=role("tint"), edgecolor=INK, linewidth=1.4))
    label(axes, x, y, name, size=SMALL if len(name) > 1 else 18)
    arrow(axes, (left + 210, y), (x + radius + 3, y), role("gradient"), width=2, dashed=True)
    label(axes, left + 192, y - 14, "g", role("gradient"), size=SMALL)
    lines = [y] if len(inputs) == 1 else [y - 33, y + 33]
    for (symbol, colour, back), line in zip(inputs, lines, strict=True):
        label(axes, left + 14, line, symbol, colour)
        slant = (line - y) / 33
        start = (x - radius * (0.8 if slant else 1) - 3, y + slant * 13)
        arrow(axes, start, (left + 30, line), role("gradient"), width=2, dashed=True)
        x_text, y_text = (start[0] + left + 30) / 2, (start[1] + line) / 2
        if len(back) > 6:  # a longer text stands clear of the slanted arrow
            x_text += 12 if slant else 0
            y_text += 5 if slant else -3
        label(axes, x_text, y_text + (13 if slant > 0 else -13), back, role("gradient"), size=SMALL)
