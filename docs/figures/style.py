"""How the drawn figures look, and how they become SVG that follows the page's theme.

A figure is drawn in units of CSS pixels, at most 440 wide, so that its text stays legible when a
phone shrinks it. Colours come from the site's palette file and are named again in the SVG.
"""

import io
import re
import warnings
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle
from numpy.typing import NDArray

PALETTE = Path(__file__).parents[1] / "theme/assets/stylesheets/palette.css"
ROLES = ("data", "weight", "bias", "output", "loss", "gradient", "tint", "faint", "rule", "paper")
INK = "#000000"

SETTINGS: Any = {"svg.fonttype": "none", "svg.hashsalt": "mathbits"}

TEXT = 15.0  # the size of labels, in pixels
SMALL = 13.0
CELL = 36.0  # the side of one element's box


@cache
def role(name: str) -> str:
    """The colour of a role in the light theme; `to_svg` turns it into the role's name."""
    found = re.search(rf"--{name}: (#[0-9a-f]{{6}});", PALETTE.read_text("utf-8"))
    if found is None:
        raise ValueError(f"{PALETTE.name} has no role {name!r}")
    return found[1]


def canvas(width: float, height: float) -> tuple[Figure, Axes]:
    """An empty figure to draw on, in pixels from the upper left corner."""
    figure = Figure(figsize=(width / 72, height / 72))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    return figure, axes


def to_svg(figure: Figure) -> str:
    """The figure as an SVG element: no fixed colours, and the same bytes at every build."""
    buffer = io.BytesIO()
    with mpl.rc_context(SETTINGS), warnings.catch_warnings():
        # The reader's browser sets the text, in its own font: one that has Hangul.
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    svg = buffer.getvalue().decode()
    svg = svg[svg.index("<svg") :].strip()
    svg = re.sub(r"\s*<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\s(xmlns:xlink="[^"]*"|version="1.1"|width="[^"]*pt"|height="[^"]*pt")', "", svg)
    svg = re.sub(r"font-family: [^;\"]*\bMono\b[^;\"]*", "font-family: var(--mono)", svg)
    svg = re.sub(r"; font-family: '[^;\"]*", "", svg)  # The page's own.
    svg = re.sub(r' transform="rotate\(-0 [^"]*\)"', "", svg)
    svg = svg.replace("xlink:href", "href").replace(INK, "currentColor")
    for name in ROLES:
        svg = svg.replace(role(name), f"var(--{name})")
    # Matplotlib leaves out the fill of what is black, and adds one rule for the whole page.
    svg = re.sub(r"\s*<defs>\s*<style.*?</style>\s*</defs>", "", svg, count=1, flags=re.DOTALL)
    width = float(figure.get_figwidth() * 72)
    return svg.replace("<svg ", f'<svg style="width: {width:g}px; fill: currentColor" ', 1)


def cells(
    axes: Axes,
    x: float,
    y: float,
    rows: Sequence[Sequence[object]],
    colour: str = INK,
    *,
    size: float = CELL,
    fill: str | None = None,
    alpha: float = 1.0,
) -> None:
    """A grid of boxes with one element in each, its upper left corner at (x, y)."""
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            corner = (x + j * size, y + i * size)
            axes.add_patch(
                Rectangle(
                    corner,
                    size,
                    size,
                    facecolor=fill or "none",
                    edgecolor=colour,
                    linewidth=1.2,
                    alpha=alpha,
                )
            )
            label(axes, corner[0] + size / 2, corner[1] + size / 2, str(value), colour)


def label(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    colour: str = INK,
    *,
    size: float = TEXT,
    align: str = "center",
    **style: Any,
) -> None:
    """Words at (x, y), centred on the line."""
    axes.text(x, y, text, color=colour, fontsize=size, ha=align, va="center", **style)


def ink(
    axes: Axes, x: float, y: float, image: NDArray[Any], pixel: float, height: float | None = None
) -> tuple[float, float]:
    """A digit in black on nothing, 255 the blackest, framed; returns its lower right corner.

    It is one embedded picture: a shape for each pixel would make pages of digits slow. `height`
    stretches the pixels: an image of one row becomes a strip as high as that.
    """
    rows, columns = image.shape
    right = x + columns * pixel
    bottom = y + (rows * pixel if height is None else height)
    black = np.zeros((rows, columns, 4))
    black[..., 3] = image / 255
    # As high as the shapes, of which the later lies above the earlier.
    axes.imshow(black, extent=(x, right, bottom, y), interpolation="none", aspect="auto", zorder=1)
    axes.add_patch(
        Rectangle(
            (x, y),
            right - x,
            bottom - y,
            facecolor="none",
            edgecolor=role("rule"),
            linewidth=1.2,
        )
    )
    return right, bottom


def frame(
    axes: Axes, corner: tuple[float, float], side: float, colour: str, *, width: float = 2
) -> None:
    """The outline of a square."""
    axes.add_patch(
        Rectangle(corner, side, side, facecolor="none", edgecolor=colour, linewidth=width)
    )


def arrow(
    axes: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    colour: str = INK,
    *,
    width: float = 1.4,
    dashed: bool = False,
) -> None:
    """An arrow from one point to another."""
    axes.add_patch(
        FancyArrowPatch(
            start,
            end,
            arrowstyle="-|>,head_length=6,head_width=3",
            color=colour,
            linewidth=width,
            linestyle="--" if dashed else "-",
            mutation_scale=1,
            shrinkA=0,
            shrinkB=0,
        )
    )


def brace(
    axes: Axes, start: tuple[float, float], end: tuple[float, float], text: str, colour: str = INK
) -> None:
    """A measuring line along a side, with its length written beside it."""
    (x0, y0), (x1, y1) = start, end
    axes.plot([x0, x1], [y0, y1], color=colour, linewidth=1.2)
    horizontal = y0 == y1
    for x, y in (start, end):
        across = ([x, x], [y - 4, y + 4]) if horizontal else ([x - 4, x + 4], [y, y])
        axes.plot(*across, color=colour, linewidth=1.2)
    if horizontal:
        label(axes, (x0 + x1) / 2, y0 - 12, text, colour, size=SMALL)
    else:
        label(axes, x0 - 8, (y0 + y1) / 2, text, colour, size=SMALL, align="right")
