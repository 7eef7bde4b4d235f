import random
from typing import Any

import numpy as np
import pytest
from extras import skip_without

from mathbits import initializers, utils
from mathbits.callbacks import History
from mathbits.tensors import describe


@pytest.mark.parametrize("labels", [[0, 2, 1], np.array([[0], [3]]), np.zeros((2, 3), int), []])
def test_one_hot_rows_equal_those_of_keras(labels: Any) -> None:
    skip_without("keras")
    from keras.utils import to_categorical

    for classes in (None, 5) if np.size(labels) else (5,):
        ours, theirs = utils.to_categorical(labels, classes), to_categorical(labels, classes)
        assert ours.dtype == theirs.dtype
        np.testing.assert_array_equal(ours, theirs)


def test_many_classes_take_no_more_than_their_rows() -> None:
    assert utils.to_categorical([200_000]).shape == (1, 200_001)


def test_what_is_no_class_number_is_refused() -> None:
    with pytest.raises(TypeError, match="whole class numbers, got dtype float64"):
        utils.to_categorical([0.5])
    with pytest.raises(ValueError, match="run from -1 to 2"):
        utils.to_categorical([-1, 2])
    with pytest.raises(ValueError, match="expected 0 to 1"):
        utils.to_categorical([2], num_classes=2)


def test_a_seed_repeats_all_random_numbers() -> None:
    def draw() -> tuple[float, float, float]:
        utils.set_random_seed(1)
        return utils.generator().random(), random.random(), np.random.random()  # noqa: NPY002

    assert draw() == draw()


@pytest.mark.parametrize("seed", [-1, 2**32, 1.0, True, "0"])
def test_a_strange_seed_is_refused(seed: Any) -> None:
    with pytest.raises(ValueError, match="seed: expected a whole number"):
        utils.set_random_seed(seed)


def test_glorot_fills_its_range_evenly() -> None:
    utils.set_random_seed(0)
    kernel = initializers.glorot_uniform((784, 512))
    limit = np.sqrt(6 / (784 + 512))
    assert kernel.dtype == np.float32
    assert limit * 0.999 < kernel.max() <= limit
    assert -limit <= kernel.min() < -limit * 0.999
    assert kernel.var() == pytest.approx(limit**2 / 3, rel=0.01)


def test_describe_takes_anything_array_like() -> None:
    assert describe(12).rank == 0
    assert describe([[1.0, 2.0]]).shape == (1, 2)
    assert describe(np.zeros((2, 3), "uint8").T).strides == (1, 3)
    with pytest.raises(ValueError, match="inhomogeneous"):
        describe([[1, 2], [3]])


def test_plots_refuse_what_they_cannot_draw() -> None:
    skip_without("matplotlib")
    from mathbits import plots

    assert [axes.get_title() for axes in plots.digits(np.zeros((2, 784))).axes] == ["", ""]
    with pytest.raises(ValueError, match=r"images has shape \(2, 5\)"):
        plots.digits(np.zeros((2, 5)))
    with pytest.raises(ValueError, match="expected 2, one for each image, got 1"):
        plots.digits(np.zeros((2, 784)), titles=["1"])
    with pytest.raises(ValueError, match="no epoch"):
        plots.history(History())
