"""MNIST: 70,000 handwritten digits, shipped with the package.

The data are the four files of the original distribution by Yann LeCun, Corinna Cortes and
Christopher J.C. Burges (CC BY-SA 3.0), compressed with gzip. No network is needed to read them.

[A first network][a-first-network] learns these digits, and
[Key attributes][key-attributes] takes the array of images apart.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

__all__ = ["load_data"]

# The original files, what they hold, and the SHA-256 of their bytes before compression.
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
    IMAGES_TRAIN: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    LABELS_TRAIN: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    IMAGES_TEST: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    LABELS_TEST: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
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
    from importlib.resources import files

    shape = SHAPES[name]
    header = 4 + 4 * len(shape)
    path = files("mathbits.datasets").joinpath("data", f"{name}.gz")
    content, complete = _decompress(path.read_bytes(), limit=header + math.prod(shape))
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256[name] or not complete:
        raise ValueError(
            f"{path} is altered or cut short: the SHA-256 of its content is {found}, "
            f"expected {SHA256[name]}. Install mathbits again."
        )
    # The sum vouches for the header. bytearray makes the array writable, and the caller's own.
    return np.frombuffer(bytearray(content), np.uint8, offset=header).reshape(shape)


def _decompress(compressed: bytes, limit: int) -> tuple[bytes, bool]:
    """Unpack gzip, never beyond `limit` bytes, and tell whether that was all of it."""
    import zlib

    stream = zlib.decompressobj(wbits=31)  # 31: a gzip header around the deflate stream
    try:
        content = stream.decompress(compressed, limit + 1)
    except zlib.error:
        return b"", False
    return content, stream.eof
