"""MNIST, read once for all figures. None of them may change what it gets."""

from functools import cache

from mathbits.datasets import mnist

load_data = cache(mnist.load_data)
