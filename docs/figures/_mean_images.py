"""The readers of digits on the page about losses: weights that are mean images."""

from functools import cache

import numpy as np
from _digits import load_data
from numpy.typing import NDArray

Array = NDArray[np.float64]


@cache
def scores_of_mean_images() -> tuple[Array, Array, Array, NDArray[np.uint8]]:
    """The first 1,000 test digits, the weights, the scores, and the labels."""
    (images, labels), (test_images, test_labels) = load_data()
    images, labels = images[:10000], labels[:10000]
    means = [images[labels == digit].mean(axis=0).reshape(784) / 255 for digit in range(10)]
    weights = np.stack(means, axis=1)
    bias = -(weights**2).sum(axis=0) / 2
    x = test_images[:1000].reshape(1000, 784) / 255
    return x, weights, x @ weights + bias, test_labels[:1000]


def softmax(z: Array) -> Array:
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True))
