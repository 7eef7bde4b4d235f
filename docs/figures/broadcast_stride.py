"""A broadcast view: three rows, and one row in memory, since the stride to the next row is 0."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import INK, SMALL, arrow, canvas, cells, label, role

WORDS = {
    "en": (
        "the view, shape {}, strides {}",
        "b in memory",
        "next column: {} bytes",
        "next row: {} bytes",
    ),
    "ko": (
        "뷰: 형상 {}, 스트라이드 {}",
        "메모리에 놓인 b",
        "다음 열: {}바이트",
        "다음 행: {}바이트",
    ),
}
B = np.array([10.0, 20.0, 30.0, 40.0])
SIDE = 34


def draw(language: str) -> Figure:
    title, memory, column, row = WORDS[language]
    view = np.broadcast_to(B, (3, 4))
    figure, axes = canvas(440, 264)
    bias, faint = role("bias"), role("faint")
    label(axes, 6, 14, title.format(view.shape, view.strides), align="left")
    values = [[f"{value:g}" for value in line] for line in view]
    top, strip = 34, 190
    width = 4 * SIDE
    bus = 6 + width + 40
    axes.plot([6 + width, bus], [strip + SIDE / 2] * 2, color=faint, linewidth=1.4)
    axes.plot([bus, bus], [strip + SIDE / 2, top + SIDE / 2], color=faint, linewidth=1.4)
    for i in range(3):
        y = top + i * SIDE
        _row(axes, 6, y, values[i])
        arrow(axes, (bus, y + SIDE / 2), (6 + width + 4, y + SIDE / 2), faint)

    label(axes, 6, 158, memory, align="left")
    cells(axes, 6, strip, values[:1], bias, size=SIDE, fill=role("tint"))
    middle = 6 + SIDE / 2
    angles = np.linspace(0, np.pi, 30)
    loop = middle - 9 * np.cos(angles), strip + SIDE + 5 + 18 * np.sin(angles)
    axes.plot(*loop, color=INK, linewidth=1.6, linestyle=(0, (4, 2)))
    arrow(axes, (middle + 9, strip + SIDE + 9), (middle + 9, strip + SIDE + 2), width=1.6)
    label(axes, 46, strip + SIDE + 18, row.format(view.strides[0]), size=SMALL, align="left")
    arrow(axes, (6 + 2.5 * SIDE, strip - 8), (6 + 3.5 * SIDE, strip - 8), width=1.8)
    text = column.format(view.strides[1])
    label(axes, bus + 10, strip - 8, text, size=SMALL, align="left")
    return figure


def _row(axes: Axes, x: float, y: float, values: list[str]) -> None:
    """Numbers that are seen in the view, and stand elsewhere in memory."""
    for j, value in enumerate(values):
        axes.add_patch(
            Rectangle(
                (x + j * SIDE, y),
                SIDE,
                SIDE,
                facecolor="none",
                edgecolor=role("bias"),
                linewidth=0.9,
                linestyle=(0, (2, 2)),
            )
        )
        label(axes, x + (j + 0.5) * SIDE, y + SIDE / 2, value, role("faint"))
