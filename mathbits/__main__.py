"""The command line: `python -m mathbits train`, `evaluate` and `predict`."""

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mathbits import Input, distributed, layers, models
from mathbits.datasets import mnist
from mathbits.utils import set_random_seed, to_categorical

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Digits: TypeAlias = tuple[NDArray[Any], NDArray[Any]]

MODEL = Path("mnist.npz")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="mathbits", description="Train a network on handwritten digits, in NumPy alone."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    _add_train(commands)
    _add_evaluate(commands)
    _add_predict(commands)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    except (ArithmeticError, ImportError, MemoryError, OSError, ValueError) as error:
        print(f"mathbits: {error}", file=sys.stderr)
        return 1


def _add_train(commands: Commands) -> None:
    parser = commands.add_parser(
        "train",
        help="train a network on MNIST and test it",
        description="Train a network with one hidden layer on MNIST and test it.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument("--epochs", type=_positive, default=5, help="passes over the images")
    parser.add_argument("--batch-size", type=_positive, default=128, help="images a step")
    parser.add_argument("--hidden", type=_positive, default=512, help="units of the hidden layer")
    parser.add_argument(
        "--optimizer", choices=["sgd", "adagrad", "rmsprop", "adam"], default="rmsprop", help="rule"
    )
    parser.add_argument("--seed", type=int, default=None, help="make the run repeatable")
    parser.add_argument("--save", type=_model_path, metavar="FILE.npz", help="where to save it")
    parser.add_argument(
        "--distributed",
        action="store_true",
        help="share each batch out between mpiexec's processes",
    )
    parser.set_defaults(run=train)


def _add_evaluate(commands: Commands) -> None:
    parser = commands.add_parser("evaluate", help="test a saved network on MNIST")
    parser.add_argument("--model", type=Path, default=MODEL, help=f"a saved network ({MODEL})")
    parser.set_defaults(run=evaluate)


def _add_predict(commands: Commands) -> None:
    parser = commands.add_parser("predict", help="read pictures of digits with a saved network")
    parser.add_argument("--model", type=Path, default=MODEL, help=f"a saved network ({MODEL})")
    parser.add_argument("images", type=Path, nargs="+", metavar="IMAGE", help="one digit each")
    parser.set_defaults(run=predict)


def train(options: argparse.Namespace) -> int:
    """Train, test, and save if a path was given. Of several processes, the first does the rest."""
    communicator = distributed.world() if options.distributed else None
    processes = distributed.Processes(communicator)
    with processes.together():
        if options.seed is not None:
            set_random_seed(options.seed)
        (x_train, y_train), test = _digits()
        network = models.Sequential(
            [
                Input((28 * 28,)),
                layers.Dense(options.hidden, activation="relu"),
                layers.Dense(10, activation="softmax"),
            ]
        )
        network.compile(options.optimizer, "categorical_crossentropy", metrics=["accuracy"])
        network.fit(x_train, y_train, options.batch_size, options.epochs, communicator=communicator)
        if processes.rank == 0:
            _print_test(network, test)
            if options.save:
                network.save(options.save)
                print(f"Saved to {options.save}")
    return 0


def evaluate(options: argparse.Namespace) -> int:
    """Test a saved network."""
    network = _load(options.model)
    # It may have been saved without a loss, or with other metrics.
    network.compile(loss=network._loss or "categorical_crossentropy", metrics=["accuracy"])
    _print_test(network, _digits()[1])
    return 0


def predict(options: argparse.Namespace) -> int:
    """Read each picture, and say how sure the network is."""
    from mathbits.images import read_digit

    network = _load(options.model)
    rows = np.stack([_scaled(read_digit(path)[None])[0] for path in options.images])
    for path, probabilities in zip(options.images, network.predict(rows, verbose=0), strict=True):
        digit = int(probabilities.argmax())
        print(f"{path}: {digit} ({probabilities[digit]:.2f})")
    return 0


def _load(path: Path) -> models.Sequential:
    if not path.is_file():
        command = f"python -m mathbits train --save {path}"
        raise FileNotFoundError(f"there is no network in {path}: train one with {command}")
    network = models.load_model(path)
    if (network.input_shape, network.output_shape) != ((None, 784), (None, 10)):
        raise ValueError(
            f"{path} has input {network.input_shape} and output {network.output_shape}; expected "
            "a network that reads digits, from (None, 784) to (None, 10)."
        )
    return network


def _print_test(network: models.Sequential, test: Digits) -> None:
    loss, accuracy = network.evaluate(*test, verbose=0)
    print(f"Test accuracy {accuracy:.4f}, test loss {loss:.4f}")


def _digits() -> tuple[Digits, Digits]:
    """MNIST as the network takes it: rows from 0 to 1, and one-hot labels."""
    (x_train, y_train), (x_test, y_test) = mnist.load_data()
    return (
        (_scaled(x_train), to_categorical(y_train)),
        (_scaled(x_test), to_categorical(y_test)),
    )


def _scaled(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    rows = images.reshape(len(images), 28 * 28).astype(np.float32)
    rows /= 255
    return rows


def _positive(text: str) -> int:
    with contextlib.suppress(ValueError):
        if (number := int(text)) > 0:
            return number
    raise argparse.ArgumentTypeError(f"expected a whole number of 1 or more, got {text}")


def _model_path(text: str) -> Path:
    """Refuse a path that could not be written before the training, not after it."""
    path = Path(text)
    if path.suffix != ".npz":
        raise argparse.ArgumentTypeError(f"expected a name that ends in .npz, got {text}")
    if not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {path.parent}")
    if path.is_dir():
        raise argparse.ArgumentTypeError(f"{path} is a folder")
    if not os.access(path.parent, os.W_OK):
        raise argparse.ArgumentTypeError(f"the folder {path.parent} cannot be written to")
    return path


if __name__ == "__main__":
    sys.exit(main())
