"""Where a loop's time goes: four steps for every element, or one choice and then comparisons."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import INK, SMALL, arrow, brace, canvas, label, role

WORDS = {
    "en": {
        "loop": "the loop in Python",
        "element": "element {}",
        "steps": ("find", "wrap", "compare", "unwrap"),
        "array": "NumPy",
        "choose": "choose the loop",
        "group": "elements {} to {}",
        "time": "time (not to scale)",
    },
    "ko": {
        "loop": "파이썬의 반복문",
        "element": "원소 {}",
        "steps": ("찾기", "감싸기", "비교", "풀기"),
        "array": "NumPy",
        "choose": "반복문 고르기",
        "group": "원소 {}~{}",
        "time": "시간 (실제 비율은 아님)",
    },
}
WIDTHS = (42, 46, 62, 56)
HEIGHT = 30
TOGETHER, GROUPS = 4, 7  # elements compared at once, and how many such comparisons are drawn


def draw(language: str) -> Figure:
    words = WORDS[language]
    figure, axes = canvas(440, 224)
    label(axes, 4, 12, str(words["loop"]), align="left")
    x, y = 4.0, 52.0
    for element in range(2):
        start = x
        for i, (width, step) in enumerate(zip(WIDTHS, words["steps"], strict=True)):
            _step(axes, x, y, width, HEIGHT, wanted=i == 2)
            label(axes, x + width / 2, y + HEIGHT / 2, step, size=SMALL)
            x += width
        named = str(words["element"]).format(element)
        brace(axes, (start + 3, y - 9), (x - 3, y - 9), named, role("faint"))
    label(axes, 428, y + HEIGHT / 2, "…")

    label(axes, 4, 110, str(words["array"]), align="left")
    y = 148.0
    _step(axes, 4, y, 118, HEIGHT, wanted=False)
    label(axes, 63, y + HEIGHT / 2, str(words["choose"]), size=SMALL)
    for group in range(GROUPS):
        for k in range(TOGETHER):
            side = HEIGHT / TOGETHER
            _step(axes, 122 + group * 41, y + k * side, 41, side, wanted=True)
    for group in (0, GROUPS - 1):
        first = group * TOGETHER
        text = str(words["group"]).format(first, first + TOGETHER - 1)
        place, align = (122, "left") if group == 0 else (409, "right")
        label(axes, place, y - 14, text, role("faint"), size=SMALL, align=align)
    label(axes, 428, y + HEIGHT / 2, "…")
    arrow(axes, (4, 194), (436, 194), role("faint"))
    label(axes, 436, 212, str(words["time"]), role("faint"), size=SMALL, align="right")
    return figure


def _step(axes: Axes, x: float, y: float, width: float, height: float, *, wanted: bool) -> None:
    """A piece of work; the comparison, which is what was wanted, is shaded and solid."""
    axes.add_patch(
        Rectangle(
            (x, y),
            width,
            height,
            facecolor=role("rule") if wanted else "none",
            edgecolor=INK if wanted else role("faint"),
            linewidth=1.4 if wanted else 1,
            linestyle="-" if wanted else ":",
        )
    )
