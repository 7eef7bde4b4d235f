# %% [raw]
# ---
# description: The first program with every line explained, and the same network rebuilt from nothing in NumPy.
# section: 2.5
# ---

# %% [markdown]
# # The first network again {#first-network-again}
#
# Is there a line left in the first program that you could not write yourself?
#
# - **You need** the whole book so far; most of all [Backpropagation](learning/backpropagation.md).
# - **You will be able to** say what each line does, and build and train the network with NumPy alone.
# - **Time** 25 minutes.
#
# [Backpropagation](learning/backpropagation.md#network) computed every gradient of this network.
# Nothing is missing now. Here is the first program once more, without the lines that only print or
# draw. From each line a link leads back to the page that built it.
#
# ## The data {#data}

# %%
import numpy as np

from mathbits.datasets import mnist
from mathbits.utils import set_random_seed, to_categorical

train, test = mnist.load_data()
train_images, train_labels = train
test_images, test_labels = test
x_train = train_images.reshape((60000, 28 * 28))
x_train = x_train.astype("float32") / 255
x_test = test_images.reshape((10000, 28 * 28))
x_test = x_test.astype("float32") / 255
y_train = to_categorical(train_labels)
y_test = to_categorical(test_labels)
print(x_train.shape, x_train.dtype, y_train.shape)

# %% [markdown]
# - [`load_data`][mathbits.datasets.mnist.load_data] gives two pairs: a [training set and a test set](first-network.py#data), each of images
#   and labels. The images are a tensor of
#   [rank 3 and dtype uint8](tensors/attributes.md#rank-shape-dtype), the labels a
#   [vector](tensors/vectors.md#one-axis).
# - `reshape` lays the rows of each image [end to end](operations/reshaping.md#flatten), and moves no
#   number.
# - `astype("float32")` makes room for fractions: [four bytes each](tensors/attributes.md#bytes).
# - `/ 255` is an operation on [each element](operations/elementwise.md#each-element), with one number
#   [stretched](operations/broadcasting.md#rule) over all.
# - [`to_categorical`][mathbits.utils.to_categorical] writes each label as ten probabilities: [one-hot](learning/loss.md#one-hot).
#
# `x_train` is now one tensor of rank 2, [a sample in each row](tensors/vector-data.md#rows).
#
# ## The network {#network}

# %%
from mathbits import Input, layers, models

set_random_seed(0)
network = models.Sequential([
    Input((28 * 28,)),
    layers.Dense(512, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
print([weights.shape for weights in network.get_weights()])

# %% [markdown]
# - [`set_random_seed`][mathbits.utils.set_random_seed] fixes the random numbers, those of the start and those of the shuffling. So two
#   runs on one machine end alike.
# - `Input` gives the shape of one sample. The [batch axis](tensors/batches.md#samples-axis) comes
#   before it by itself.
# - [`Sequential`][mathbits.models.Sequential] puts functions [in a row](learning/chain-rule.md#network).
# - The first [`Dense`][mathbits.layers.Dense] is $\text{relu}(\shape{\data{X}}{128, 784}\,\shape{\weight{W}}{784, 512} + \shape{\bias{b}}{512})$:
#   [a product, a sum, relu](operations/dense.md#three-operations), with 512
#   [units](operations/dense.md#unit). For a batch the product is 128 times 512
#   [dot products](operations/dot-product.md#matrix-matrix), and the bias
#   [stretches](operations/broadcasting.md#bias) over the rows.
# - Without relu the two layers would collapse into [one](operations/geometry.md#collapse).
#   With it they can [uncrumple](operations/uncrumpling.md) the data.
# - `softmax` turns ten scores into [ten probabilities](learning/loss.md#softmax).
# - The weights start [at random](learning/training-loop.md#random-start), those of the first layer
#   [between plus and minus](learning/training-loop.md#glorot) $\sqrt{6 / (784 + 512)}$. The biases
#   start at 0.
#
# ## How it learns {#compile}

# %%
network.compile(
    optimizer="rmsprop",
    loss="categorical_crossentropy",
    metrics=["accuracy"],
)

# %% [markdown]
# - [`categorical_crossentropy`][mathbits.losses.categorical_crossentropy] is [minus the logarithm](learning/loss.md#cross-entropy) of the probability that the
#   network gives to the truth.
# - `rmsprop` divides each step by the [size of recent gradients](learning/optimizers.md#rmsprop).
# - `metrics` are watched, and change nothing. The accuracy is what we want, but it has
#   [no slope](learning/loss.md#accuracy) to descend.
#
# ## The training {#fit}
#
# > **Predict.** How many times does this line change the weights?
#
# <!--minutes-->

# %%
history = network.fit(x_train, y_train, epochs=5, batch_size=128)
print(network.optimizer.iterations)

# %% [markdown]
# - `batch_size=128` makes [469 batches](tensors/batches.md#last) of 60,000 images, and five epochs of
#   them are 2,345 steps.
# - Each step is the [training loop](learning/training-loop.md#loop) once: draw a batch, predict, measure the
#   loss, change the weights against the gradient. It is [stochastic](learning/sgd.md#batches), since each
#   epoch takes the images in a new order.
# - A gradient is one [slope](learning/derivative.md#nudge) for [each weight](learning/gradient.md#six-weights).
#   All of them come from [one walk back](learning/backpropagation.md#engine) through the graph, by the
#   [chain rule](learning/chain-rule.md#rates).

# %%
loss, accuracy = network.evaluate(x_test, y_test)
print(f"{accuracy:.2f} of the test digits are read correctly")

# %% [markdown]
# - `evaluate` measures on digits that no step has seen. If the network does worse on them than on
#   those it was trained on, that is [overfitting](first-network.py#evaluate).
#
# ## From nothing {#from-nothing}
#
# Now without `mathbits`, except to load the data. Four functions are enough. The first makes the weights,
# as [Glorot](learning/training-loop.md#glorot) says.

# %%
def start(rng):
    """Two random kernels, two biases of zeros."""
    weights = []
    for rows, columns in ((784, 512), (512, 10)):
        limit = np.sqrt(6 / (rows + columns))
        kernel = rng.uniform(-limit, limit, (rows, columns))
        bias = np.zeros(columns, "float32")
        weights += [kernel.astype("float32"), bias]
    return weights


# %% [markdown]
# The second goes forward. It returns the hidden values too, for the way back. In place of the
# probabilities it returns their logarithms, which come
# [straight from the scores](learning/loss.md#log-of-zero): then no $\log 0$ can occur.
#
# $$
# \begin{aligned}
# \shape{\data{H}}{n, 512} &= \text{relu}(\shape{\data{X}}{n, 784}\,\shape{\weight{W_1}}{784, 512} + \shape{\bias{b_1}}{512}) \\
# \shape{\out{Z}}{n, 10} &= \data{H}\,\shape{\weight{W_2}}{512, 10} + \shape{\bias{b_2}}{10} \\
# \log \out{p_k} &= \out{z_k} - \log \textstyle\sum_j e^{\out{z_j}}
# \end{aligned}
# $$

# %%
def forward(weights, x):
    """Hidden values (n, 512), logarithms of probabilities (n, 10)."""
    W1, b1, W2, b2 = weights
    h = np.maximum(x @ W1 + b1, 0)
    z = h @ W2 + b2
    z = z - z.max(axis=1, keepdims=True)
    return h, z - np.log(np.exp(z).sum(axis=1, keepdims=True))


# %% [markdown]
# The third goes back. It begins with [the gradient of the scores](learning/loss.md#gradient-of-the-loss),
# $\out{p} - y$, divided by the size of the batch because the loss is a mean. Each matrix product then
# [sends a gradient back](learning/backpropagation.md#arrays) to each of its two factors, but none to the
# images, which are constants.
#
# $$
# \begin{aligned}
# \shape{\grad{D_2}}{n, 10} &= (\out{P} - Y) / n \\
# \shape{\grad{G_{W_2}}}{512, 10} &= \shape{\data{H}^\top}{512, n}\,\grad{D_2} \qquad
# \shape{\grad{G_{b_2}}}{10} = \textstyle\sum_{\text{rows}} \grad{D_2} \\
# \shape{\grad{D_1}}{n, 512} &= (\grad{D_2}\,\shape{\weight{W_2}^\top}{10, 512}) \odot (\data{H} > 0) \\
# \shape{\grad{G_{W_1}}}{784, 512} &= \shape{\data{X}^\top}{784, n}\,\grad{D_1} \qquad
# \shape{\grad{G_{b_1}}}{512} = \textstyle\sum_{\text{rows}} \grad{D_1}
# \end{aligned}
# $$
#
# The sign $\odot$ multiplies element by element: where relu was closed, no gradient passes.

# %%
def gradients(weights, x, y):
    """The mean loss of a batch, and the gradient of each array."""
    h, log_p = forward(weights, x)
    loss = -(log_p * y).sum(axis=1).mean()
    d2 = (np.exp(log_p) - y) / np.float32(len(x))
    d1 = (d2 @ weights[2].T) * (h > 0)
    first = [x.T @ d1, d1.sum(axis=0)]
    return loss, first + [h.T @ d2, d2.sum(axis=0)]


# %% [markdown]
# The fourth is [RMSprop](learning/optimizers.md#rmsprop): a running mean $v$ of each gradient's square,
# and a step divided by its root.
#
# $$
# \begin{gathered}
# v \leftarrow 0.9\,v + 0.1\,\grad{g}^2 \\[4pt]
# \weight{w} \leftarrow \weight{w} - 0.001\,\grad{g} / \sqrt{v + 10^{-7}}
# \end{gathered}
# $$

# %%
def update(weights, squares, gradient):
    """One step of RMSprop, in place."""
    for w, v, g in zip(weights, squares, gradient):
        v *= 0.9
        v += 0.1 * g**2
        w -= np.float32(0.001) * g / np.sqrt(v + 1e-7)


# %% [markdown]
# And the loop. Two epochs are enough to see that it learns.

# %%
rng = np.random.default_rng(0)
y = y_train.astype("float32")
weights = start(rng)
squares = [np.zeros_like(w) for w in weights]
losses = []
for _ in range(2):
    order = rng.permutation(len(x_train))
    for first in range(0, len(x_train), 128):
        rows = order[first : first + 128]
        loss, gradient = gradients(weights, x_train[rows], y[rows])
        update(weights, squares, gradient)
        losses.append(loss)

read = forward(weights, x_test)[1].argmax(axis=1)
print(len(losses), "steps")
print(f"accuracy {(read == test_labels).mean():.4f}")

# %% alt="The loss of each of 938 steps: it falls from 2.3 to below 0.5 within fifty steps, then creeps lower, up and down from batch to batch." caption="The loss of each step, two epochs long."
from matplotlib.figure import Figure

figure = Figure(figsize=(5.6, 2.6), layout="constrained")
axes = figure.add_subplot()
axes.plot(losses, color="#000000", linewidth=0.6)
axes.set_xlabel("step", fontsize=12)
axes.set_ylabel("loss", fontsize=12)
axes.tick_params(labelsize=11)
axes.spines[["top", "right"]].set_visible(False)
figure

# %% [markdown]
# Some forty lines of NumPy, and none of them is new to you.
#
# ## What the first layer sees {#weights}
#
# Each unit of the first layer has 784 weights, one for each pixel, so they can be laid out as an image.
# But they began as random numbers, and much of that noise is still there. Take the start off, and what
# is left is what the two epochs have added.
#
# The upper row shows what was added to five units, those that moved furthest: with ink there, the unit
# now comes out higher than at the start. The lower row shows what was taken away from the same units:
# with ink there, it comes out lower.

# %%
begin = start(np.random.default_rng(0))
learned = weights[0] - begin[0]

# %% alt="Ten images of 28 by 28 pixels, two for each of five units. Dark strokes and arcs stand on empty paper, in the upper row where the weights rose, in the lower row where they fell. The margins of all ten are empty."
from mathbits import plots

units = np.linalg.norm(learned, axis=0).argsort()[-5:]
kernels = learned[:, units].T
plots.digits(
    np.concatenate([np.maximum(kernels, 0), np.maximum(-kernels, 0)]),
    titles=[f"{i} +" for i in units] + [f"{i} −" for i in units],
)

# %% [markdown]
# Nobody told the units about strokes. Their weights have become
# [templates](operations/dot-product.md#templates), and the gradient drew them.
#
# > **Predict.** Some pixels are paper in all 60,000 images. What has happened to their weights?

# %%
blank = ~x_train.any(axis=0)
print(blank.sum(), "pixels")
print(np.array_equal(weights[0][blank], begin[0][blank]))

# %% [markdown]
# Nothing. The gradient of a weight is the input times what comes back, and their input is always 0. So
# each is still the random number that it was at the start, to the last bit. If a test image had ink
# there, it would be multiplied by noise.
#
# ## Surely wrong {#surely-wrong}
#
# The network says how sure it is. These are the ten test digits that the first network got wrong with
# the greatest confidence.

# %%
p = network.predict(x_test)
read = p.argmax(axis=1)

# %% alt="Ten test digits that the network reads wrongly, each with what it is and what it was read as. Some would puzzle a person too, others are plain to the eye."
sure = np.where(read == test_labels, 0, p.max(axis=1))
ten = sure.argsort()[-10:]
plots.digits(
    test_images[ten],
    titles=[f"{test_labels[i]} read as {read[i]}" for i in ten],
)

# %% [markdown]
# How sure is it in general?

# %%
sure = p.max(axis=1) > 0.99
wrong = read != test_labels
print(f"surer than 0.99: {sure.mean():.2f} of the test digits")
print("wrong:", wrong.sum())
print("wrong, and surer than 0.99:", (sure & wrong).sum())

# %% [markdown]
# A probability near 1 is no promise. Training rewards being sure about its own images, nearly all of
# which the network reads rightly by now. What it says about others, no step has ever measured.
#
# ## Two engines, weight by weight {#two-ways}
#
# Is our NumPy the same as `mathbits`? Start both from the same weights, feed both the same batches, and
# compare all 407,050 weights at seven of the 469 steps. For each of the four arrays we print the largest
# difference, as a share of the array's largest weight.
#
# <!--minutes-->

# %%
from mathbits.callbacks import LambdaCallback


def distances(ours, theirs):
    return [
        float(np.abs(a - b).max() / np.abs(a).max())
        for a, b in zip(ours, theirs)
    ]


def show(step, ours, theirs):
    shares = distances(ours, theirs)
    print(f"{step:4}", *(f"{share:6.0e}" for share in shares))


def follow(batch, logs):
    rows = slice(128 * batch, 128 * batch + 128)
    _, gradient = gradients(weights, x_train[rows], y[rows])
    update(weights, squares, gradient)
    if batch + 1 in (1, 2, 5, 10, 20, 100, 469):
        show(batch + 1, weights, twin.get_weights())


twin = models.Sequential([
    Input((28 * 28,)),
    layers.Dense(512, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
twin.compile("rmsprop", "categorical_crossentropy")
weights = start(np.random.default_rng(1))
squares = [np.zeros_like(w) for w in weights]
twin.set_weights(weights)

print("step     W1     b1     W2     b2")
twin.fit(
    x_train, y_train, batch_size=128, shuffle=False,
    callbacks=[LambdaCallback(on_train_batch_end=follow)],
)
print(twin.optimizer.iterations, "steps")

# %% [markdown]
# `0e+00` says that every number of the array is equal, to the last bit. Where the table shows more,
# the two have rounded differently: `float32` keeps about seven digits.
#
# How much harm can rounding do? Let our own functions run once more in `float64`, which keeps sixteen
# digits, and compare them with the run in `float32`. We also count how many hidden values relu lets
# through in one run and not in the other.

# %%
weights = start(np.random.default_rng(1))
squares = [np.zeros_like(w) for w in weights]
fine = [w.astype("float64") for w in weights]
fine_squares = [np.zeros_like(w) for w in fine]

largest, flips = [], []
for i in range(469):
    rows = slice(128 * i, 128 * i + 128)
    a, b = x_train[rows], y[rows]
    passed = forward(weights, a)[0] > 0
    fine_passed = forward(fine, a)[0] > 0
    flips.append(int((passed != fine_passed).sum()))
    update(weights, squares, gradients(weights, a, b)[1])
    update(fine, fine_squares, gradients(fine, a, b)[1])
    largest.append(max(distances(fine, weights)))

first = int(np.argmax(np.array(flips) > 0))
for i in (0, first - 1, first, 468):
    print(f"step {i + 1:3}: {largest[i]:.0e}, {flips[i]} differ")

# %% alt="The largest difference over 469 steps, on a logarithmic axis. It stays near one part in a million, until a dashed line marks the first hidden value that passed in one and not in the other. There it jumps, later it jumps again, and it ends tens of thousands of times as large as it was, near a tenth." caption="The largest difference between the two, step by step. Dashed: the first hidden value that differs in passing relu."
figure = Figure(figsize=(5.6, 2.6), layout="constrained")
axes = figure.add_subplot()
axes.semilogy(range(1, 470), largest, color="#000000", linewidth=1)
axes.axvline(first + 1, color="#000000", linewidth=1, linestyle="--")
axes.set_xlabel("step", fontsize=12)
axes.set_ylabel("largest difference", fontsize=12)
axes.tick_params(labelsize=11)
axes.spines[["top", "right"]].set_visible(False)
figure

# %% [markdown]
# Rounding stays small as long as all numbers take the same way. An input of relu within a rounding of 0
# can pass in one run and not in the other. Then one gradient has a term that the other lacks, and the
# weights part. This is why two libraries, or two machines, rarely end a training with equal weights. The
# skill hardly changes:

# %%
for name, w in (("float32", weights), ("float64", fine)):
    read = forward(w, x_test)[1].argmax(axis=1)
    print(f"{name}: accuracy {(read == test_labels).mean():.4f}")

# %% [markdown]
# And Keras? Here is `mathbits` against Keras at five of twenty steps, and again all 407,050 weights. How
# the two round depends on the machine. So the block does not print the differences. It says for each array
# whether the largest is below 1e-5 of the array's largest weight. `fit` is called five times, and each
# call goes on where the last one ended, for the optimizer keeps its memory.
#
# ```python
# import keras
# import numpy as np
#
# from mathbits import Input, layers, models
# from mathbits.datasets import mnist
# from mathbits.utils import set_random_seed, to_categorical
#
# set_random_seed(0)
# (images, labels), _ = mnist.load_data()
# first = slice(0, 20 * 128)
# x = images[first].reshape(-1, 784).astype("float32") / 255
# y = to_categorical(labels[first])
#
# ours = models.Sequential([
#     Input((784,)),
#     layers.Dense(512, activation="relu"),
#     layers.Dense(10, activation="softmax"),
# ])
# theirs = keras.Sequential([
#     keras.Input((784,)),
#     keras.layers.Dense(512, activation="relu"),
#     keras.layers.Dense(10, activation="softmax"),
# ])
# theirs.set_weights(ours.get_weights())
# for model in (ours, theirs):
#     model.compile("rmsprop", "categorical_crossentropy")
#
#
# def agree(a, b):
#     return bool(np.abs(a - b).max() < 1e-5 * np.abs(a).max())
#
#
# print("step   W1   b1   W2   b2")
# before = 0
# for step in (1, 2, 5, 10, 20):
#     rows = slice(128 * before, 128 * step)
#     for model in (ours, theirs):
#         model.fit(
#             x[rows], y[rows],
#             batch_size=128, shuffle=False, verbose=0,
#         )
#     pairs = zip(ours.get_weights(), theirs.get_weights())
#     print(f"{step:4}", *(agree(a, b) for a, b in pairs))
#     before = step
# steps = ours.optimizer.iterations, int(theirs.optimizer.iterations)
# print("steps:", *steps)
# ```
#
# <!--pytest-codeblocks:expected-output-->
# ```text
# step   W1   b1   W2   b2
#    1 True True True True
#    2 True True True True
#    5 True True True True
#   10 True True True True
#   20 True True True True
# steps: 20 20
# ```
#
# Three engines, one network, and its smallest form is the forty lines of NumPy above.
#
# ## Exercises {#exercises}
#
# <div class="exercise" markdown="1">
#
# **1.** The gradient of the first bias is a sum over the rows of the batch. Write it with a product in
# place of `sum`.
#
# ```python
# import numpy as np
#
# d1 = np.random.default_rng(0).normal(size=(128, 512))
#
#
# def bias_gradient(d):
#     return ...
# ```
#
# ```python
# assert np.allclose(bias_gradient(d1), d1.sum(axis=0))
# ```
#
# <details class="solution" markdown="1">
# <summary>Solution</summary>
#
# A row of ones times the matrix adds up its rows: the bias is a weight whose input is always 1.
#
# ```python
# def bias_gradient(d):
#     return np.ones(len(d)) @ d
# ```
#
# </details>
#
# </div>
#
# <div class="exercise" markdown="1">
#
# **2.** How many steps does the program take with batches of 100? Predict it, then let `mathbits` count
# on a tenth of the images.
#
# ```python
# steps = ...
# ```
#
# ```python
# from mathbits import Input, layers, models
# from mathbits.datasets import mnist
# from mathbits.utils import to_categorical
#
# (images, labels), _ = mnist.load_data()
# tenth = images[:6000].reshape(-1, 784).astype("float32") / 255
# small = models.Sequential([Input((784,)), layers.Dense(10)])
# small.compile("sgd", "mse")
# small.fit(tenth, to_categorical(labels[:6000]), 100, epochs=5)
# assert steps == 10 * small.optimizer.iterations
# ```
#
# <details class="solution" markdown="1">
# <summary>Solution</summary>
#
# Every batch is full, since 100 divides 60,000.
#
# ```python
# steps = 5 * 60000 // 100
# print(steps)
# ```
#
# <!--pytest-codeblocks:expected-output-->
# ```text
# 3000
# ```
#
# </details>
#
# </div>
#
# <div class="exercise" markdown="1">
#
# **3.** Somebody forgets to divide `d2` by the size of the batch, 128. Every gradient is then 128 times as
# large. How many times as long does the first step become with SGD, and how many times with RMSprop?
# Round to whole numbers.
#
# ```python
# with_sgd = ...
# with_rmsprop = ...
# ```
#
# ```python
# from mathbits import Tensor, optimizers
#
#
# def first_step(rule, g):
#     w = Tensor([0.0])
#     rule.apply([np.array([g])], [w])
#     return float(abs(w.numpy()[0]))
#
#
# for answer, rule in (
#     (with_sgd, optimizers.SGD),
#     (with_rmsprop, optimizers.RMSprop),
# ):
#     ratio = first_step(rule(), 128 * 0.05) / first_step(rule(), 0.05)
#     assert answer == round(ratio)
# ```
#
# <details class="solution" markdown="1">
# <summary>Solution</summary>
#
# SGD multiplies the gradient by the learning rate and by nothing else. RMSprop divides it by its own
# size, and the 128 cancels, as long as $\varepsilon$ is small against the square. This is why such a
# mistake can stay hidden: the network learns all the same.
#
# ```python
# with_sgd = 128
# with_rmsprop = 1
# ```
#
# </details>
#
# </div>
#
# **What you know now.** Every line of the first program is a function that you have built, and forty
# lines of NumPy do the same, weight by weight. They run on one machine. The next page shares their
# gradient out between [many](many-machines.md).
