# %% [raw]
# ---
# description: A network of two layers learns to read handwritten digits, in NumPy and in Keras.
# section: 2.1
# ---

# %% [markdown]
# # A first network {#a-first-network}
#
# What does a program that learns to read digits look like, from the first line to the last?
#
# - **You need** a little Python: variables, functions, lists.
# - **You will be able to** run the whole program, and say what each line is for, though not yet how
#   it works inside.
# - **Time** 15 minutes.
#
# This page shows the whole before its parts. Some words will be new. Read on all the same: each of
# them is explained later, and at the end of the book this program holds no step that you have not
# computed yourself.
#
# ## The data {#data}
#
# MNIST is a collection of 70,000 handwritten digits, made in the 1990s from forms that American
# census workers and pupils filled in. Each digit is a small grey image of 28 by 28 pixels, and each
# comes with a **label**: the digit that the writer meant.

# %%
from mathbits.datasets import mnist

train, test = mnist.load_data()
train_images, train_labels = train
test_images, test_labels = test
print(train_images.shape, train_labels.shape)
print(test_images.shape, test_labels.shape)

# %% [markdown]
# The images come in two sets. The network learns from the **training set**. The **test set** stays
# hidden until the end, and shows whether the network has learned to read, or has only learned these
# 60,000 images by heart.
#
# Here are the first ten images with their labels.

# %% alt="Ten handwritten digits in two rows: 5, 0, 4, 1, 9 and 2, 1, 3, 1, 4."
from mathbits import plots

plots.digits(train_images[:10], titles=train_labels[:10])

# %% [markdown]
# And one of them by itself, the one at index 4. Its rows and columns are counted from 0 to 27.

# %% alt="The digit 9, large, with the numbers of its columns below and of its rows at the left, from 0 to 27."
from matplotlib.figure import Figure

figure = Figure(figsize=(2.8, 2.6), layout="constrained")
axes = figure.add_subplot()
axes.imshow(train_images[4], cmap="binary")
axes.tick_params(labelsize=11)
figure

# %% [markdown]
# Inside the computer an image is a table of numbers, 0 for paper and 255 for the blackest ink. The
# page on [key attributes](tensors/attributes.md#rank-shape-dtype) takes this image apart.
#
# ## The network {#network}
#
# A network is a row of **layers**. A layer takes numbers in and gives other numbers out, which say
# something more useful about the data. Ours has two.
#
# ![An image of the digit 9 becomes a column of 784 pixels, then, through weights W1 and b1 and relu, 512 features, then, through weights W2 and b2 and softmax, 10 probabilities.](figures/network.svg)
#
# In a [`Dense`][mathbits.layers.Dense] layer every number that goes in takes part in every number
# that comes out. As a formula, with the input $\data{x}$, the weights $\weight{W}$ and the bias
# $\bias{b}$:
#
# $$
# \out{y} = \text{relu}(\data{x}\,\weight{W} + \bias{b})
# $$
#
# Here **relu** turns negative numbers into 0 and leaves the others alone. Such a function at the end
# of a layer is its **activation function**. The last layer ends in **softmax** in place of relu. It
# gives ten numbers between 0 and 1 that add up to 1: how probable the network thinks each digit is.

# %%
from mathbits import Input, layers, models
from mathbits.utils import set_random_seed

set_random_seed(0)
network = models.Sequential([
    Input((28 * 28,)),
    layers.Dense(512, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
network.summary()

# %% [markdown]
# The **parameters** are the numbers that learning may change: the weights and the biases. The weights
# start at random, the biases at zero, and the network knows nothing.
#
# Many programs put the layers on one another with `add`. With the same random numbers this is the same
# network, weight by weight.

# %%
set_random_seed(0)
stacked = models.Sequential()
stacked.add(Input((28 * 28,)))
stacked.add(layers.Dense(512, activation="relu"))
stacked.add(layers.Dense(10, activation="softmax"))

pairs = zip(network.get_weights(), stacked.get_weights())
print(all((a == b).all() for a, b in pairs))

# %% [markdown]
# ## How it learns {#compile}
#
# Three choices are left.
#
# - The **loss** measures how wrong the network is, as one number. What computes it is the **loss function**.
# - The **optimizer** changes the weights so that the loss on the training set becomes smaller.
# - The **metrics** are what we want to watch. Ours is the accuracy: the share of digits that are
#   read correctly.

# %%
network.compile(
    optimizer="rmsprop",
    loss="categorical_crossentropy",
    metrics=["accuracy"],
)

# %% [markdown]
# ## Preparing the data {#prepare}
#
# The network expects each image as one row of 784 numbers between 0 and 1. So we lay the rows of
# pixels end to end, turn the whole numbers into numbers with decimals, and divide by 255.

# %%
x_train = train_images.reshape((60000, 784)).astype("float32") / 255
x_test = test_images.reshape((10000, 784)).astype("float32") / 255
print(x_train.shape, x_train.dtype, x_train.min(), x_train.max())

# %% [markdown]
# The network gives ten probabilities, and our loss function compares them with ten others. So each label
# becomes ten probabilities too: a 1 at the right digit, 0 everywhere else. This is called **one-hot**.

# %%
from mathbits.utils import to_categorical

y_train = to_categorical(train_labels)
y_test = to_categorical(test_labels)
print(train_labels[0], "becomes", y_train[0])

# %% [markdown]
# ## Learning {#fit}
#
# `fit` goes through the training set five times. Each time is an **epoch**. It takes 128 images at a
# time, a **batch**, and after each batch the optimizer changes the weights a little.
#
# > **Predict.** Of 100 digits that the network sees in its very first epoch, how many will it read
# > correctly? And in the second?
#
# <!--minutes-->

# %%
history = network.fit(x_train, y_train, epochs=5, batch_size=128)

for epoch in range(5):
    loss = history.history["loss"][epoch]
    accuracy = history.history["accuracy"][epoch]
    print(f"{epoch + 1}: loss {loss:.4f}, accuracy {accuracy:.4f}")

# %% [markdown]
# The loss falls and the accuracy rises, quickly at first and then more and more slowly.

# %% alt="Two curves over five epochs: the loss falls steeply and flattens out, the accuracy rises steeply and flattens out just below 1."
plots.history(history)

# %% [markdown]
# ## The test {#evaluate}
#
# Now the hidden images. First the training set once more, with the weights as they are at the end;
# then the test set.

# %%
train_loss, train_accuracy = network.evaluate(x_train, y_train)
test_loss, test_accuracy = network.evaluate(x_test, y_test)
print(f"train: loss {train_loss:.4f}, accuracy {train_accuracy:.4f}")
print(f"test:  loss {test_loss:.4f}, accuracy {test_accuracy:.4f}")

# %% [markdown]
# The network reads digits that it has never seen, but not as well as those that it learned from.
# This gap is the mark of **overfitting**: part of what the network learned holds for the training
# images alone.
#
# Which digits does it get wrong? Above each image stands what it is, and what the network reads.

# %% alt="Ten test images that the network reads wrongly. Most are untidy: open loops, missing strokes, digits that look like another one."
predicted = network.predict(x_test).argmax(axis=1)
wrong = (predicted != test_labels).nonzero()[0]
print(f"{len(wrong)} of {len(test_labels)} are read wrongly")

ten = wrong[:10]
plots.digits(
    test_images[ten],
    titles=[f"{test_labels[i]} read as {predicted[i]}" for i in ten],
)

# %% [markdown]
# The share of right answers, counted by hand from the predictions, is the accuracy that `evaluate`
# gave: two routes, one number.

# %%
print(abs((predicted == test_labels).mean() - test_accuracy) < 1e-6)

# %% [markdown]
# ## The same program in Keras {#keras}
#
# `mathbits` uses the names of [Keras](https://keras.io), a library that many such programs are
# written in. Change the import lines, and the same text runs there. Only the digits still come from
# `mathbits`, since Keras would download them.
#
# ```python
# from keras import Input, layers, models
# from keras.utils import set_random_seed, to_categorical
# from mathbits.datasets import mnist
#
# set_random_seed(0)
# (x_train, y_train), (x_test, y_test) = mnist.load_data()
# x_train = x_train.reshape((60000, 28 * 28)).astype("float32") / 255
# x_test = x_test.reshape((10000, 28 * 28)).astype("float32") / 255
# y_train, y_test = to_categorical(y_train), to_categorical(y_test)
#
# network = models.Sequential([
#     Input((28 * 28,)),
#     layers.Dense(512, activation="relu"),
#     layers.Dense(10, activation="softmax"),
# ])
# network.compile(
#     optimizer="rmsprop",
#     loss="categorical_crossentropy",
#     metrics=["accuracy"],
# )
# network.fit(x_train, y_train, epochs=5, batch_size=128, verbose=0)
# loss, accuracy = network.evaluate(x_test, y_test, verbose=0)
# print(f"{accuracy:.2f} of the test digits are read correctly")
# ```
#
# <!--pytest-codeblocks:expected-output-->
# ```text
# 0.98 of the test digits are read correctly
# ```
#
# The two libraries draw different random numbers, so the decimals after the second may differ. What is
# the same is the mathematics.
#
# ## Exercises {#exercises}
#
# <div class="exercise" markdown="1">
#
# **1.** The summary above says that the first layer has 401,920 parameters, and the second 5,130.
# Where do they come from? Write the function that counts the parameters of any `Dense` layer, from
# how many numbers go in and how many come out. The check makes three layers and counts.
#
# ```python
# def parameters(inputs, units):
#     return ...
# ```
#
# ```python
# from mathbits import layers
#
# for inputs, units in ((784, 512), (512, 10), (3, 2)):
#     layer = layers.Dense(units)
#     layer.build((None, inputs))
#     made = sum(weight.size for weight in layer.trainable_weights)
#     assert parameters(inputs, units) == made
# ```
#
# <details class="solution" markdown="1">
# <summary>Solution</summary>
#
# A *unit* computes one of the numbers that leave the layer. There is one weight for each pair of an
# input and a unit, and one bias for each unit.
#
# ```python
# def parameters(inputs, units):
#     return inputs * units + units
#
#
# print(parameters(784, 512), parameters(512, 10))
# ```
#
# <!--pytest-codeblocks:expected-output-->
# ```text
# 401920 5130
# ```
#
# </details>
#
# </div>
#
# <div class="exercise" markdown="1">
#
# **2.** How often does the optimizer change the weights in one epoch, and in all five?
#
# ```python
# steps = ...
# updates = ...
# ```
#
# ```python
# batches = range(0, 60000, 128)
# assert steps == len(batches)
# assert updates == len([first for _ in range(5) for first in batches])
# ```
#
# <details class="solution" markdown="1">
# <summary>Solution</summary>
#
# Once for each batch. 60,000 images make 468 full batches, and the rest one shorter batch.
#
# ```python
# import math
#
# steps = math.ceil(60000 / 128)
# updates = 5 * steps
# print(steps, 60000 - 468 * 128, updates)
# ```
#
# <!--pytest-codeblocks:expected-output-->
# ```text
# 469 96 2345
# ```
#
# </details>
#
# </div>
#
# **What you know now.** A network is a row of layers; a loss measures how wrong it is; an optimizer
# changes its weights, batch by batch; and a test set that it has not seen tells what it is worth.
# Before it is taken apart, let it read your own hand: [draw a digit](draw.md).
