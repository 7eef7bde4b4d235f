"""A slice counts the cuts between the elements, from the front and from the end."""

from _digits import load_data
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import CELL, INK, SMALL, canvas, cells, label, role

WORDS = {
    "en": ("cuts counted from the front", "cuts counted from the end"),
    "ko": ("앞에서 센 경계 번호", "끝에서 센 경계 번호"),
}
LEFT, TOP = 40, 72


def draw(language: str) -> Figure:
    front, end = WORDS[language]
    (_, labels), _ = load_data()
    ten = labels[:10].tolist()
    right, bottom = LEFT + len(ten) * CELL, TOP + CELL
    figure, axes = canvas(440, bottom + 72)
    _slice(axes, 2, 5, "[2:5]", TOP - 36, TOP - 52)
    _slice(axes, len(ten) - 3, len(ten), "[-3:]", bottom + 36, bottom + 53)
    cells(axes, LEFT, TOP, [ten], role("data"))
    label(axes, right, TOP - 52, front, role("faint"), size=SMALL, align="right")
    label(axes, LEFT, bottom + 53, end, role("faint"), size=SMALL, align="left")
    for cut in range(len(ten) + 1):
        x = LEFT + cut * CELL
        axes.plot([x, x], [TOP - 7, TOP], color=INK, linewidth=1.2)
        label(axes, x, TOP - 18, str(cut), size=SMALL)
        if cut < len(ten):
            axes.plot([x, x], [bottom, bottom + 7], color=INK, linewidth=1.2)
            label(axes, x - 3, bottom + 19, str(cut - len(ten)), size=SMALL)
    return figure


def _slice(axes: Axes, start: int, stop: int, spelling: str, line: float, words: float) -> None:
    """A shade on the elements, a thick line along them, and how the slice is written."""
    x, width = LEFT + start * CELL, (stop - start) * CELL
    axes.add_patch(Rectangle((x, TOP), width, CELL, facecolor=role("tint"), linewidth=0))
    ends = [x + 1, x + width - 1]
    axes.plot(ends, [line, line], color=role("data"), linewidth=3, solid_capstyle="butt")
    label(axes, x + width / 2, words, spelling, role("data"), size=SMALL, family="monospace")
