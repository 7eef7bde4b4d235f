"""How large the numbers are after each of ten layers: Glorot's range, half of it, twice as much."""

import numpy as np
from _thin_axes import thin_axes
from matplotlib.figure import Figure
from numpy.typing import NDArray
from style import INK, SMALL, role

WORDS = {
    "en": ("spread of the numbers", "layer", "twice the range", "Glorot's range", "half the range"),
    "ko": ("수가 퍼진 정도", "층", "두 배 범위", "글로럿의 범위", "절반 범위"),
}
UNITS = 256
LAYERS = 10


def draw(language: str) -> Figure:
    spread, layer, *names = WORDS[language]
    figure = Figure(figsize=(430 / 72, 280 / 72))
    axes = thin_axes(figure, (56, 32), (260, 200), (0, LAYERS), (-3.2, 3.2), range(0, 11, 2), ())
    axes.set_yticks(range(-3, 4), ["0.001", "0.01", "0.1", "1", "10", "100", "1000"])
    for name, factor, dashes in zip(names, (2, 1, 0.5), ("--", "-", ":"), strict=True):
        y = np.log10(spreads(factor))
        axes.plot(y, color=role("weight"), linewidth=2.4, linestyle=dashes)
        axes.text(LAYERS + 0.3, y[-1] - 0.1, name, fontsize=SMALL, color=role("weight"))
    axes.text(-2.1, 3.5, spread, fontsize=SMALL, color=INK)
    axes.text(LAYERS, -4.55, layer, fontsize=SMALL, color=INK, ha="right")
    return figure


def spreads(factor: float) -> NDArray[np.float64]:
    """As the page computes it: values of spread 1, through ten matrices."""
    limit = factor * np.sqrt(6 / (UNITS + UNITS))
    rng = np.random.default_rng(0)
    h = rng.normal(size=(200, UNITS))
    found = [h.std()]
    for _ in range(LAYERS):
        h = h @ rng.uniform(-limit, limit, (UNITS, UNITS))
        found.append(h.std())
    return np.array(found)
