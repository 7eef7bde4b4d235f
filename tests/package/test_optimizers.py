"""Each rule against Keras' own, to the bit, on Keras' NumPy backend in a process of its own."""

import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from extras import skip_without
from numpy.typing import NDArray

from mathbits import Tensor, optimizers

STEPS = 200
SHAPES = [(7, 5), (5,)]

Arguments = dict[str, Any]


def combinations(**choices: list[Any]) -> list[Arguments]:
    """Every combination of the values of the arguments."""
    return [dict(zip(choices, values, strict=True)) for values in product(*choices.values())]


RULES: dict[str, list[Arguments]] = {
    "SGD": combinations(learning_rate=[0.01, 0.3], momentum=[0.0, 0.9], nesterov=[False, True]),
    "Adagrad": combinations(
        learning_rate=[0.001, 0.3], initial_accumulator_value=[0.0, 0.1], epsilon=[1e-7, 1e-3]
    ),
    "RMSprop": combinations(
        learning_rate=[0.001, 0.3],
        rho=[0.9, 0.5],
        momentum=[0.0, 0.8],
        epsilon=[1e-7, 1e-3],
        centered=[False, True],
    ),
    "Adam": combinations(
        learning_rate=[0.001, 0.3], beta_1=[0.9, 0.5], beta_2=[0.999, 0.9], epsilon=[1e-7, 1e-3]
    ),
}
CLIPPING: list[Arguments] = [{"clipvalue": 0.5}, {"clipnorm": 8.0}, {"global_clipnorm": 8.0}]
# Every combination of a rule's own arguments; and again with each kind of clipping, but for the
# learning rate, which clipping comes long before: one of its values is enough there.
CONFIGURATIONS: list[tuple[str, Arguments]] = [
    (name, arguments)
    for name, own in RULES.items()
    for arguments in [
        {},
        *own,
        *(a | clipping for a in own if a["learning_rate"] == 0.3 for clipping in CLIPPING),
    ]
]

KERAS = """
import json, sys
import numpy as np
import keras
data = dict(np.load(sys.argv[1]))
results = {}
for i, (name, arguments) in enumerate(json.loads(sys.argv[3])):
    variables = [keras.Variable(data[f"w{k}"]) for k in range(2)]
    optimizer = getattr(keras.optimizers, name)(**arguments)
    for step in range(len(data["g0"])):
        optimizer.apply([data[f"g{k}"][step] for k in range(2)], variables)
    for k, variable in enumerate(variables):
        results[f"{i}-{k}"] = np.asarray(variable)
np.savez(sys.argv[2], **results)
"""


@pytest.fixture(scope="module")
def problem() -> dict[str, NDArray[np.float32]]:
    """Weights, and gradients over five orders of magnitude."""
    rng = np.random.default_rng(0)
    data: dict[str, NDArray[np.float32]] = {}
    for k, shape in enumerate(SHAPES):
        size = 10.0 ** rng.uniform(-4, 1, (STEPS, *shape))
        data[f"w{k}"] = rng.normal(size=shape).astype(np.float32)
        data[f"g{k}"] = (rng.normal(size=(STEPS, *shape)) * size).astype(np.float32)
    return data


@pytest.fixture(scope="module")
def keras_weights(
    problem: dict[str, NDArray[np.float32]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, NDArray[np.float32]]:
    folder: Path = tmp_path_factory.mktemp("keras")
    arrays: dict[str, Any] = dict(problem)
    np.savez(folder / "problem.npz", **arrays)
    arguments = [str(folder / "problem.npz"), str(folder / "weights.npz")]
    environment = {**os.environ, "KERAS_BACKEND": "numpy", "KERAS_HOME": str(folder)}
    skip_without("keras", "tensorflow")
    command = [sys.executable, "-c", KERAS, *arguments, json.dumps(CONFIGURATIONS)]
    subprocess.run(command, check=True, env=environment)
    with np.load(folder / "weights.npz") as weights:
        return dict(weights)


def test_each_limit_cuts_some_gradients_and_leaves_others(
    problem: dict[str, NDArray[np.float32]],
) -> None:
    gradients = [problem[f"g{k}"].reshape(STEPS, -1) for k in range(len(SHAPES))]
    sizes: dict[str, list[NDArray[Any]]] = {
        "clipvalue": [abs(g) for g in gradients],
        "clipnorm": [np.linalg.norm(g, axis=1) for g in gradients],
        "global_clipnorm": [np.linalg.norm(np.hstack(gradients), axis=1)],
    }
    for clipping in CLIPPING:
        for name, limit in clipping.items():
            for size in sizes[name]:
                assert 0.1 < (size > limit).mean() < 0.9


@pytest.mark.parametrize("i", range(len(CONFIGURATIONS)), ids=lambda i: str(CONFIGURATIONS[i]))
def test_weights_equal_those_of_keras_to_the_bit(
    i: int,
    problem: dict[str, NDArray[np.float32]],
    keras_weights: dict[str, NDArray[np.float32]],
) -> None:
    name, arguments = CONFIGURATIONS[i]
    variables = [Tensor(problem[f"w{k}"]) for k in range(len(SHAPES))]
    optimizer = getattr(optimizers, name)(**arguments)
    for step in range(STEPS):
        optimizer.apply([problem[f"g{k}"][step] for k in range(len(SHAPES))], variables)
    for k, variable in enumerate(variables):
        np.testing.assert_array_equal(variable.value, keras_weights[f"{i}-{k}"])


@pytest.mark.parametrize(("name", "arguments"), CONFIGURATIONS)
def test_defaults_and_config_make_the_same_optimizer_again(
    name: str, arguments: dict[str, Any]
) -> None:
    optimizer = getattr(optimizers, name)(**arguments)
    again = type(optimizer)(**optimizer.get_config())
    assert again.get_config() == optimizer.get_config()
    assert optimizer.get_config().items() >= arguments.items()


@pytest.mark.parametrize("name", ["sgd", "adagrad", "rmsprop", "adam"])
def test_a_large_variable_in_blocks_equals_a_small_one_in_one(name: str) -> None:
    size = 2 * optimizers.BLOCK + 3
    whole, part = Tensor(np.ones(size)), Tensor(np.ones(5))
    gradient = np.linspace(-1, 1, size)
    for variable, g in ((whole, gradient), (part, gradient[-5:])):
        rule = optimizers.get(name)
        for _ in range(3):
            rule.apply([g], [variable])
    np.testing.assert_array_equal(whole.value[-5:], part.value)


def loss_after_50_steps(name: str, **arguments: Any) -> float:
    """In a long narrow valley, `x**2 + 20 * y**2`, from a place where it is 89."""
    slopes = np.array([1.0, 20.0])
    w = Tensor([3.0, -2.0])
    rule = getattr(optimizers, name)(**arguments)
    for _ in range(50):
        rule.apply([2 * slopes * w.value], [w])
    return float((slopes * w.value**2).sum())


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("SGD", {"learning_rate": 0.01}),
        ("SGD", {"learning_rate": 0.01, "momentum": 0.8}),
        ("SGD", {"learning_rate": 0.01, "momentum": 0.8, "nesterov": True}),
        ("Adagrad", {"learning_rate": 0.3}),
        ("RMSprop", {"learning_rate": 0.1}),
        ("RMSprop", {"learning_rate": 0.03, "momentum": 0.5}),
        ("RMSprop", {"learning_rate": 0.03, "momentum": 0.5, "centered": True}),
        ("Adam", {"learning_rate": 0.1}),
    ],
)
def test_every_rule_goes_downhill(name: str, arguments: Arguments) -> None:
    assert loss_after_50_steps(name, **arguments) < 2


def test_momentum_goes_further_down_and_nesterov_further_still() -> None:
    plain = loss_after_50_steps("SGD", learning_rate=0.01)
    momentum = loss_after_50_steps("SGD", learning_rate=0.01, momentum=0.8)
    nesterov = loss_after_50_steps("SGD", learning_rate=0.01, momentum=0.8, nesterov=True)
    assert nesterov < momentum < plain


def test_a_learning_rate_that_is_no_positive_float_is_refused() -> None:
    for rate in (0.0, -0.1, 1, "0.1", True, float("nan")):
        with pytest.raises(ValueError, match="learning_rate"):
            optimizers.SGD(learning_rate=rate)  # type: ignore[arg-type]


def test_a_schedule_may_set_any_rate_of_zero_or_more() -> None:
    rule = optimizers.SGD()
    rates: list[Any] = [np.float32(0.5), 1, 0, 0.0]
    for rate in rates:
        rule.learning_rate = rate
        assert rule.get_config()["learning_rate"] == rate
        assert type(rule.learning_rate) is float  # NumPy's float64 would widen every step.
    wrong: list[Any] = [-0.1, "0.1", None, float("nan")]
    for rate in wrong:
        with pytest.raises(ValueError, match="learning_rate: expected a number of 0 or more"):
            rule.learning_rate = rate


@pytest.mark.parametrize("name", ["SGD", "Adam"])
def test_a_transposed_variable_learns_as_any_other(name: str) -> None:
    plain, transposed = Tensor(np.ones((3, 2))), Tensor(np.ones(1))
    transposed.value = np.ones((2, 3)).T
    gradient = np.arange(6.0).reshape(3, 2)
    for variable in (plain, transposed):
        rule = getattr(optimizers, name)(0.1)
        for _ in range(3):
            rule.apply([gradient], [variable])
    np.testing.assert_array_equal(transposed.value, plain.value)
    assert plain.value.min() < 1


def test_a_fraction_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match=r"momentum: expected a float from 0 to 1, got 1\.5"):
        optimizers.SGD(momentum=1.5)
    with pytest.raises(ValueError, match="rho"):
        optimizers.RMSprop(rho=-0.1)
    with pytest.raises(ValueError, match="beta_2"):
        optimizers.Adam(beta_2=2.0)


def test_nothing_is_changed_when_a_shape_clashes() -> None:
    a, b = Tensor([1.0]), Tensor([1.0, 2.0])
    with pytest.raises(ValueError, match=r"gradients\[1\] has shape \(1,\)"):
        optimizers.SGD().apply([np.ones(1), np.ones(1)], [a, b])
    assert a.value[0] == 1
    with pytest.raises(ValueError, match="one for each of the 2 variables"):
        optimizers.SGD().apply([np.ones(1)], [a, b])


def test_a_result_is_no_variable() -> None:
    with pytest.raises(ValueError, match="was computed from other Tensors"):
        optimizers.SGD().apply([np.ones(1)], [Tensor([1.0]) * 2])


def test_the_variables_stay_the_same() -> None:
    rule = optimizers.SGD()
    variable = Tensor([1.0])
    rule.apply([np.ones(1)], [variable])
    for others in ([variable] * 2, [Tensor([1.0])]):
        with pytest.raises(ValueError, match="the same 1 at every step"):
            rule.apply([np.ones(1)] * len(others), others)
    assert rule.iterations == 1


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(ValueError, match="expected one of sgd, adagrad, rmsprop, adam"):
        optimizers.get("adamw")
