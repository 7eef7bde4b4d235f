"""Four pixels of three channels in memory: channels last, and channels first."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, canvas, cells, label, role

WORDS = {
    "en": (
        "four pixels, three channels",
        "channels last",
        "channels first",
        "pixel {}",
        ("red", "green", "blue"),
    ),
    "ko": (
        "픽셀 네 개, 채널 세 개",
        "채널 마지막",
        "채널 우선",
        "픽셀 {}",
        ("빨강", "초록", "파랑"),
    ),
}
BOX = 34
LEFT = 16


def draw(language: str) -> Figure:
    title, last, first, pixel, colours = WORDS[language]
    figure, axes = canvas(440, 348)
    label(axes, LEFT, 14, title, align="left")
    cells(axes, LEFT, 30, [["1", "2"], ["3", "4"]], role("data"))
    for channel, letter in enumerate("RGB"):
        x = 150 + channel * 96
        for p in range(4):
            _box(axes, x + p % 2 * BOX, 30 + p // 2 * BOX, letter, p + 1)
        label(axes, x + BOX, 30 + 2 * BOX + 14, colours[channel], role("faint"), size=SMALL)

    for y, name, order, groups in (
        (160, last, [(c, p) for p in range(1, 5) for c in "RGB"], 3),
        (270, first, [(c, p) for c in "RGB" for p in range(1, 5)], 4),
    ):
        label(axes, LEFT, y - 20, name, align="left")
        for place, (letter, p) in enumerate(order):
            _box(axes, LEFT + place * BOX, y, letter, p)
        for group in range(12 // groups):
            start, end = LEFT + group * groups * BOX + 3, LEFT + (group + 1) * groups * BOX - 3
            axes.plot(
                [start, start, end, end],
                [y + BOX + 6, y + BOX + 11, y + BOX + 11, y + BOX + 6],
                color=role("faint"),
                linewidth=1.2,
            )
            word = pixel.format(group + 1) if groups == 3 else colours[group]
            label(axes, (start + end) / 2, y + BOX + 24, word, role("faint"), size=SMALL)
    return figure


def _box(axes: Axes, x: float, y: float, letter: str, pixel: int) -> None:
    """One number: a channel of a pixel. The pattern tells the channels apart."""
    if letter == "R":
        axes.add_patch(Rectangle((x, y), BOX, BOX, facecolor=role("rule"), linewidth=0))
    if letter == "B":
        for shift in range(6, 2 * BOX, 7):
            low, high = max(0, shift - BOX), min(shift, BOX)
            diagonal = ([x + low, x + high], [y + high, y + low])
            axes.plot(*diagonal, color=role("rule"), linewidth=1.2)
    axes.add_patch(
        Rectangle((x, y), BOX, BOX, facecolor="none", edgecolor=role("data"), linewidth=1.2)
    )
    label(axes, x + BOX / 2, y + BOX / 2, f"{letter}{pixel}", role("data"), weight="bold")
