"""The core needs NumPy alone."""

import subprocess
import sys
from importlib.metadata import requires

import pytest
from extras import starts_processes

HEAVY = ("matplotlib", "tensorflow", "keras", "jax", "scipy", "PIL")


@starts_processes
def test_import_and_training_bring_in_nothing_but_numpy() -> None:
    code = f"""
import sys
import numpy as np
import mathbits
from mathbits import Input, layers, models
model = models.Sequential([Input((2,)), layers.Dense(2, "softmax")])
model.compile("sgd", "sparse_categorical_crossentropy")
model.fit(np.ones((4, 2)), [0, 1, 0, 1])
print([name for name in {HEAVY} if name in sys.modules])
"""
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout == "[]\n"


def test_the_distribution_asks_for_numpy_alone() -> None:
    without_extra = [line for line in requires("mathbits") or [] if "extra ==" not in line]
    assert len(without_extra) == 1
    assert without_extra[0].startswith("numpy")


@pytest.mark.parametrize("name", ["Sequential", "Input", "Tensor", "describe", "naive"])
def test_the_names_of_the_contract_are_there(name: str) -> None:
    import mathbits

    assert hasattr(mathbits, name)
    assert name in mathbits.__all__
