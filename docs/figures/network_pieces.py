"""Where the units of the trained network switch: the creases that cut the plane into pieces."""

from typing import Any

import numpy as np
from _spirals import Space, through, trained
from matplotlib.figure import Figure
from style import SMALL, canvas, label, role

WORDS = {
    "en": ("creases of stage 1", "stage 2", "stage 3", "cut"),
    "ko": ("1단계 접힌 선", "2단계", "3단계", "나누는 선"),
}
WHERE = {"en": (24, 186, 278, 370), "ko": (40, 168, 252, 336)}
SIDE = 330
STYLES: list[Any] = ["-", "--", ":"]


def draw(language: str) -> Figure:
    network, points, labels = trained()
    figure, axes = canvas(440, SIDE + 44)
    space = Space(axes, 55, 5, SIDE, points)
    side = np.linspace(-space.half, space.half, 221)
    plane = np.stack(np.meshgrid(side, side), axis=-1) + space.middle
    pixels = space.at(plane)
    for stage, style in enumerate(STYLES):
        layer: Any = network.layers[2 * stage]
        inputs = through(network, plane.reshape(-1, 2), 0, 2 * stage)
        sums = inputs @ layer.kernel.value + layer.bias.value
        for unit in sums.T:
            if unit.min() < 0 < unit.max():
                drawn = axes.contour(
                    pixels[:, :, 0],
                    pixels[:, :, 1],
                    unit.reshape(221, 221),
                    levels=[0.0],
                    colors=[role("faint")],
                    linewidths=0.9,
                    linestyles=[style],
                )
                drawn.set_clip_path(space.window)
    space.dots(points, labels)
    space.cut(network, 0)
    for x, name, style in zip(WHERE[language], WORDS[language], [*STYLES, "-"], strict=True):
        is_cut = name == WORDS[language][-1]
        colour, width = (role("output"), 2.2) if is_cut else (role("faint"), 1.2)
        axes.plot([x, x + 22], [SIDE + 26] * 2, color=colour, linestyle=style, linewidth=width)
        label(axes, x + 28, SIDE + 26, name, size=SMALL, align="left")
    return figure
