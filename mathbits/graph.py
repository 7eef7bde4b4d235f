"""A drawing of a computation: every value on the way, and after `backward()` every gradient."""

from dataclasses import dataclass
from html import escape
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mathbits.autodiff import Tensor, backward_order

__all__ = ["Graph", "graph"]

Array: TypeAlias = NDArray[Any]

LETTER, LINE, GAP, MARGIN = 7.5, 18, 36, 10  # of a drawing, in pixels
FEW = 6  # elements that a drawing shows; of more it shows the shape


@dataclass
class _Node:
    """One value of a computation, where a drawing has it.

    Attributes:
        lines: What is written in its box: name and operation, value, gradient.
        column: From 0 at the left, where the inputs are.
        row: From 0 at the top.
        sources: The numbers of the nodes that it was computed from.
    """

    lines: list[str]
    column: int
    row: int
    sources: list[int]


class Graph:
    """The computation behind a Tensor, made by `graph`. A notebook draws it; `print` lists it.

    Args:
        nodes: The values, each one after those it was computed from.

    Examples:
        >>> drawing = graph(Tensor(2.0) * 3.0)
        >>> drawing._repr_svg_()[:4]
        '<svg'
    """

    def __init__(self, nodes: list[_Node]) -> None:
        self.nodes = nodes

    def __str__(self) -> str:
        return "\n".join(" | ".join(node.lines) for node in self.nodes)

    def _repr_svg_(self) -> str:
        """The drawing: boxes from the inputs at the left to the result at the right."""
        width = LETTER * max(len(line) for node in self.nodes for line in node.lines) + 2 * MARGIN
        height = LINE * max(len(node.lines) for node in self.nodes) + MARGIN
        corners = [
            (MARGIN + node.column * (width + GAP), MARGIN + node.row * (height + MARGIN))
            for node in self.nodes
        ]
        parts = []
        for node, (x, y) in zip(self.nodes, corners, strict=True):
            for x0, y0 in (corners[source] for source in node.sources):
                line = f'x1="{x0 + width}" y1="{y0 + height / 2}" x2="{x}" y2="{y + height / 2}"'
                parts.append(f'<line {line} stroke="currentColor"/>')
            parts.append(
                f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="3" fill="none" '
                'stroke="currentColor"/>'
            )
            for i, line in enumerate(node.lines, start=1):
                at = f'x="{x + MARGIN}" y="{y + i * LINE}"'
                parts.append(f"<text {at}>{escape(line)}</text>")
        right, bottom = (max(ends) + MARGIN for ends in zip(*corners, strict=True))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {right + width} '
            f'{bottom + height}" width="{right + width}" role="img" '
            f'aria-label="{escape(str(self))}" font-family="monospace" font-size="12" '
            f'fill="currentColor">{"".join(parts)}</svg>'
        )


def graph(result: Tensor, **names: Tensor) -> Graph:
    """The computation behind `result`, with every value and, after `backward()`, every gradient.

    Args:
        result: The Tensor to start from.
        **names: What to call Tensors in it: `graph(loss, W=W)`.

    Returns:
        A graph that a notebook draws as SVG, and that `print` lists from the inputs on.

    Examples:
        >>> a = Tensor(3.0)
        >>> b = a * a
        >>> b.backward()
        >>> print(graph(b, a=a))
        a | value 3 | grad 6
        multiply | value 9 | grad 1
    """
    called = {id(tensor): name for name, tensor in names.items()}
    order = list(backward_order(result))
    steps = dict.fromkeys(map(id, order), 0)  # to the result, along the longest way
    for tensor in order:
        for source, _ in tensor.sources:
            steps[id(source)] = max(steps[id(source)], steps[id(tensor)] + 1)
    order.reverse()
    number = {id(tensor): i for i, tensor in enumerate(order)}
    columns = [max(steps.values()) - steps[id(tensor)] for tensor in order]
    return Graph(
        [
            _Node(
                _lines(tensor, called.get(id(tensor), tensor.name)),
                columns[i],
                columns[:i].count(columns[i]),
                [number[id(source)] for source, _ in tensor.sources],
            )
            for i, tensor in enumerate(order)
        ]
    )


def _lines(tensor: Tensor, name: str) -> list[str]:
    title = " = ".join(word for word in (name, tensor.operation) if word) or "Tensor"
    lines = [title, f"value {_short(tensor.value)}"]
    return lines if tensor.grad is None else [*lines, f"grad {_short(tensor.grad)}"]


def _short(value: Array) -> str:
    if value.size > FEW:
        return f"{value.shape}"
    with np.printoptions(precision=4, suppress=True):
        return f"{value:.4g}" if value.ndim == 0 else " ".join(str(value).split())
