"""What the figures of derivative, gradient and descent share: axes, and zeros against ones."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from _digits import load_data
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray
from style import SMALL, role

Array = NDArray[Any]
MINUS = "−"


@cache
def zeros_and_ones() -> tuple[Array, Array]:
    """Ink and middle of the zeros and ones among the first 1,000 digits; 1 for a zero."""
    (images, labels), _ = load_data()
    images, labels = images[:1000], labels[:1000]
    chosen = labels < 2
    digits = images[chosen] / 255
    ink = digits[:, 4:24, 4:24].mean(axis=(1, 2))
    middle = digits[:, 12:16, 12:16].mean(axis=(1, 2))
    return np.stack([ink, middle], axis=1), (labels[chosen] == 0).astype(float)


def one_weight_loss(w: float | Array) -> Array:
    """The loss of the model with one weight, at one place or at many."""
    features, y = zeros_and_ones()
    return np.asarray(((np.multiply.outer(w, features[:, 0]) - y) ** 2).mean(axis=-1))


def two_weight_loss(w: Array) -> Array:
    """The loss of the model with two weights: `(..., 2)` becomes `(...)`."""
    features, y = zeros_and_ones()
    return np.asarray(((w @ features.T - y) ** 2).mean(axis=-1))


def two_weight_gradient(w: Array, rows: Any = slice(None)) -> Array:
    """Its gradient, from all digits or from some."""
    features, y = zeros_and_ones()
    x, y = features[rows], y[rows]
    return np.asarray(2 * x.T @ (x @ w - y) / len(y))


def lowest() -> Array:
    """The two weights with the smallest loss."""
    features, y = zeros_and_ones()
    return np.asarray(np.linalg.lstsq(features, y, rcond=None)[0])


def contours(axes: Axes, levels: Sequence[float]) -> None:
    """The loss of the two weights as lines of equal height: ellipses around the lowest point."""
    for level in levels:
        line = ellipse(level, np.linspace(0, 2 * np.pi, 73))
        axes.plot(*line, color=role("loss"), linewidth=1, alpha=0.75)


def ellipse(level: float, angles: Array) -> Array:
    """The weights with that loss, one for each angle: `(2, angles)`."""
    curvature = np.stack([two_weight_gradient(lowest() + side) for side in np.eye(2)])
    heights, directions = np.linalg.eigh(curvature)
    directions *= np.sign(directions[0])  # or the turn would depend on the machine
    radii = np.sqrt(2 * (level - float(two_weight_loss(lowest()))) / heights)
    circle = np.stack([np.cos(angles), np.sin(angles)])
    return np.asarray(lowest()[:, np.newaxis] + directions @ (radii[:, np.newaxis] * circle))


def plot(
    figure: Figure,
    box: tuple[float, float, float, float],
    x: tuple[float, float],
    y: tuple[float, float],
) -> Axes:
    """Axes with two thin sides; the box is left, top, width and height in pixels."""
    width, height = figure.get_size_inches() * 72
    left, top, across, down = box
    axes = figure.add_axes((left / width, 1 - (top + down) / height, across / width, down / height))
    axes.set_xlim(*x)
    axes.set_ylim(*y)
    axes.patch.set_alpha(0)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(role("faint"))
    axes.minorticks_off()
    axes.tick_params(colors=role("faint"), labelsize=SMALL, length=3, width=0.8)
    return axes


def ticks(axes: Axes, x: Sequence[float], y: Sequence[float], *, decimals: int = 0) -> None:
    """Ticks with plain text for labels."""
    axes.set_xticks(x, [signed(value, 0) for value in x])
    axes.set_yticks(y, [signed(value, decimals) for value in y])


def powers_of_ten(axes: Axes, x: Sequence[int] | None, y: Sequence[int] | None) -> None:
    """Logarithmic axes, ticked at powers of ten."""
    for powers, name in ((x, "x"), (y, "y")):
        if powers is None:
            continue
        getattr(axes, f"set_{name}scale")("log")
        axes.minorticks_off()
        places = [10.0**power for power in powers]
        getattr(axes, f"set_{name}ticks")(places, [power_of_ten(power) for power in powers])


def power_of_ten(power: int) -> str:
    raised = str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return {0: "1", 1: "10"}.get(power, f"10{raised}")


def signed(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace("-", MINUS)
