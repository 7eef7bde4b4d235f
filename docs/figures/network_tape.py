"""What the engine records of the whole network: every value with its shape, and the walk back."""

from typing import TypeAlias

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, arrow, canvas, label, role

Row: TypeAlias = tuple[str, tuple[int, ...], str, tuple[str, tuple[int, ...], str] | None]

WORDS = {
    "en": ("images", "scores", "softmax, cross-entropy", "mean: the loss"),
    "ko": ("이미지", "점수", "소프트맥스, 교차 엔트로피", "평균: 손실"),
}
BATCH, INPUTS, UNITS, CLASSES = 16, 784, 512, 10
STEP, BOX = 47.0, 32.0
MAIN, SIDE = 168.0, 8.0


def draw(language: str) -> Figure:
    images, scores, crossentropy, loss = WORDS[language]
    hidden, end = (BATCH, UNITS), (BATCH, CLASSES)
    # The name of each value, its shape, its colour, and the parameter that comes in.
    rows: list[Row] = [
        (f"x: {images}", (BATCH, INPUTS), "data", None),
        ("x @ W₁", hidden, "output", ("W₁", (INPUTS, UNITS), "weight")),
        ("+ b₁", hidden, "output", ("b₁", (UNITS,), "bias")),
        ("relu", hidden, "output", None),
        ("@ W₂", end, "output", ("W₂", (UNITS, CLASSES), "weight")),
        (f"+ b₂: {scores}", end, "output", ("b₂", (CLASSES,), "bias")),
        (crossentropy, (BATCH,), "loss", None),
        (loss, (), "loss", None),
    ]
    figure, axes = canvas(440, STEP * len(rows) - 4)
    places = _places(rows)
    for k, (name, shape, colour, parameter) in enumerate(rows):
        y = 6 + STEP * k
        _box(axes, MAIN, y, 190, name, role(colour), shift=7)
        label(axes, MAIN + 198, y + BOX / 2, str(shape), role("faint"), size=SMALL, align="left")
        label(axes, MAIN + 13, y + BOX / 2, places[name], role("gradient"), size=SMALL)
        if k:
            arrow(axes, (MAIN + 82, y - STEP + BOX + 2), (MAIN + 82, y - 2))
            arrow(
                axes,
                (MAIN + 108, y - 2),
                (MAIN + 108, y - STEP + BOX + 2),
                role("gradient"),
                dashed=True,
            )
        if parameter:
            symbol, size, part = parameter
            _box(axes, SIDE + 20, y, 104, f"{symbol} {size}", role(part))
            label(axes, SIDE + 8, y + BOX / 2, places[symbol], role("gradient"), size=SMALL)
            arrow(axes, (SIDE + 124, y + 11), (MAIN - 2, y + 11))
            arrow(axes, (MAIN - 2, y + 23), (SIDE + 124, y + 23), role("gradient"), dashed=True)
    return figure


def _places(rows: list[Row]) -> dict[str, str]:
    """The place of each node in the walk back: depth first from the loss, then turned round."""
    sources: dict[str, list[str]] = {}
    before: list[str] = []
    for name, _, _, parameter in rows:
        sources[name] = [*before, *([parameter[0]] if parameter else [])]
        before = [name]
    order: list[str] = []

    def visit(node: str) -> None:
        for source in sources.get(node, []):
            visit(source)
        order.append(node)

    visit(rows[-1][0])
    return {node: str(k + 1) for k, node in enumerate(reversed(order))}


def _box(
    axes: Axes, x: float, y: float, width: float, text: str, colour: str, shift: float = 0
) -> None:
    axes.add_patch(
        Rectangle((x, y), width, BOX, facecolor=role("tint"), edgecolor=colour, linewidth=1.6)
    )
    label(axes, x + width / 2 + shift, y + BOX / 2, text, colour, size=SMALL)
