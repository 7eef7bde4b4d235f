"""The error of a finite difference falls with the step, then rises: rounding takes over."""

import numpy as np
from _slopes import plot, powers_of_ten
from matplotlib.figure import Figure
from style import INK, SMALL, label, role

WORDS = {
    "en": ("nudge ε", "error of the slope", "forward", "central"),
    "ko": ("변화량 ε", "기울기의 오차", "전방 차분", "중심 차분"),
}
EXPONENTS = np.arange(-16, -0.9, 0.2)


def draw(language: str) -> Figure:
    nudge, error, forward, central = WORDS[language]
    figure = Figure(figsize=(440 / 72, 372 / 72))
    axes = plot(figure, (56, 34, 372, 284), (1e-16, 0.3), (1e-11, 30))
    powers_of_ten(axes, range(-16, 0, 3), range(-10, 2, 2))
    axes.set_xlabel(nudge, fontsize=SMALL, labelpad=4)
    axes.text(-0.13, 1.06, error, fontsize=SMALL, transform=axes.transAxes)

    for kind, colour in ((np.float32, role("faint")), (np.float64, INK)):
        epsilon = float(np.finfo(kind).eps)
        for i, (dashes, root) in enumerate((((4, 2.5), "√"), ((1, 0), "∛"))):
            best = epsilon ** (1 / (2 + i))
            steps = np.sort([*10.0**EXPONENTS, best])
            errors = [_errors(step, kind)[i] for step in steps]
            axes.plot(steps, errors, color=colour, linewidth=1.7, dashes=dashes)
            low = _errors(best, kind)[i]
            axes.plot(best, low, "o", color=colour, markersize=6.5)
            right, down = (3, 1.2) if i == 0 else (1.8, 1 / 2.4)  # clear of the lines
            words = (best * right, low * down, root + "eps", colour)
            label(axes, *words, size=SMALL, align="left")
    label(axes, 4e-7, 3, "float32", role("faint"), size=SMALL, align="left")
    label(axes, 1.2e-15, 1e-3, "float64", size=SMALL, align="left")
    label(axes, 1.2e-6, 3e-5, forward, size=SMALL, align="right")
    label(axes, 2.2e-3, 1e-7, central, size=SMALL, align="left")
    return figure


def _errors(step: float, kind: type[np.floating]) -> tuple[float, float]:
    """The mean error of both differences of the cube, from 1 to 2."""
    x = np.linspace(1, 2, 101, dtype=kind)
    e = kind(step)
    above, here, below = (z * z * z for z in (x + e, x, x - e))
    truth = 3 * x.astype(float) ** 2
    forward, central = (above - here) / e, (above - below) / (2 * e)
    return float(np.abs(forward - truth).mean()), float(np.abs(central - truth).mean())
