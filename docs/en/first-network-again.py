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
# Nothing is missing now. Here is the first program once more, with a way back from each line.
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
# - `load_data` gives tensors of [rank 3 and dtype uint8](tensors/attributes.md#rank-shape-dtype).
# - `reshape` lays the rows of each image [end to end](operations/reshaping.md#flatten), and moves no
#   number.
# - `astype("float32")` makes room for fractions: [four bytes each](tensors/attributes.md#bytes).
# - `/ 255` is an operation on [each element](operations/elementwise.md#each-element), with one number
#   [stretched](operations/broadcasting.md#rule) over all.
# - `to_categorical` writes each label as ten probabilities:
#   [one-hot](learning/loss.md).
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
# - `Sequential` puts functions [in a row](learning/chain-rule.md#network).
# - `Dense` is $\text{relu}(\shape{\data{X}}{128, 784}\,\shape{\weight{W}}{784, 512} + \shape{\bias{b}}{512})$:
#   [a product, a sum, relu](operations/dense.md#three-operations). The product is 128 times 512
#   [dot products](operations/dot-product.md#matrix-matrix), and the bias
#   [stretches](operations/broadcasting.md#bias) over the rows.
# - Without relu the two layers would collapse into [one](operations/geometry.md).
# - `softmax` turns ten scores into [ten probabilities](learning/loss.md).
# - The weights start [at random](learning/training-loop.md), between plus and minus
#   $\sqrt{6 / (784 + 512)}$.
#
# ## How it learns {#compile}

# %%
network.compile(
    optimizer="rmsprop",
    loss="categorical_crossentropy",
    metrics=["accuracy"],
)

# %% [markdown]
# - `categorical_crossentropy` is [minus the logarithm](learning/loss.md) of the probability that the
#   network gives to the truth.
# - `rmsprop` divides each step by the [size of recent gradients](learning/optimizers.md#rmsprop).
# - The accuracy is what we want, and [cannot descend](learning/loss.md).
#
# ## The training {#fit}
#
# > **Predict.** How many times does this line change the weights?

# %%
history = network.fit(x_train, y_train, epochs=5, batch_size=128)
print(network.optimizer.iterations)

# %% [markdown]
# - `batch_size=128` makes [469 batches](tensors/batches.md#last) of 60,000 images, and five epochs of
#   them are 2,345 steps.
# - Each step is the [training loop](learning/training-loop.md) once: a batch, the loss, the gradients,
#   the update. It is [stochastic](learning/sgd.md#batches), since each epoch takes the images in a new
#   order.
# - The gradients come from [one walk back](learning/backpropagation.md#engine) through the graph.

# %%
loss, accuracy = network.evaluate(x_test, y_test)
print(f"{accuracy:.2f} of the test digits are read correctly")

# %% [markdown]
# - `evaluate` measures on digits that no step has seen. What the network does worse on them than on
#   its own is [overfitting](first-network.py#evaluate).
#
# ## From nothing {#from-nothing}
#
# Now without `mathbits`. Only the data are loaded with it. Four functions are enough. The first makes
# the weights.

# %%
def start(rng):
    """Two kernels as Glorot says, two biases of zeros."""
    weights = []
    for rows, columns in ((784, 512), (512, 10)):
        limit = np.sqrt(6 / (rows + columns))
        kernel = rng.uniform(-limit, limit, (rows, columns))
        bias = np.zeros(columns, "float32")
        weights += [kernel.astype("float32"), bias]
    return weights


# %% [markdown]
# The second goes forward. It returns the hidden values too, for the way back.

# %%
def forward(weights, x):
    """Hidden values (batch, 512), and probabilities (batch, 10)."""
    W1, b1, W2, b2 = weights
    h = np.maximum(x @ W1 + b1, 0)
    scores = h @ W2 + b2
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return h, e / e.sum(axis=1, keepdims=True)


# %% [markdown]
# The third goes back. It begins with $\out{p} - \out{y}$, the gradient of the scores, divided by the
# size of the batch because the loss is a mean.
#
# $$
# \begin{aligned}
# \shape{\grad{D_2}}{n, 10} &= (\out{P} - \out{Y}) / n \\
# \shape{\grad{W_2}}{512, 10} &= \shape{\data{H}^\top}{512, n}\,\grad{D_2} \qquad
# \shape{\grad{b_2}}{10} = \textstyle\sum_{\text{rows}} \grad{D_2} \\
# \shape{\grad{D_1}}{n, 512} &= \grad{D_2}\,\shape{\weight{W_2}^\top}{10, 512} \odot (\data{H} > 0) \\
# \shape{\grad{W_1}}{784, 512} &= \shape{\data{X}^\top}{784, n}\,\grad{D_1} \qquad
# \shape{\grad{b_1}}{512} = \textstyle\sum_{\text{rows}} \grad{D_1}
# \end{aligned}
# $$
#
# The sign $\odot$ multiplies element by element: where relu was closed, no gradient passes.

# %%
def gradients(weights, x, y):
    """The mean loss of a batch, and the gradient of each array."""
    h, p = forward(weights, x)
    loss = -np.log((p * y).sum(axis=1)).mean()
    d2 = (p - y) / np.float32(len(x))
    d1 = (d2 @ weights[2].T) * (h > 0)
    first = [x.T @ d1, d1.sum(axis=0)]
    return loss, first + [h.T @ d2, d2.sum(axis=0)]


# %% [markdown]
# The fourth is RMSprop: a running mean $v$ of each gradient's square, and a step divided by its root.

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
right = read == test_labels
print(len(losses), "steps")
print("more than 96 % of the test digits:", right.mean() > 0.96)

# %% alt="The loss of each of 938 steps: it falls from 2.3 to below 0.5 within fifty steps, then creeps on, up and down from batch to batch." caption="The loss of each step, two epochs long."
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
# Some forty lines of NumPy, and nothing in them is new to you.
#
# ## What the first layer sees {#weights}
#
# Each unit of the first layer has 784 weights, one for each pixel. Laid out as an image they show what
# the unit looks for. The upper row shows the positive weights of the five units that matter most to
# the second layer: ink there raises the unit. The lower row shows the negative weights of the same
# units: ink there lowers it.

# %% alt="Ten images of 28 by 28 weights. Dark strokes stand out from random noise: in the upper five where the weights are positive, in the lower five where they are negative."
from mathbits import plots

units = np.abs(weights[2]).sum(axis=1).argsort()[-5:]
kernels = weights[0][:, units].T
plots.digits(
    np.concatenate([np.maximum(kernels, 0), np.maximum(-kernels, 0)]),
    titles=[f"{i} +" for i in units] + [f"{i} −" for i in units],
)

# %% [markdown]
# In the corners there is next to no ink in any image. The gradient of those weights stayed near zero,
# and they are still the random numbers of the start.
#
# ## Surely wrong {#surely-wrong}
#
# The network says how sure it is. These are the ten test digits that the first network got wrong with
# the greatest confidence.

# %% alt="Ten test digits that the network reads wrongly, each with what it is and what it was read as. Some would puzzle a person too, others are plain to the eye."
p = network.predict(x_test)
read = p.argmax(axis=1)
sure = np.where(read == test_labels, 0, p.max(axis=1))
ten = sure.argsort()[-10:]
plots.digits(
    test_images[ten],
    titles=[f"{test_labels[i]} read as {read[i]}" for i in ten],
)

# %% [markdown]
# A probability near 1 is no promise. Cross-entropy rewards being sure, and on 60,000 images that are
# learned by heart it pays to be sure.
#
# ## Two engines, weight by weight {#two-ways}
#
# Is our NumPy the same as `mathbits`? Start both from the same weights, feed both the same batches, and
# compare all 407,050 weights after every step.

# %%
from mathbits.callbacks import LambdaCallback

twin = models.Sequential([
    Input((28 * 28,)),
    layers.Dense(512, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
twin.compile("rmsprop", "categorical_crossentropy")
weights = start(np.random.default_rng(1))
squares = [np.zeros_like(w) for w in weights]
twin.set_weights(weights)
distances = []


def compare(batch, logs):
    rows = slice(batch * 128, batch * 128 + 128)
    _, gradient = gradients(weights, x_train[rows], y[rows])
    update(weights, squares, gradient)
    pairs = zip(weights, twin.get_weights())
    distances.append(max(np.abs(a - b).max() for a, b in pairs))


first = slice(0, 20 * 128)
watch = LambdaCallback(on_train_batch_end=compare)
twin.fit(
    x_train[first], y_train[first], 128,
    shuffle=False, callbacks=[watch],
)
for step in (1, 5, 10, 20):
    print(f"step {step:2}: below 1e-5:", distances[step - 1] < 1e-5)

# %% [markdown]
# The weights are of the order of 0.1. What differs is rounding: the two add up in another order.
#
# And Keras? The same comparison, with Keras on the other side:
#
# ```python
# import keras
# import numpy as np
#
# from mathbits import Input, layers, models
# from mathbits.datasets import mnist
# from mathbits.utils import to_categorical
#
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
#     model.fit(x, y, batch_size=128, shuffle=False, verbose=0)
#
# pairs = zip(ours.get_weights(), theirs.get_weights())
# distance = max(np.abs(a - b).max() for a, b in pairs)
# print("after 20 steps, below 1e-5:", distance < 1e-5)
# ```
#
# <!--pytest-codeblocks:expected-output-->
# ```text
# after 20 steps, below 1e-5: True
# ```
#
# Three engines, one network. Over hundreds of steps their weights do drift apart, by rounding alone,
# since a relu that opens in one and not in another changes all that follows. The accuracy stays the
# same.
#
# ## Exercises {#exercises}
#
# <div class="exercise" markdown="1">
#
# **1.** The gradient of the first bias is a sum over the rows of the batch. Write it with a product in
# place of `sum`.
#
# ```python
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
# small = models.Sequential([Input((784,)), layers.Dense(10)])
# small.compile("sgd", "mse")
# tenth = images[:6000].reshape(-1, 784).astype("float32") / 255
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
# **What you know now.** Every line of the first program is a function that you have built, and forty
# lines of NumPy do the same, weight by weight. The [summary](summary.md) puts it on one page.
