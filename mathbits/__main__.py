"""The command line: `python -m mathbits train`."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from mathbits import Input, layers, models
from mathbits.datasets import mnist
from mathbits.utils import set_random_seed, to_categorical


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="mathbits", description="Train a network on handwritten digits, in NumPy alone."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    _add_train(commands)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    except (OSError, ValueError) as error:
        print(f"mathbits: {error}", file=sys.stderr)
        return 1


def _add_train(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
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
    parser.set_defaults(run=train)


def train(options: argparse.Namespace) -> int:
    """Train, test, and save if a path was given."""
    if options.seed is not None:
        set_random_seed(options.seed)
    (x_train, y_train), (x_test, y_test) = mnist.load_data()
    train_images = x_train.reshape(60000, 28 * 28).astype("float32") / 255
    test_images = x_test.reshape(10000, 28 * 28).astype("float32") / 255

    network = models.Sequential(
        [
            Input((28 * 28,)),
            layers.Dense(options.hidden, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    network.compile(options.optimizer, "categorical_crossentropy", metrics=["accuracy"])
    network.fit(train_images, to_categorical(y_train), options.batch_size, options.epochs)
    loss, accuracy = network.evaluate(test_images, to_categorical(y_test), verbose=0)
    print(f"Test accuracy {accuracy:.4f}, test loss {loss:.4f}")
    if options.save:
        network.save(options.save)
        print(f"Saved to {options.save}")
    return 0


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number of 1 or more, got {text}")
    return number


def _model_path(text: str) -> Path:
    """Refuse a path that could not be written before the training, not after it."""
    path = Path(text)
    if path.suffix != ".npz":
        raise argparse.ArgumentTypeError(f"expected a name that ends in .npz, got {text}")
    if not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {path.parent}")
    if not os.access(path.parent, os.W_OK):
        raise argparse.ArgumentTypeError(f"the folder {path.parent} cannot be written to")
    return path


if __name__ == "__main__":
    sys.exit(main())
