"""Planes behind one another: the channels of an image."""

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from style import role


def planes(
    axes: Axes,
    x: float,
    y: float,
    size: tuple[float, float],
    *,
    count: int = 3,
    grid: tuple[int, int] = (0, 0),
    step: float = 8,
) -> None:
    """Rectangles of one size, the front one with its upper left corner at (x, y)."""
    width, height = size
    for behind in reversed(range(count)):
        front = 3 - behind / count  # What is drawn later covers what lies behind.
        corner = (x + behind * step, y - behind * step)
        axes.add_patch(
            Rectangle(
                corner,
                width,
                height,
                facecolor=role("paper"),
                edgecolor=role("data"),
                linewidth=1.2,
                zorder=front,
            )
        )
        rows, columns = grid
        for i in range(1, rows):
            down = corner[1] + i * height / rows
            _line(axes, [corner[0], corner[0] + width], [down, down], front)
        for j in range(1, columns):
            across = corner[0] + j * width / columns
            _line(axes, [across, across], [corner[1], corner[1] + height], front)


def _line(axes: Axes, x: list[float], y: list[float], front: float) -> None:
    axes.plot(x, y, color=role("data"), linewidth=0.6, zorder=front)
