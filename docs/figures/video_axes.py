"""From a frame to a batch of clips: rank 3, rank 4, rank 5."""

from _planes import planes
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from style import SMALL, arrow, canvas, label, role

WORDS = {
    "en": ("a frame", "a clip", "a batch", "height", "width", "frames", "samples"),
    "ko": ("프레임", "동영상 한 편", "배치", "높이", "너비", "프레임", "샘플"),
}
SHAPES = ("(144, 256, 3)", "(240, 144, 256, 3)", "(4, 240, 144, 256, 3)")
FRAME = (64, 36)


def draw(language: str) -> Figure:
    *names, height, width, frames, samples = WORDS[language]
    figure, axes = canvas(440, 252)
    x, y = 34, 104
    planes(axes, x, y, FRAME, step=5)
    arrow(axes, (x - 7, y), (x - 7, y + FRAME[1]))
    label(axes, x - 20, y + FRAME[1] / 2, height, size=SMALL, rotation=90)
    arrow(axes, (x, y + FRAME[1] + 7), (x + FRAME[0], y + FRAME[1] + 7))
    label(axes, x + FRAME[0] / 2, y + FRAME[1] + 20, width, size=SMALL)

    arrow(axes, (118, 120), (144, 120))
    _clip(axes, 158, 134, FRAME)
    arrow(axes, (150, 128), (182, 84))
    label(axes, 160, 94, frames, size=SMALL, align="right")

    arrow(axes, (266, 120), (292, 120))
    for clip in range(4):
        _clip(axes, 322, 46 + 48 * clip, (42, 24), step=(5, 5))
    arrow(axes, (308, 30), (308, 206))
    label(axes, 308, 14, samples, size=SMALL)

    for centre, shape, name in zip((66, 200, 366), SHAPES, names, strict=True):
        label(axes, centre, 224, name, size=SMALL)
        label(axes, centre, 241, shape, role("data"), size=12)
    return figure


def _clip(
    axes: Axes, x: float, y: float, size: tuple[float, float], step: tuple[int, int] = (8, 11)
) -> None:
    for behind in (4, 3, 2, 1, 0):
        planes(axes, x + behind * step[0], y - behind * step[1], size, count=1)
