"""A plane with a grid and the letter F, for the figures that show what a map does to both."""

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle
from numpy.typing import ArrayLike, NDArray
from style import INK, SMALL, arrow, canvas, label, role

Points = NDArray[np.float64]
Map = Callable[[Points], Points]

# The ten corners of a letter F: the same numbers as on the page.
F: Points = (
    np.array(
        [[0, 0], [1, 0], [1, 2], [2, 2], [2, 3], [1, 3], [1, 4], [3, 4], [3, 5], [0, 5]],
        dtype=np.float64,
    )
    / 2
)
W: Points = np.array([[1.0, 0.5], [-1.0, 1.0]])
THETA = np.radians(30)
ROTATION: Points = np.array([[np.cos(THETA), np.sin(THETA)], [-np.sin(THETA), np.cos(THETA)]])

SIDE = 206  # of a plane, in pixels
TOP = 30
FAR = 12  # how far the lines of a grid reach, beyond every window
WORDS = {"en": ("before", "after"), "ko": ("변환 전", "변환 후")}


class Plane:
    """A square window on the plane; points are given in its own units, and drawn in pixels."""

    def __init__(
        self,
        axes: Axes,
        left: float,
        top: float,
        half: float = 4.0,
        *,
        side: float = SIDE,
        middle: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        self.axes = axes
        self.unit = side / (2 * half)
        self.middle = np.array(middle)
        self.low, self.high = self.middle - half, self.middle + half
        self.centre = np.array([left + side / 2, top + side / 2])
        self.window = Rectangle(
            (left, top), side, side, facecolor="none", edgecolor=role("rule"), linewidth=1
        )
        axes.add_patch(self.window)

    def at(self, points: ArrayLike) -> Points:
        """Where points of the plane lie on the canvas."""
        from_middle = np.asarray(points, np.float64) - self.middle
        at: Points = self.centre + from_middle * self.unit * np.array([1.0, -1.0])
        return at

    def grid(self, mapped: Map = lambda points: points, steps: int = 1) -> None:
        """The lines through the whole numbers, and where a map takes them."""
        along = np.linspace(-FAR, FAR, steps + 1)
        for whole in range(-FAR, FAR + 1):
            fixed = np.full_like(along, whole)
            for line in (np.stack([fixed, along], 1), np.stack([along, fixed], 1)):
                image = mapped(line)
                if np.all(image.max(0) >= self.low) and np.all(image.min(0) <= self.high):
                    self.line(image, role("rule"), width=1.6 if whole == 0 else 0.8)

    def line(
        self, points: ArrayLike, colour: str, *, width: float = 1.0, above: float = 0.5
    ) -> None:
        """A line through points, as far as the window shows it; shapes lie above it at first."""
        (drawn,) = self.axes.plot(*self.at(points).T, color=colour, linewidth=width, zorder=above)
        drawn.set_clip_path(self.window)

    def cross(self) -> None:
        """The two axes of the plane."""
        for axis in np.eye(2):
            self.line([-FAR * axis, FAR * axis], role("faint"))

    def shape(
        self, corners: ArrayLike, colour: str, *, dashed: bool = False, width: float = 2
    ) -> None:
        """A filled outline; a dashed one is a memory of where the shape was, and is not filled."""
        drawn = self.axes.add_patch(
            Polygon(
                self.at(corners),
                facecolor="none" if dashed else role("tint"),
                edgecolor=colour,
                linewidth=1.2 if dashed else width,
                linestyle=(0, (3, 3)) if dashed else "-",
                joinstyle="round",
                zorder=1,
            )
        )
        drawn.set_clip_path(self.window)

    def arrow(
        self, start: ArrayLike, end: ArrayLike, colour: str = INK, *, dashed: bool = False
    ) -> None:
        (x0, y0), (x1, y1) = self.at(np.array([start, end]))
        arrow(self.axes, (x0, y0), (x1, y1), colour, width=2.2, dashed=dashed)
        self.axes.patches[-1].set_zorder(2)

    def word(
        self,
        point: ArrayLike,
        text: str,
        colour: str = INK,
        *,
        move: tuple[float, float] = (0, 0),
        align: str = "center",
    ) -> None:
        """Words beside a point, moved by some pixels, on a patch of paper."""
        x, y = self.at(point) + move
        patch = {"facecolor": role("paper"), "edgecolor": "none", "pad": 1.5}
        label(self.axes, x, y, text, colour, size=SMALL, align=align, bbox=patch)


def before_and_after(
    language: str,
    matrix: Points,
    bias: ArrayLike = (0.0, 0.0),
    *,
    half: float = 3.0,
    middle: tuple[float, float] = (0.0, 1.2),
) -> tuple[Figure, Plane, Plane]:
    """The grid, the basis vectors and the F: as they are, and under `x @ matrix + bias`."""
    before, after = WORDS[language]
    figure, axes = canvas(440, TOP + SIDE + 6)
    left, right = (Plane(axes, x, TOP, half, middle=middle) for x in (4, 230))
    step = np.asarray(bias, np.float64)

    def mapped(points: Points) -> Points:
        return points @ matrix + step

    label(axes, 4 + SIDE / 2, 14, before, role("faint"), size=SMALL)
    label(axes, 230 + SIDE / 2, 14, after, role("faint"), size=SMALL)
    left.grid()
    right.grid(mapped)
    left.shape(F, role("data"))
    right.shape(F, role("data"), dashed=True)
    right.shape(mapped(F), role("output"))
    for plane, basis, start in ((left, np.eye(2), np.zeros(2)), (right, matrix, step)):
        for i in range(2):
            plane.arrow(start, start + basis[i], role("weight"), dashed=i == 1)
    return figure, left, right


def basis(
    language: str,
    matrix: Points,
    sides: tuple[tuple[float, float], tuple[float, float]],
) -> Figure:
    """The same, and beside the tip of each arrow its coordinates: they are the rows of the matrix.

    A side says where the words of a row stand, in pixels from the tip of its arrow.
    """
    figure, left, right = before_and_after(language, matrix)
    left.word((1, 0), "(1, 0)", role("weight"), move=(2, 13))
    left.word((0, 1), "(0, 1)", role("weight"), move=(-6, 0), align="right")
    for row, move in zip(matrix, sides, strict=True):
        text = ", ".join(f"{round(float(number), 2):g}" for number in row).replace("-", "\u2212")
        align = {-1: "right", 0: "center", 1: "left"}[int(np.sign(move[0]))]
        right.word(row, f"({text})", role("weight"), move=move, align=align)
    return figure
