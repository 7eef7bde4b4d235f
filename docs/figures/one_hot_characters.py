"""A text as a one-hot tensor: a row for each character, a column for each of 128 codes."""

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, arrow, canvas, label, role

WORDS = {
    "en": ("axis 0: time", "axis 1: the number of the character", "padding", "space"),
    "ko": ("축 0: 시간", "축 1: 문자의 번호", "패딩", "빈칸"),
}
SENTENCE = "Order carries meaning."
PADDING = 3
LEFT, TOP, COLUMN, ROW = 72, 58, 2.8, 14
GROUPS = ((48, 57, "0–9"), (65, 90, "A–Z"), (97, 122, "a–z"))


def draw(language: str) -> Figure:
    time, codes, padding, space = WORDS[language]
    rows = len(SENTENCE) + PADDING
    figure, axes = canvas(440, TOP + rows * ROW + 12)
    right, bottom = LEFT + 128 * COLUMN, TOP + rows * ROW
    for first, last, name in GROUPS:
        x, width = LEFT + first * COLUMN, (last - first + 1) * COLUMN
        axes.add_patch(
            Rectangle((x, TOP), width, bottom - TOP, facecolor=role("tint"), linewidth=0)
        )
        label(axes, x + width / 2, TOP - 10, name, size=SMALL)
    for row in range(rows + 1):
        axes.plot([LEFT, right], [TOP + row * ROW] * 2, color=role("rule"), linewidth=0.6)
    for t, character in enumerate(SENTENCE):
        y = TOP + (t + 0.5) * ROW
        shown = space if character == " " else character
        label(axes, LEFT - 8, y, shown, size=12 if character == " " else SMALL, align="right")
        axes.add_patch(
            Rectangle(
                (LEFT + ord(character) * COLUMN - 1, TOP + t * ROW + 1),
                COLUMN + 2,
                ROW - 2,
                facecolor=role("data"),
                linewidth=0,
            )
        )
    axes.add_patch(
        Rectangle((LEFT, TOP), right - LEFT, bottom - TOP, facecolor="none", edgecolor=role("data"))
    )
    label(axes, LEFT + 60, bottom - PADDING * ROW / 2, padding, role("faint"), size=SMALL)
    label(axes, LEFT, TOP - 10, "0", size=SMALL, align="left")
    label(axes, right, TOP - 10, "127", size=SMALL, align="right")
    arrow(axes, (LEFT, TOP - 26), (right, TOP - 26))
    label(axes, (LEFT + right) / 2, TOP - 42, codes, size=SMALL)
    arrow(axes, (22, TOP), (22, bottom))
    label(axes, 9, (TOP + bottom) / 2, time, size=SMALL, rotation=90)
    return figure
