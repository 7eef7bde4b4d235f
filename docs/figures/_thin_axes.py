"""Axes for the curves of the pages on losses and training: thin, and placed in pixels."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from style import SMALL, role


def thin_axes(
    figure: Figure,
    corner: tuple[float, float],
    size: tuple[float, float],
    xlim: tuple[float, float],
    ylim: tuple[float, float],
    xticks: Sequence[float],
    yticks: Sequence[float],
) -> Axes:
    """Axes whose upper left corner is at `corner`, in pixels from the figure's own."""
    width, height = (72 * float(side) for side in figure.get_size_inches())
    left, top = corner
    box = (left / width, 1 - (top + size[1]) / height, size[0] / width, size[1] / height)
    axes = figure.add_axes(box)
    axes.patch.set_visible(False)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set(color=role("faint"), linewidth=1)
    axes.set(xlim=xlim, ylim=ylim, xticks=xticks, yticks=yticks)
    axes.tick_params(color=role("faint"), labelcolor=role("faint"), labelsize=SMALL, length=4)
    return axes
