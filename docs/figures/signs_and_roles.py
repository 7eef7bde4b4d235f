"""The signs of the book in their colours: data, weights, bias, output, loss, and the way back."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from style import SMALL, arrow, canvas, label, role

WORDS = {
    "en": ("data", "weights", "bias", "output", "loss", "gradient", "of the shape of W, of b"),
    "ko": ("데이터", "가중치", "편향", "출력", "손실", "그래디언트", "형상은 저마다 W, b와 같음"),
}
LETTER = 20.0
HEIGHT = 44
ABOVE, BELOW = 28, 132  # where the boxes of the two rows begin


def draw(language: str) -> Figure:
    data, weights, bias, output, loss, gradient, same = WORDS[language]
    figure, axes = canvas(440, 208)
    middle = ABOVE + HEIGHT / 2

    _sign(axes, 8, ABOVE, 66, "X", "data", data, "(128, 784)")
    arrow(axes, (77, middle), (103, middle))
    _box(axes, 106, ABOVE, 116, "faint")
    label(axes, 164, middle, "relu(X W + b)", size=SMALL)
    arrow(axes, (225, middle), (251, middle))
    _sign(axes, 254, ABOVE, 66, "Y", "output", output, "(128, 512)")
    arrow(axes, (323, middle), (369, middle))
    label(axes, 346, middle - 14, "…", size=SMALL)
    _sign(axes, 372, ABOVE, 60, "L", "loss", loss, "()")

    _sign(axes, 84, BELOW, 66, "W", "weight", weights, "(784, 512)")
    _sign(axes, 178, BELOW, 60, "b", "bias", bias, "(512,)")
    arrow(axes, (137, BELOW - 22), (143, ABOVE + HEIGHT + 3), role("weight"))
    arrow(axes, (192, BELOW - 22), (186, ABOVE + HEIGHT + 3), role("bias"))

    y = BELOW + HEIGHT / 2
    colour = role("gradient")
    axes.plot([402, 402], [ABOVE + HEIGHT + 26, y], color=colour, linewidth=1.4, linestyle="--")
    arrow(axes, (402, y), (242, y), colour, dashed=True)
    label(axes, 282, y - 15, "g", colour, size=LETTER, style="italic")
    label(axes, 294, y - 15, gradient, colour, size=SMALL, align="left")
    label(axes, 436, y + 16, same, colour, size=SMALL, align="right")
    return figure


def _sign(
    axes: Axes, x: float, y: float, width: float, sign: str, name: str, word: str, shape: str
) -> None:
    """A box with a letter in it, its word above and its shape below."""
    colour = role(name)
    _box(axes, x, y, width, name)
    label(axes, x + width / 2, y + HEIGHT / 2, sign, colour, size=LETTER, style="italic")
    label(axes, x + width / 2, y - 12, word, colour, size=SMALL)
    label(axes, x + width / 2, y + HEIGHT + 13, shape, colour, size=SMALL)


def _box(axes: Axes, x: float, y: float, width: float, name: str) -> None:
    axes.add_patch(
        FancyBboxPatch(
            (x, y),
            width,
            HEIGHT,
            boxstyle="round,pad=0,rounding_size=6",
            facecolor="none",
            edgecolor=role(name),
            linewidth=1.4,
        )
    )
