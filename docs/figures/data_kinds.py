"""One sample of each of the four kinds of data; arrows mark the axes whose order has a meaning."""

from _planes import planes
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from style import SMALL, arrow, canvas, cells, label, role

WORDS = {
    "en": {
        "time": "time",
        "height": "height",
        "width": "width",
        "kinds": (
            ("vector data", "(features)", "rank 1"),
            ("a sequence", "(timesteps, features)", "rank 2"),
            ("an image", "(height, width, channels)", "rank 3"),
            ("a video", "(frames, height, width, channels)", "rank 4"),
        ),
    },
    "ko": {
        "time": "시간",
        "height": "높이",
        "width": "너비",
        "kinds": (
            ("벡터 데이터", "(특성)", "랭크 1"),
            ("시퀀스", "(타임스텝, 특성)", "랭크 2"),
            ("이미지", "(높이, 너비, 채널)", "랭크 3"),
            ("동영상", "(프레임, 높이, 너비, 채널)", "랭크 4"),
        ),
    },
}
LEFT = 196  # where the words begin
MIDDLES = (34, 122, 232, 336)  # of the four rows


def draw(language: str) -> Figure:
    words = WORDS[language]
    figure, axes = canvas(440, 388)
    for middle, (name, shape, rank) in zip(MIDDLES, words["kinds"], strict=True):
        label(axes, LEFT, middle - 18, name, align="left")
        label(axes, LEFT, middle + 2, shape, role("data"), size=SMALL, align="left")
        label(axes, LEFT, middle + 21, rank, role("faint"), size=SMALL, align="left")
    for line in (76, 174, 290):
        axes.plot([8, 432], [line] * 2, color=role("rule"), linewidth=1)

    cells(axes, 50, MIDDLES[0] - 10, [[""] * 6], role("data"), size=20)
    _sequence(axes, str(words["time"]))
    _image(axes, str(words["height"]), str(words["width"]))
    _video(axes, str(words["time"]))
    return figure


def _sequence(axes: Axes, time: str) -> None:
    top, side = MIDDLES[1] - 38, 15
    cells(axes, 80, top, [[""] * 3] * 5, role("data"), size=side)
    arrow(axes, (68, top), (68, top + 5 * side))
    label(axes, 60, MIDDLES[1], time, size=SMALL, align="right")


def _image(axes: Axes, height: str, width: str) -> None:
    side, x, y = 56, 70, MIDDLES[2] - 34
    planes(axes, x, y, (side, side), grid=(4, 4))
    arrow(axes, (x - 9, y), (x - 9, y + side))
    label(axes, x - 16, y + side / 2, height, size=SMALL, align="right")
    arrow(axes, (x, y + side + 9), (x + side, y + side + 9))
    label(axes, x + side / 2, y + side + 22, width, size=SMALL)


def _video(axes: Axes, time: str) -> None:
    y = MIDDLES[3] - 16
    for frame in range(4):
        planes(axes, 22 + frame * 40, y, (26, 26), grid=(2, 2), step=4)
    arrow(axes, (22, y + 38), (176, y + 38))
    label(axes, 99, y + 52, time, size=SMALL)
