"""Which digits the batches hold: sorted by label, and shuffled."""

import numpy as np
from _digits import load_data
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray
from style import INK, SMALL, arrow, canvas, label, role

WORDS = {
    "en": ("sorted by label", "shuffled", "batch 0 to batch 468", "digit"),
    "ko": ("레이블 순서로 정렬", "섞은 다음", "0번 배치부터 468번 배치까지", "숫자"),
}
SIZE, EVERY = 128, 26  # 469 batches: the first, every 26th, and with it the last
WIDTH, HEIGHT, TOP = 9, 14, 34


def draw(language: str) -> Figure:
    in_order, mixed, batches, digit = WORDS[language]
    (_, labels), _ = load_data()
    shuffled = np.random.default_rng(0).permutation(labels)
    figure, axes = canvas(440, 222)
    label(axes, 12, TOP + 5 * HEIGHT, digit, size=SMALL, rotation=90)
    for x, these, title in ((42, np.sort(labels), in_order), (256, shuffled, mixed)):
        width = _counts(axes, x, these) * WIDTH
        label(axes, x + width / 2, 16, title)
        for k in range(10):
            label(axes, x - 10, TOP + (k + 0.5) * HEIGHT, str(k), role("faint"), size=SMALL)
        arrow(axes, (x, TOP + 10 * HEIGHT + 10), (x + width, TOP + 10 * HEIGHT + 10))
        label(axes, x + width / 2, TOP + 10 * HEIGHT + 28, batches, size=SMALL)
    return figure


def _counts(axes: Axes, x: float, labels: NDArray[np.uint8]) -> int:
    """A column for every 26th batch: the more of a digit it holds, the more ink."""
    starts = range(0, len(labels), SIZE * EVERY)
    for column, start in enumerate(starts):
        batch = labels[start : start + SIZE]
        shares = np.bincount(batch, minlength=10) / len(batch)
        for k, share in enumerate(shares):
            if share > 0:
                axes.add_patch(
                    Rectangle(
                        (x + column * WIDTH, TOP + k * HEIGHT),
                        WIDTH,
                        HEIGHT,
                        facecolor=INK,
                        alpha=float(share),
                        linewidth=0,
                    )
                )
    axes.add_patch(
        Rectangle((x, TOP), len(starts) * WIDTH, 10 * HEIGHT, fill=False, edgecolor=role("rule"))
    )
    return len(starts)
