"""The same steps with the gradients derived by hand, in NumPy, with mathbits' own optimizer.

What `Tensor` costs is what mathbits takes more than this.
"""

import numpy as np
from clock import Clock

from mathbits import Tensor
from mathbits.cores import product, sharing
from mathbits.initializers import glorot_uniform
from mathbits.optimizers import RMSprop
from mathbits.utils import generator, set_random_seed, to_categorical

clock = Clock()
set_random_seed(0)
(x_train, y_train), (x_test, y_test) = clock.load_digits()
one_hot = to_categorical(y_train).astype(np.float32)
w1, w2 = (Tensor(glorot_uniform(shape)) for shape in ((784, 512), (512, 10)))
b1, b2 = (Tensor(np.zeros(length, np.float32)) for length in (512, 10))
rule = RMSprop()
with sharing():  # the products too are the same
    for _ in range(clock.epochs):
        clock.start_epoch()
        order = generator().permutation(len(x_train))
        total, right = 0.0, 0
        for start in range(0, len(order), 128):
            rows = order[start : start + 128]
            x, y = x_train[rows], one_hot[rows]
            h = np.maximum(product(x, w1.value) + b1.value, 0)
            z = h @ w2.value + b2.value
            z -= z.max(axis=1, keepdims=True)
            e = np.exp(z)
            s = e.sum(axis=1, keepdims=True)
            losses = (np.log(s[:, 0]) * y.sum(axis=1)) - (z * y).sum(axis=1)
            p = e / s
            d2 = (p - y) / np.float32(len(rows))
            d1 = (d2 @ w2.value.T) * (h > 0)
            gradients = [product(x.T, d1), d1.sum(axis=0), h.T @ d2, d2.sum(axis=0)]
            rule.apply(gradients, [w1, b1, w2, b2])
            total += float(losses.sum())
            right += int((p.argmax(axis=1) == y.argmax(axis=1)).sum())
        clock.end_epoch()
predicted = (np.maximum(x_test @ w1.value + b1.value, 0) @ w2.value + b2.value).argmax(axis=1)
clock.report((predicted == y_test).mean())
