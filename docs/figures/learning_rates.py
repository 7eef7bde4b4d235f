"""One bowl, three learning rates: too small creeps, right arrives, too large climbs out."""

import numpy as np
from _slopes import one_weight_loss, plot, ticks, zeros_and_ones
from matplotlib.figure import Figure
from style import SMALL, label, role

WORDS = {
    "en": ("too small", "right", "too large", "loss", "weight w"),
    "ko": ("너무 작음", "알맞음", "너무 큼", "손실", "가중치 w"),
}
RATES = (0.5, 5.0, 15.5)
STEPS = 8


def draw(language: str) -> Figure:
    *names, loss, weight = WORDS[language]
    figure = Figure(figsize=(440 / 72, 236 / 72))
    features, y = zeros_and_ones()
    x = features[:, 0]
    curve = np.linspace(-3.4, 8, 77)
    for i, (name, rate) in enumerate(zip(names, RATES, strict=True)):
        axes = plot(figure, (34 + i * 136, 48, 128, 146), (-3.4, 8), (0, 2.2))
        ticks(axes, (-2, 0, 2, 4, 6), (0, 1, 2) if i == 0 else ())
        axes.plot(curve, one_weight_loss(curve), color=role("loss"), linewidth=1.6)
        w = np.zeros(STEPS + 1)
        for step in range(STEPS):
            w[step + 1] = w[step] - rate * (2 * x * (w[step] * x - y)).mean()
        axes.plot(w, one_weight_loss(w), "o-", color=role("gradient"), linewidth=1.1, markersize=4)
        label(axes, 2.3, 2.5, name, size=SMALL)
        label(axes, 2.3, 2.27, f"η = {rate:.1f}", role("gradient"), size=SMALL)
        if i == 1:
            axes.set_xlabel(weight, color=role("weight"), fontsize=SMALL, labelpad=4)
        if i == 0:
            label(axes, -6.2, 2.5, loss, role("loss"), size=SMALL, align="left")
    return figure
