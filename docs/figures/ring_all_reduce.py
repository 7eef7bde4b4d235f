"""All-reduce in a ring of four processes: three moves add up, three more hand out."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import INK, SMALL, TEXT, canvas, label, role

WORDS = {
    "en": (
        "start",
        "add up, move {}",
        "hand out, move {}",
        "a row: a piece",
        "a column: a process",
    ),
    "ko": ("처음", "더하기 {}", "나누어 주기 {}", "행: 조각", "열: 프로세스"),
}
PROCESSES = 4
SIDE = 22
# The left upper corner of each picture: the start, then the moves in two rows of three.
CORNERS = ((176, 30), (22, 168), (176, 168), (330, 168), (22, 306), (176, 306), (330, 306))


def draw(language: str) -> Figure:
    start, adding, handing, row, column = WORDS[language]
    figure, axes = canvas(440, 400)
    label(axes, 164, 74, row, role("faint"), size=SMALL, align="right")
    label(axes, 276, 74, column, role("faint"), size=SMALL, align="left")
    for move, (x, y) in enumerate(CORNERS):
        counts, sent = _after(move)
        half = PROCESSES - 1
        name = start if move == 0 else (adding if move <= half else handing)
        number = move if move <= half else move - half
        label(axes, x + SIDE * PROCESSES / 2, y - 16, name.format(number), size=SMALL)
        _picture(axes, x, y, counts, sent)
    return figure


def _after(moves: int) -> tuple[np.ndarray, set[tuple[int, int]]]:
    """How many parts each (piece, process) adds up, and where the last move has added or put."""
    n = PROCESSES
    counts = np.ones((n, n), int)
    arrived: set[tuple[int, int]] = set()
    for move in range(moves):
        adds = move < n - 1
        before, arrived = counts.copy(), set()
        for process in range(n):
            piece = (process - move) % n if adds else (process + 1 - (move - n + 1)) % n
            to = (process + 1) % n
            counts[piece, to] = before[piece, process] + (before[piece, to] if adds else 0)
            arrived.add((piece, to))
    return counts, arrived


def _picture(
    axes: Axes, x: float, y: float, counts: np.ndarray, sent: set[tuple[int, int]]
) -> None:
    for (piece, process), count in np.ndenumerate(counts):
        corner = (x + process * SIDE, y + piece * SIDE)
        whole = count == PROCESSES
        axes.add_patch(
            Rectangle(
                corner,
                SIDE,
                SIDE,
                facecolor=role("gradient") if whole else "none",
                alpha=0.25 if whole else 1,
                linewidth=0,
            )
        )
        axes.add_patch(
            Rectangle(corner, SIDE, SIDE, fill=False, edgecolor=role("gradient"), linewidth=1)
        )
        new = (piece, process) in sent
        label(
            axes,
            corner[0] + SIDE / 2,
            corner[1] + SIDE / 2,
            str(count),
            INK if new else role("faint"),
            size=TEXT if new else SMALL,
            weight="bold" if new else "normal",
        )
