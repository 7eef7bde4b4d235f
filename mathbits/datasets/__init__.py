"""Data that travels with the package."""

from mathbits.datasets import mnist

__all__ = ["mnist"]
