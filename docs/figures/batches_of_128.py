"""60,000 images cut into batches of 128: the last batch is shorter."""

from _digits import load_data
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import SMALL, canvas, ink, label, role

WORDS = {
    "en": ("{} images", "batch {}"),
    "ko": ("{}장", "{}번 배치"),
}
SIZE = 128
WIDTH = 88  # of a full batch
TOP, HEIGHT = 44, 66


def draw(language: str) -> Figure:
    count, number = WORDS[language]
    (images, _), _ = load_data()
    last = (len(images) - 1) // SIZE
    figure, axes = canvas(440, 168)
    for n, left in ((0, 20), (1, 20 + WIDTH), (last - 1, 248), (last, 248 + WIDTH)):
        batch = images[SIZE * n : SIZE * (n + 1)]
        width = WIDTH * len(batch) / SIZE
        axes.add_patch(
            Rectangle((left, TOP), WIDTH, HEIGHT, fill=False, edgecolor=role("rule"), ls="--")
        )
        axes.add_patch(
            Rectangle(
                (left, TOP),
                width,
                HEIGHT,
                facecolor=role("tint"),
                edgecolor=role("data"),
                linewidth=1.6,
            )
        )
        ink(axes, left + width / 2 - 21, TOP + 12, batch[0], 1.5)
        _cut(axes, left, SIZE * n)
        label(axes, left + width / 2, TOP + HEIGHT + 18, number.format(n), size=SMALL)
        label(
            axes,
            left + width / 2,
            TOP + HEIGHT + 38,
            count.format(len(batch)),
            role("faint"),
            size=SMALL,
        )
        if n in (1, last):
            _cut(axes, left + width, SIZE * n + len(batch))
    label(axes, 222, TOP + HEIGHT / 2, "…")
    return figure


def _cut(axes: Axes, x: float, index: int) -> None:
    axes.plot([x, x], [TOP - 7, TOP], color=role("data"), linewidth=1.6)
    label(axes, x, TOP - 16, str(index), size=SMALL)
