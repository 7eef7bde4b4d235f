"""The graph of a computation, listed and drawn; a Tensor in a notebook."""

from xml.etree import ElementTree

import numpy as np

from mathbits import Tensor, autodiff
from mathbits.graph import graph

SVG = "{http://www.w3.org/2000/svg}"


def example() -> tuple[Tensor, Tensor, Tensor]:
    a = Tensor(2.0, name="a")
    b = a + a
    c = autodiff.multiply(b, b)
    c.backward()
    return a, b, c


def test_every_value_and_gradient_is_listed_once_from_the_inputs_on() -> None:
    _, b, c = example()
    assert str(graph(c, b=b)).splitlines() == [
        "a | value 2 | grad 16",
        "b = add | value 4 | grad 8",
        "multiply | value 16 | grad 1",
    ]


def test_the_drawing_has_a_box_for_each_value_and_a_line_for_each_use() -> None:
    _, _, c = example()
    root = ElementTree.fromstring(graph(c)._repr_svg_())
    assert len(root.findall(f"{SVG}rect")) == 3
    assert len(root.findall(f"{SVG}line")) == 4  # each of the two operations has one input, twice
    texts = [element.text for element in root.findall(f"{SVG}text")]
    assert texts == str(graph(c)).replace("\n", " | ").split(" | ")
    assert root.get("aria-label", "").split() == str(graph(c)).split()


def test_lines_go_from_left_to_right_and_boxes_do_not_overlap() -> None:
    w1, w2, x = Tensor(np.ones((2, 3))), Tensor(np.ones((3, 1))), np.ones((4, 2))
    loss = autodiff.relu(x @ w1).__matmul__(w2).mean()
    root = ElementTree.fromstring(graph(loss, W1=w1, W2=w2)._repr_svg_())
    for line in root.findall(f"{SVG}line"):
        assert float(line.get("x1", "")) < float(line.get("x2", ""))
    corners = [(box.get("x"), box.get("y")) for box in root.findall(f"{SVG}rect")]
    assert len(set(corners)) == len(corners)


def test_large_values_are_told_by_their_shape() -> None:
    x = Tensor(np.ones((2, 5)))
    assert str(graph(x.sum(), x=x)).splitlines()[0] == "x | value (2, 5)"


def test_a_mean_is_called_a_mean() -> None:
    x = Tensor([1.0, 3.0], name="x")
    assert str(graph(x.mean() / 2)).splitlines() == [
        "x | value [1. 3.]",
        "mean | value 2",
        "divide | value 1",
    ]


def test_names_are_escaped() -> None:
    ElementTree.fromstring(graph(Tensor(1.0, name="<&>") * 2)._repr_svg_())


def test_a_notebook_shows_rank_shape_and_dtype() -> None:
    shown = Tensor(np.zeros((2, 3), np.float32))._repr_html_()
    assert "rank 2, shape (2, 3), dtype float32" in shown
