"""MNIST: 70,000 handwritten digits, shipped with the package.

The data are the four files of the original distribution by Yann LeCun, Corinna Cortes and
Christopher J.C. Burges (CC BY-SA 3.0), compressed with gzip. No network is needed to read them.

[A first network][a-first-network] learns these digits, and
[Key attributes][key-attributes] takes the array of images apart.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["load_data"]

# The original files, what they hold, and the SHA-256 of each as it is shipped, compressed.
IMAGES_TRAIN = "train-images-idx3-ubyte"
LABELS_TRAIN = "train-labels-idx1-ubyte"
IMAGES_TEST = "t10k-images-idx3-ubyte"
LABELS_TEST = "t10k-labels-idx1-ubyte"
SHAPES = {
    IMAGES_TRAIN: (60000, 28, 28),
    LABELS_TRAIN: (60000,),
    IMAGES_TEST: (10000, 28, 28),
    LABELS_TEST: (10000,),
}
SHA256 = {
    IMAGES_TRAIN: "7ff28fd295f802eefc6d40e461175dfe4b969b1842b2abc8c6dc8c20711cf79f",
    LABELS_TRAIN: "81a978ae83d39ffdba0db3ce2fcaf80a8921e9629e874428996a2b03242d4b2a",
    IMAGES_TEST: "197e111ae341b0770be9011ac5e622d0e6cd1c640b32eb0de5dc1dd26cc6e182",
    LABELS_TEST: "b91679a0acfe4ba0e50a2437a903084cba1f5f92592b016a25a7dfd00455798b",
}

Split = tuple[NDArray[np.uint8], NDArray[np.uint8]]


def load_data() -> tuple[Split, Split]:
    """Load the digits: 60,000 to learn from and 10,000 to test with.

    The arrays are new at every call, so you may change them.

    Returns:
        `(x_train, y_train), (x_test, y_test)`, all `uint8`. The images are
            `(60000, 28, 28)` and `(10000, 28, 28)`, from 0 (paper) to 255 (ink). The labels are
            `(60000,)` and `(10000,)`, the digits 0 to 9.

    Raises:
        ValueError: If a file is truncated or altered. The message names the file and both sums.
        FileNotFoundError: If a file is missing from the installation.

    Examples:
        >>> (x_train, y_train), (x_test, y_test) = load_data()
        >>> x_train.shape, x_train.dtype
        ((60000, 28, 28), dtype('uint8'))
        >>> int(y_train[4])
        9
    """
    return (
        (_read(IMAGES_TRAIN), _read(LABELS_TRAIN)),
        (_read(IMAGES_TEST), _read(LABELS_TEST)),
    )


def _read(name: str) -> NDArray[np.uint8]:
    """Read one IDX file: a header of 4 bytes, 4 more for each axis, then the values."""
    # Not at the top: together these two take longer to import than the rest of mathbits.
    import hashlib
    import zlib
    from importlib.resources import files

    shape = SHAPES[name]
    path = files("mathbits.datasets").joinpath("data", f"{name}.gz")
    compressed = path.read_bytes()
    found = hashlib.sha256(compressed).hexdigest()
    if found != SHA256[name]:
        raise ValueError(
            f"{path} is altered or cut short: its SHA-256 is {found}, expected {SHA256[name]}. "
            "Install mathbits again."
        )
    # The sum vouches for all that follows: nothing is unpacked from a file that is not ours.
    content = bytearray(zlib.decompress(compressed, wbits=31))  # 31: deflate within a gzip header
    # bytearray makes the array writable, and the caller's own.
    return np.frombuffer(content, np.uint8, offset=4 + 4 * len(shape)).reshape(shape)
