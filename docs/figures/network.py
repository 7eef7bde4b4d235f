"""The network of the book: 784 numbers in, 512 in between, 10 probabilities out."""

from _digits import load_data
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, arrow, canvas, ink, label, role

WORDS = {
    "en": ("28 × 28", "784 pixels", "512 features", "10 probabilities"),
    "ko": ("28 × 28", "픽셀 784개", "특성 512개", "확률 10개"),
}
PIXEL = 3.6


def draw(language: str) -> Figure:
    square, pixels, features, probabilities = WORDS[language]
    (images, _), _ = load_data()
    figure, axes = canvas(440, 200)
    top = 26
    ink(axes, 6, top + 22, images[4], PIXEL)
    for x, height, colour in ((148, 144, "data"), (260, 112, "output"), (372, 60, "output")):
        axes.add_patch(
            Rectangle(
                (x, top + 72 - height / 2),
                16,
                height,
                facecolor=role("tint"),
                edgecolor=role(colour),
                linewidth=1.6,
            )
        )
    arrow(axes, (114, top + 72), (142, top + 72))
    for start, index, activation in ((168, "₁", "relu"), (280, "₂", "softmax")):
        arrow(axes, (start, top + 72), (start + 86, top + 72), role("weight"), width=2)
        label(axes, start + 28, top + 56, f"W{index}", role("weight"))
        label(axes, start + 60, top + 56, f"b{index}", role("bias"))
        label(axes, start + 43, top + 90, activation, size=SMALL)
    for x, text in ((56, square), (156, pixels), (268, features), (384, probabilities)):
        label(axes, x, 190, text, role("faint"), size=SMALL)
    return figure
