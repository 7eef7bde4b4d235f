"""The mathematics inside a neural network, built in NumPy and checked against Keras."""

from mathbits import datasets, layers, losses, metrics, models, naive, optimizers, utils
from mathbits.autodiff import Tensor
from mathbits.gradients import check_gradients, numerical_gradient
from mathbits.layers import Input
from mathbits.models import Sequential
from mathbits.tensors import describe

__all__ = [
    "Input",
    "Sequential",
    "Tensor",
    "check_gradients",
    "datasets",
    "describe",
    "layers",
    "losses",
    "metrics",
    "models",
    "naive",
    "numerical_gradient",
    "optimizers",
    "utils",
]

__version__ = "0.1.0"
