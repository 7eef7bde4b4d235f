"""The same network in JAX: one compiled step, with RMSprop as Keras computes it."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from clock import Clock

clock = Clock("jax")
(x_train, y_train), (x_test, y_test) = clock.load_digits()
rng = np.random.default_rng(0)


def glorot(rows: int, columns: int) -> Any:
    limit = (6 / (rows + columns)) ** 0.5
    return jnp.asarray(rng.uniform(-limit, limit, (rows, columns)).astype(np.float32))


def scores(weights: Any, x: Any) -> Any:
    w1, b1, w2, b2 = weights
    return jax.nn.relu(x @ w1 + b1) @ w2 + b2


def loss_and_right(weights: Any, x: Any, y: Any) -> Any:
    z = scores(weights, x)
    losses = -jnp.take_along_axis(jax.nn.log_softmax(z), y[:, None], axis=1)
    return losses.mean(), (z.argmax(1) == y).sum()


@jax.jit
def step(weights: Any, slots: Any, x: Any, y: Any) -> Any:
    (loss, right), gradients = jax.value_and_grad(loss_and_right, has_aux=True)(weights, x, y)
    slots = [0.9 * v + 0.1 * g * g for v, g in zip(slots, gradients, strict=True)]
    weights = [
        w - 0.001 * g / jnp.sqrt(v + 1e-7)
        for w, g, v in zip(weights, gradients, slots, strict=True)
    ]
    return weights, slots, loss, right


weights = [glorot(784, 512), jnp.zeros(512), glorot(512, 10), jnp.zeros(10)]
slots = [jnp.zeros_like(w) for w in weights]
labels = y_train.astype(np.int32)
for _ in range(clock.epochs):
    clock.start_epoch()
    order = rng.permutation(len(x_train))
    total, right = 0.0, 0
    for start in range(0, len(order), 128):
        rows = order[start : start + 128]
        weights, slots, loss, hits = step(weights, slots, x_train[rows], labels[rows])
        total += float(loss) * len(rows)
        right += int(hits)
    clock.end_epoch()
clock.report((np.asarray(scores(weights, x_test)).argmax(1) == y_test).mean())
