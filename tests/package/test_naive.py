from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mathbits import naive

side = st.integers(0, 4)
# Whole numbers, and floats whose products do not overflow.
ELEMENTS: dict[Any, Any] = {
    np.int64: st.integers(-9, 9),
    np.float32: st.floats(-1e3, 1e3, width=32, allow_subnormal=False),
    np.float64: st.floats(-1e3, 1e3, allow_subnormal=False),
}


@pytest.mark.parametrize("dtype", ELEMENTS)
@given(st.data(), side, side, side)
def test_loops_equal_numpy(dtype: Any, data: st.DataObject, n: int, k: int, m: int) -> None:
    def draw(*shape: int) -> Any:
        return data.draw(arrays(dtype, shape, elements=ELEMENTS[dtype]))

    x, same, y, row, other = draw(n, k), draw(n, k), draw(k, m), draw(k), draw(k)
    for found, expected in [
        (naive.relu(x), np.maximum(x, 0)),
        (naive.add(x, same), x + same),
        (naive.add_matrix_and_vector(x, row), x + row),
    ]:
        np.testing.assert_array_equal(found, expected, strict=True)
    for found, expected, size in [
        (naive.matrix_dot(x, y), x @ y, abs(x) @ abs(y)),
        (naive.matrix_vector_dot(x, row), x @ row, abs(x) @ abs(row)),
        (np.asarray(naive.vector_dot(row, other)), np.asarray(row @ other), abs(row) @ abs(other)),
    ]:
        assert (found.shape, found.dtype) == (expected.shape, expected.dtype)
        if dtype is np.int64:
            np.testing.assert_array_equal(found, expected)
        else:  # NumPy may add up in another order: a sum of k products is rounded k times.
            precision = np.finfo(dtype)
            rounding = k * (precision.eps * size + precision.tiny)
            assert (abs(found - expected) <= rounding).all()


def test_lists_do_as_well_as_arrays() -> None:
    x, y, row = [[1, -2], [3, 4]], [[0, 1], [1, 0]], [2, 3]
    np.testing.assert_array_equal(naive.relu(x), [[1, 0], [3, 4]])
    np.testing.assert_array_equal(naive.add(x, y), np.add(x, y))
    np.testing.assert_array_equal(naive.add_matrix_and_vector(x, row), np.add(x, row))
    np.testing.assert_array_equal(naive.matrix_dot(x, y), np.matmul(x, y))
    np.testing.assert_array_equal(naive.matrix_vector_dot(x, row), np.matmul(x, row))
    assert naive.vector_dot(row, row) == 13
    with pytest.raises(
        ValueError, match=r"x: expected a matrix, rank 2, got shape \(2,\), rank 1\."
    ):
        naive.relu(row)


def test_inputs_are_left_alone() -> None:
    x = np.array([[-1.0, 2.0]])
    naive.relu(x)
    naive.add(x, x)
    naive.add_matrix_and_vector(x, np.array([1.0, 1.0]))
    np.testing.assert_array_equal(x, [[-1.0, 2.0]])


REFUSED: list[tuple[Callable[..., Any], tuple[tuple[int, ...], ...], str]] = [
    (naive.relu, ((3,),), "x: expected a matrix, rank 2, got shape (3,), rank 1."),
    (
        naive.add,
        ((2, 3), (3, 2)),
        "add: x has shape (2, 3) and y has shape (3, 2); expected the same.",
    ),
    (naive.add, ((2, 3), (3,)), "y: expected a matrix, rank 2, got shape (3,), rank 1."),
    (
        naive.add_matrix_and_vector,
        ((2, 3), (2,)),
        "add_matrix_and_vector: x has shape (2, 3) and y has shape (2,); axis 1 of x has length 3 "
        "and axis 0 of y has length 2, expected the same.",
    ),
    (
        naive.vector_dot,
        ((2,), (3,)),
        "vector_dot: x has shape (2,) and y has shape (3,); axis 0 of x has length 2 and axis 0 of "
        "y has length 3, expected the same.",
    ),
    (naive.vector_dot, ((2, 2), (2,)), "x: expected a vector, rank 1, got shape (2, 2), rank 2."),
    (
        naive.matrix_vector_dot,
        ((2, 3), (2,)),
        "matrix_vector_dot: x has shape (2, 3) and y has shape (2,); axis 1 of x has length 3 and "
        "axis 0 of y has length 2, expected the same.",
    ),
    (
        naive.matrix_dot,
        ((2, 3), (2, 3)),
        "matrix_dot: x has shape (2, 3) and y has shape (2, 3); axis 1 of x has length 3 and "
        "axis 0 of y has length 2, expected the same.",
    ),
]


@pytest.mark.parametrize(("function", "shapes", "message"), REFUSED)
def test_shapes_that_clash_are_refused(
    function: Callable[..., Any], shapes: tuple[tuple[int, ...], ...], message: str
) -> None:
    with pytest.raises(ValueError, match="expected") as error:
        function(*(np.zeros(shape) for shape in shapes))
    assert str(error.value) == message
