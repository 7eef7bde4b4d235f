"""Train the network that reads what a reader draws, and write it as a browser takes it.

    python -m docs.digit.train FOLDER

The training images are shifted anew for each epoch. Of what the network learns, eight bits a weight
are kept. FOLDER gets `weights.bin`, and `about.json` with digits to try and what MNIST's are like.
"""

import base64
import gzip
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from docs.digit.shapes import often, usual
from mathbits.datasets import mnist
from mathbits.layers import Dense, Input
from mathbits.models import Sequential
from mathbits.optimizers import Adam
from mathbits.utils import set_random_seed, to_categorical

UNITS = 512
EPOCHS = 10
RATES = (0.002, 0.00005)  # The learning rate in the first epoch and in the last.
SHIFT = 2  # pixels to each side
ENOUGH = 0.984  # of the test digits
LARGEST = 127  # of eight bits
MISREAD = 4  # of the digits to try

Array = NDArray[Any]


def main(folder: Path) -> int:
    """Write the two files; the status is 1 if the network reads too few test digits."""
    (x_train, y_train), (x_test, y_test) = mnist.load_data()
    network = trained(x_train, y_train)
    packed, weights = quantised(network.get_weights())
    network.set_weights(weights)
    read = network.predict(rows(x_test), verbose=0).argmax(axis=1)
    accuracy = float((read == y_test).mean())
    print(f"The network reads {accuracy:.2%} of the test digits.")
    if accuracy < ENOUGH:
        print(f"That is less than {ENOUGH:.1%}.", file=sys.stderr)
        return 1
    (folder / "weights.bin").write_bytes(gzip.compress(packed, mtime=0))
    about = {
        "accuracy": accuracy,
        "digits": [
            {"label": int(y_test[i]), "image": text(x_test[i])} for i in chosen(read, y_test)
        ],
        "classes": [described(x_train[y_train == digit]) for digit in range(10)],
    }
    (folder / "about.json").write_text(json.dumps(about), "utf-8")
    return 0


def trained(images: NDArray[np.uint8], labels: Array) -> Sequential:
    """A network that has learned the images, wherever they lie in their frame."""
    set_random_seed(0)
    rng = np.random.default_rng(0)
    network = Sequential(
        [Input((784,)), Dense(UNITS, activation="relu"), Dense(10, activation="softmax")]
    )
    optimizer = Adam()
    network.compile(optimizer, "categorical_crossentropy")
    targets = to_categorical(labels)
    for rate in np.geomspace(*RATES, EPOCHS):
        optimizer.learning_rate = float(rate)
        network.fit(rows(shifted(images, rng)), targets, batch_size=128, verbose=0)
    return network


def shifted(images: Array, rng: np.random.Generator) -> Array:
    """Each image moved by up to `SHIFT` pixels down and across, mostly by fewer."""
    n, height, width = images.shape
    padded = np.pad(images, ((0, 0), (SHIFT, SHIFT), (SHIFT, SHIFT)))
    windows = sliding_window_view(padded, (height, width), axis=(1, 2))
    y, x = rng.integers(0, SHIFT + 1, (2, 2, n)).sum(axis=0)
    return np.asarray(windows[np.arange(n), y, x])


def rows(images: Array) -> Array:
    """One row of 784 numbers from 0 to 1 for each image."""
    return images.reshape((len(images), 784)).astype(np.float32) / 255


def quantised(weights: list[Array]) -> tuple[bytes, list[Array]]:
    """The bytes that a browser gets, and the weights that it makes of them.

    The bytes are: the sizes of the three layers, 32 bits each; for each layer after the first a
    scale and a bias for each unit, as float32; then the layers' weights, as int8. A weight is its
    eight bits times the scale of its unit.
    """
    sizes = np.array([len(weights[0]), len(weights[2]), len(weights[3])], "<u4")
    numbers, bits, kept = [], [], []
    for kernel, bias in zip(weights[::2], weights[1::2], strict=True):
        scale = (np.abs(kernel).max(axis=0) / LARGEST).astype("<f4")
        eight = np.rint(kernel / scale).astype(np.int8)
        numbers += [scale, bias.astype("<f4")]
        bits.append(eight)
        kept += [eight * scale, bias]
    return b"".join(array.tobytes() for array in [sizes, *numbers, *bits]), kept


def chosen(read: Array, labels: Array) -> Array:
    """Test digits to try: two of each that are read rightly, and some that are not, mixed."""
    rng = np.random.default_rng(0)
    right, wrong = np.flatnonzero(read == labels), np.flatnonzero(read != labels)
    picked = [rng.choice(right[labels[right] == digit], 2, replace=False) for digit in range(10)]
    return rng.permutation(np.concatenate([*picked, rng.choice(wrong, MISREAD, replace=False)]))


def described(images: NDArray[np.uint8]) -> dict[str, Any]:
    """Where the images of one digit have ink, and what is usual for them."""
    return {"often": text(often(images)), "usual": usual(images)}


def text(image: Array) -> str:
    """The bytes of an image in letters, as JSON needs them."""
    return base64.b64encode(image.tobytes()).decode("ascii")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
