"""Two minima and three starts: momentum crosses for the better, for the worse, or not at all."""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray
from style import INK, SMALL, canvas, label, role

from mathbits import Tensor, optimizers

WORDS = {
    "en": ("start {start}", "SGD", "with momentum", "loss", "steps", "0", "80"),
    "ko": ("시작 {start}", "SGD", "모멘텀 사용", "손실", "스텝", "0", "80"),
}
STARTS = (1.6, -1.7, 1.3)
STEPS = 80
WIDTH, GAP, LEFT = 118.0, 12.0, 54.0


def draw(language: str) -> Figure:
    start_word, plain_word, heavy_word, loss_word, steps_word, first, last = WORDS[language]
    figure, axes = canvas(440, 318)
    curve = np.linspace(-1.78, 1.72, 91)
    for i, start in enumerate(STARTS):
        left = LEFT + i * (WIDTH + GAP)

        def x(w: NDArray[np.float64], left: float = left) -> NDArray[np.float64]:
            return np.asarray(left + (w + 1.85) / 3.7 * WIDTH).round(1)

        def y(w: NDArray[np.float64]) -> NDArray[np.float64]:
            return np.asarray(138 - (_loss(w) + 0.4) / 4.2 * 104).round(1)

        label(
            axes,
            left + WIDTH / 2,
            12,
            start_word.format(start=f"{start:g}".replace("-", "\N{MINUS SIGN}")),
        )
        axes.plot(x(curve), y(curve), color=role("loss"), linewidth=2)
        axes.plot([left, left + WIDTH], [146, 146], color=role("rule"), linewidth=1)
        time = 160 + np.arange(STEPS + 1) / STEPS * 112
        for minimum in (-1.0355, 0.9601):
            place = float(x(np.array(minimum)))
            axes.plot([place, place], [146, 276], color=role("rule"), linewidth=1)
        for momentum, style, colour, marker, face in (
            (0.0, "--", INK, "s", "none"),
            (0.9, "-", role("weight"), "o", role("weight")),
        ):
            path = _path(start, momentum)
            axes.plot(x(path), time.round(1), style, color=colour, linewidth=1.6)
            end = path[-1:]
            axes.plot(
                x(end),
                y(end) - 7,
                marker,
                color=colour,
                markerfacecolor=face,
                markersize=8 if momentum else 12,
            )
        begin = np.array([start])
        axes.plot(x(begin), y(begin), "x", color=INK, markersize=7, markeredgewidth=2)
    label(axes, LEFT - 8, 90, loss_word, role("loss"), size=SMALL, align="right")
    label(axes, LEFT - 8, 162, first, role("faint"), size=SMALL, align="right")
    label(axes, LEFT - 8, 216, steps_word, role("faint"), size=SMALL, align="right")
    label(axes, LEFT - 8, 270, last, role("faint"), size=SMALL, align="right")
    y_key = 302
    axes.plot([80, 114], [y_key, y_key], "--", color=INK, linewidth=1.6)
    axes.plot(128, y_key, "s", color=INK, markerfacecolor="none", markersize=10)
    label(axes, 142, y_key, plain_word, size=SMALL, align="left")
    axes.plot([220, 254], [y_key, y_key], "-", color=role("weight"), linewidth=1.6)
    axes.plot(268, y_key, "o", color=role("weight"), markersize=8)
    label(axes, 282, y_key, heavy_word, role("weight"), size=SMALL, align="left")
    return figure


def _loss(w: NDArray[np.float64]) -> NDArray[np.float64]:
    return (w**2 - 1) ** 2 + 0.3 * w


def _path(start: float, momentum: float) -> NDArray[np.float64]:
    w = Tensor(start)
    rule = optimizers.SGD(0.02, momentum=momentum)
    points = [float(w.numpy())]
    for _ in range(STEPS):
        rule.apply([4 * w.numpy() * (w.numpy() ** 2 - 1) + 0.3], [w])
        points.append(float(w.numpy()))
    return np.array(points)
