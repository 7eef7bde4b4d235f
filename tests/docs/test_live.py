"""Which blocks can run in a browser, and how one is run there."""

from typing import Any

import cell
import pytest
from live import Reasons


@pytest.mark.parametrize(
    ("blocks", "reasons"),
    [
        (["import numpy as np", "print(np.pi)"], ["", ""]),
        (["import keras", "keras.ops.ones(2)"], ["tensorflow", "tensorflow"]),
        (["from keras import layers as L", "x = L.Dense(1)", "x"], ["tensorflow"] * 3),
        (["from mathbits import plots", "plots.history(h)"], ["matplotlib"] * 2),
        (["import matplotlib.pyplot as plt"], ["matplotlib"]),
        # A name that is given another value is found again.
        (["import keras as k", "k = 1", "k + 1"], ["tensorflow", "", ""]),
        (["from keras import layers", "from mathbits import layers\nlayers"], ["tensorflow", ""]),
        # A use before the new value is still a use.
        (["import keras\nx = keras.a", "x = x + 1", "x"], ["tensorflow"] * 3),
        (["import keras\ndef f(): ...", "f()"], ["tensorflow"] * 2),
        (["try:\n    import tensorflow\nexcept ImportError:\n    pass"], ["tensorflow"]),
    ],
)
def test_why_a_block_cannot_run(blocks: list[str], reasons: list[str]) -> None:
    told = Reasons()
    assert [told.of(block) for block in blocks] == reasons


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("1 + 1", ("text", "2")),
        ("x = 1", ("", "")),
        ("None", ("", "")),
        ("", ("", "")),
        ("# nothing", ("", "")),
        ("x = 3\n'a' * x", ("text", "'aaa'")),
        ("class A:\n    def _repr_svg_(self): return '<svg/>'\nA()", ("svg", "<svg/>")),
    ],
)
def test_the_value_of_a_last_expression_is_shown(code: str, shown: tuple[str, str]) -> None:
    assert cell.run(code, "Block 1", {}) == shown


def test_cells_share_their_names() -> None:
    namespace: dict[str, Any] = {}
    cell.run("def twice(x):\n    return 2 * x", "Block 1", namespace)
    assert cell.run("twice(21)", "Block 2", namespace) == ("text", "42")


def failure(*blocks: str) -> str:
    namespace: dict[str, Any] = {}
    names = [f"Block {number}" for number, _ in enumerate(blocks, start=1)]
    for name, code in zip(names, blocks, strict=True):
        try:
            cell.run(code, name, namespace)
        except BaseException as error:
            return cell.told(error, names)
    raise AssertionError("nothing was raised")


def test_a_traceback_has_the_readers_lines_alone() -> None:
    told = failure("import json\ndef f(text):\n    return json.loads(text)", "f('[')")
    assert told.splitlines()[:2] == ['  File "Block 2", line 1, in <module>', "    f('[')"]
    assert '  File "Block 1", line 3, in f\n    return json.loads(text)' in told
    assert told.endswith("JSONDecodeError: Expecting value: line 1 column 2 (char 1)\n")
    assert told.count("File") == 2


def test_what_led_to_an_error_is_told_too() -> None:
    told = failure("try:\n    1 / 0\nexcept ArithmeticError as e:\n    raise KeyError from e")
    assert told.index("ZeroDivisionError") < told.index("direct cause") < told.index("KeyError")


def test_a_mistake_in_the_syntax_is_pointed_at() -> None:
    assert failure("x = (1,\n").endswith("SyntaxError: '(' was never closed\n")
    assert 'File "Block 1", line 1' in failure("x = (1,\n")


def test_leaving_python_is_an_error_like_others() -> None:
    assert failure("raise SystemExit('bye')").endswith("SystemExit: bye\n")
