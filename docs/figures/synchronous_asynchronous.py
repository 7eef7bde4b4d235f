"""Three workers on a time axis: waiting for the slowest, or each at its own pace."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import INK, SMALL, canvas, label, role

WORDS = {
    "en": ("synchronous", "asynchronous", "waits", "time", "changes the weights"),
    "ko": ("동기", "비동기", "대기", "시간", "가중치를 바꿈"),
}
WORKERS, STEPS = 3, 4
LEFT, WIDTH, BAR = 24, 396, 22
CHANGE = 0.12  # the time that a change of the weights takes


def draw(language: str) -> Figure:
    synchronous, asynchronous, waits, time, changes = WORDS[language]
    figure, axes = canvas(440, 330)
    seconds = np.random.default_rng(5).uniform(0.6, 1.4, (WORKERS, STEPS))
    end = seconds.max(axis=0).sum() + STEPS * CHANGE
    scale = WIDTH / end
    label(axes, LEFT, 16, synchronous, align="left")
    begin = 0.0
    for step in range(STEPS):
        slowest = seconds[:, step].max()
        for worker in range(WORKERS):
            y = 34 + worker * (BAR + 6)
            own = seconds[worker, step]
            _bar(axes, LEFT + begin * scale, y, own * scale, str(step + 1))
            if own < slowest:
                _pause(axes, LEFT + (begin + own) * scale, y, (slowest - own) * scale)
        begin += slowest + CHANGE
        _change(axes, LEFT + (begin - CHANGE / 2) * scale, 30, 34 + WORKERS * (BAR + 6))
    label(axes, LEFT, 154, asynchronous, align="left")
    for worker in range(WORKERS):
        y, begin, step = 172 + worker * (BAR + 6), 0.0, 0
        while begin + seconds[worker, step % STEPS] + CHANGE <= end:
            own = seconds[worker, step % STEPS]
            _bar(axes, LEFT + begin * scale, y, own * scale, str(step + 1))
            begin += own + CHANGE
            _change(axes, LEFT + (begin - CHANGE / 2) * scale, y - 2, y + BAR + 2)
            step += 1
    axes.annotate(
        "",
        (LEFT + WIDTH, 268),
        (LEFT, 268),
        arrowprops={"arrowstyle": "->", "color": role("faint"), "linewidth": 1},
    )
    label(axes, LEFT + WIDTH, 282, time, role("faint"), size=SMALL, align="right")
    _pause(axes, LEFT, 300, 26)
    label(axes, LEFT + 34, 311, waits, size=SMALL, align="left")
    _change(axes, LEFT + 136, 299, 323)
    label(axes, LEFT + 146, 311, changes, size=SMALL, align="left")
    return figure


def _bar(axes: Axes, x: float, y: float, width: float, text: str) -> None:
    axes.add_patch(
        Rectangle((x, y), width, BAR, facecolor=role("tint"), edgecolor=role("data"), linewidth=1.2)
    )
    label(axes, x + width / 2, y + BAR / 2, text, INK, size=SMALL)


def _pause(axes: Axes, x: float, y: float, width: float) -> None:
    axes.add_patch(
        Rectangle(
            (x, y), width, BAR, facecolor="none", edgecolor=role("faint"), hatch="////", linewidth=0
        )
    )


def _change(axes: Axes, x: float, top: float, bottom: float) -> None:
    axes.plot([x, x], [top, bottom], color=role("weight"), linewidth=3)
