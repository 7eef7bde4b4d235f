"""The loss after 100 steps on MNIST against the learning rate: every rule has its own valley."""

from typing import Any

import numpy as np
from _digits import load_data
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray
from style import SMALL, canvas, label, role

from mathbits import Tensor, optimizers
from mathbits.autodiff import relu, softmax_crossentropy

WORDS = {
    "en": ("loss after 100 steps", "learning rate", "momentum", "Nesterov"),
    "ko": ("100스텝 뒤의 손실", "학습률", "모멘텀", "네스테로프"),
}
RATES = (0.003, 0.01, 0.03, 0.1, 0.3)
MOMENTUM: dict[str, Any] = {"momentum": 0.9}
STYLES: tuple[Any, ...] = ("-", (0, (7, 3)), (0, (1.5, 2)))
WIDTH, TOP, BOTTOM, HIGHEST = 194.0, 96.0, 276.0, 2.4


def draw(language: str) -> Figure:
    loss, rate, momentum, nesterov = WORDS[language]
    figure, axes = canvas(440, 326)
    label(axes, 2, 12, loss, role("loss"), size=SMALL, align="left")
    label(axes, 237, 316, rate, size=SMALL)
    problem = _problem()
    panels: tuple[tuple[float, tuple[tuple[str, Any, dict[str, Any]], ...]], ...] = (
        (
            30.0,
            (
                ("SGD", optimizers.SGD, {}),
                (momentum, optimizers.SGD, MOMENTUM),
                (nesterov, optimizers.SGD, {**MOMENTUM, "nesterov": True}),
            ),
        ),
        (
            244.0,
            (
                ("Adagrad", optimizers.Adagrad, {}),
                ("RMSprop", optimizers.RMSprop, {}),
                ("Adam", optimizers.Adam, {}),
            ),
        ),
    )
    for left, rules in panels:
        _grid(axes, left, numbers=left < 100)
        x = np.linspace(left + 14, left + WIDTH - 14, len(RATES)).round(1)
        for k, (name, kind, arguments) in enumerate(rules):
            losses = [_train(kind(rate, **arguments), *problem) for rate in RATES]
            y = np.array([_height(value) for value in losses]).round(1)
            best = int(np.argmin(losses))
            axes.plot(x, y, linestyle=STYLES[k], color=role("loss"), linewidth=1.8)
            axes.plot(
                x[best], y[best], "o", color=role("loss"), markersize=9, markerfacecolor="none"
            )
            key = 36 + 19 * k
            axes.plot(
                [left, left + 34],
                [key, key],
                linestyle=STYLES[k],
                color=role("loss"),
                linewidth=1.8,
            )
            label(axes, left + 42, key, name, size=SMALL, align="left")
    return figure


def _grid(axes: Axes, left: float, *, numbers: bool) -> None:
    for value in (0, 1, 2):
        y = _height(value)
        axes.plot([left, left + WIDTH], [y, y], color=role("rule"), linewidth=1)
        if numbers:
            label(axes, left - 10, y, str(value), role("faint"), size=SMALL, align="right")
    for x, rate in zip(np.linspace(left + 14, left + WIDTH - 14, len(RATES)), RATES, strict=True):
        label(axes, x, BOTTOM + 16, f"{rate:g}", role("faint"), size=SMALL)


def _height(loss: float) -> float:
    return BOTTOM - loss / HIGHEST * (BOTTOM - TOP)


def _problem() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    (images, labels), _ = load_data()
    return images[:2000].reshape(2000, 784) / 255, np.eye(10)[labels[:2000]]


def _train(rule: optimizers.Optimizer, x: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    rng = np.random.default_rng(0)
    variables = []
    for fan_in, units in ((784, 32), (32, 10)):
        limit = np.sqrt(6 / (fan_in + units))
        variables.append(Tensor(rng.uniform(-limit, limit, (fan_in, units))))
        variables.append(Tensor(np.zeros(units)))
    for i in range(0, len(x), 20):
        _loss(x[i : i + 20], y[i : i + 20], *variables).backward()
        rule.apply([w.grad for w in variables if w.grad is not None], variables)
    return float(_loss(x, y, *variables).numpy())


def _loss(
    x: NDArray[np.float64], y: NDArray[np.float64], w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor
) -> Tensor:
    return softmax_crossentropy(y, relu(x @ w1 + b1) @ w2 + b2).mean()
