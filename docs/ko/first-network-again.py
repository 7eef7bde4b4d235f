# %% [raw]
# ---
# description: 첫 프로그램을 한 줄씩 다시 풀어 보고, 같은 신경망을 NumPy만으로 처음부터 만듭니다.
# section: 2.5
# ---

# %% [markdown]
# # 첫 신경망 다시 보기 {#first-network-again}
#
# 첫 프로그램에 아직 직접 쓸 수 없는 줄이 남아 있을까요?
#
# - **필요한 것** 지금까지 읽은 내용 전부, 그 가운데서도 [역전파](learning/backpropagation.md).
# - **읽고 나면** 프로그램의 모든 줄이 하는 일을 설명하고, NumPy만으로 이 신경망을 만들어 훈련할 수 있습니다.
# - **시간** 25분.
#
# [역전파](learning/backpropagation.md#network)에서 이 신경망의 그래디언트(gradient)를 모두 계산했습니다.
# 이제 빠진 것이 없습니다. 첫 프로그램을 다시 실행하면서 줄마다 그것을 배운 곳으로 되짚어 가 봅시다.
#
# ## 데이터 {#data}

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
# - `load_data`는 [랭크가 3이고 dtype이 uint8](tensors/attributes.md#rank-shape-dtype)인 텐서를 줍니다.
# - `reshape`는 이미지의 행을 [한 줄로 이어 붙입니다](operations/reshaping.md#flatten). 수는 하나도
#   움직이지 않습니다.
# - `astype("float32")`는 소수를 담을 자리를 마련합니다. 수 하나가 [4바이트](tensors/attributes.md#bytes)입니다.
# - `/ 255`는 [원소마다](operations/elementwise.md#each-element) 하는 연산이고, 수 하나가 모든 원소로
#   [늘어납니다](operations/broadcasting.md#rule).
# - `to_categorical`은 레이블을 확률 열 개로 적습니다. 이것이 [원-핫](learning/loss.md)입니다.
#
# ## 신경망 {#network}

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
# - `Sequential`은 함수를 [한 줄로](learning/chain-rule.md#network) 늘어놓습니다.
# - `Dense`는 $\text{relu}(\shape{\data{X}}{128, 784}\,\shape{\weight{W}}{784, 512} + \shape{\bias{b}}{512})$,
#   곧 [곱하고, 더하고, 렐루를 적용하는](operations/dense.md#three-operations) 함수입니다. 곱은
#   128 × 512번의 [점곱](operations/dot-product.md#matrix-matrix)이고, 편향은 모든 행으로
#   [늘어납니다](operations/broadcasting.md#bias).
# - 렐루가 없으면 두 층은 [한 층](operations/geometry.md)으로 합쳐지고 맙니다.
# - `softmax`는 점수 열 개를 [확률 열 개](learning/loss.md)로 바꿉니다.
# - 가중치는 $\sqrt{6 / (784 + 512)}$을 넘지 않는 범위에서
#   [무작위로](learning/training-loop.md) 시작합니다.
#
# ## 학습 방법 {#compile}

# %%
network.compile(
    optimizer="rmsprop",
    loss="categorical_crossentropy",
    metrics=["accuracy"],
)

# %% [markdown]
# - `categorical_crossentropy`는 신경망이 정답에 매긴 확률에
#   [로그를 취해 부호를 바꾼 값](learning/loss.md)입니다.
# - `rmsprop`은 스텝마다 그래디언트를 [최근 그래디언트의 크기](learning/optimizers.md#rmsprop)로 나눕니다.
# - 정확도는 우리가 바라는 것이지만, [따라 내려갈 수는 없습니다](learning/loss.md).
#
# ## 훈련 {#fit}
#
# > **예측해 보세요.** 다음 줄은 가중치를 몇 번 바꿀까요?

# %%
history = network.fit(x_train, y_train, epochs=5, batch_size=128)
print(network.optimizer.iterations)

# %% [markdown]
# - `batch_size=128`이면 이미지 60,000장이 [배치 469개](tensors/batches.md#last)가 되고, 다섯 에포크는
#   2,345스텝입니다.
# - 스텝 하나가 [훈련 반복 루프](learning/training-loop.md) 한 바퀴입니다. 배치를 뽑고, 손실을 재고,
#   그래디언트를 구하고, 가중치를 바꿉니다. 에포크마다 이미지의 순서를 새로 섞으므로
#   [확률적](learning/sgd.md#batches)입니다.
# - 그래디언트는 계산 그래프를 [거꾸로 한 번 걸어](learning/backpropagation.md#engine) 구합니다.

# %%
loss, accuracy = network.evaluate(x_test, y_test)
print(f"테스트 숫자를 {accuracy:.2f}의 비율로 바르게 읽습니다")

# %% [markdown]
# - `evaluate`는 어느 스텝에서도 보지 않은 숫자로 잽니다. 훈련에 쓴 숫자보다 이쪽을 더 못 읽는 만큼이
#   [과대적합](first-network.py#evaluate)입니다.
#
# ## 맨바닥부터 {#from-nothing}
#
# 이번에는 데이터를 읽을 때 말고는 `mathbits`를 쓰지 않습니다. 함수 네 개면 됩니다. 첫째 함수는 가중치를
# 만듭니다.

# %%
def start(rng):
    """글로럿의 범위에서 뽑은 커널 둘, 0으로 채운 편향 둘."""
    weights = []
    for rows, columns in ((784, 512), (512, 10)):
        limit = np.sqrt(6 / (rows + columns))
        kernel = rng.uniform(-limit, limit, (rows, columns))
        bias = np.zeros(columns, "float32")
        weights += [kernel.astype("float32"), bias]
    return weights


# %% [markdown]
# 둘째 함수는 앞으로 나아갑니다. 되돌아올 때 쓰려고 은닉층의 값도 함께 돌려줍니다.

# %%
def forward(weights, x):
    """은닉층의 값 (배치, 512)와 확률 (배치, 10)."""
    W1, b1, W2, b2 = weights
    h = np.maximum(x @ W1 + b1, 0)
    scores = h @ W2 + b2
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return h, e / e.sum(axis=1, keepdims=True)


# %% [markdown]
# 셋째 함수는 되돌아옵니다. 출발점은 점수의 그래디언트 $\out{p} - \out{y}$이고, 손실이 평균이므로 배치
# 크기로 나눕니다.
#
# $$
# \begin{aligned}
# \shape{\grad{D_2}}{n, 10} &= (\out{P} - \out{Y}) / n \\
# \shape{\grad{W_2}}{512, 10} &= \shape{\data{H}^\top}{512, n}\,\grad{D_2} \qquad
# \shape{\grad{b_2}}{10} = \textstyle\sum_{\text{행}} \grad{D_2} \\
# \shape{\grad{D_1}}{n, 512} &= \grad{D_2}\,\shape{\weight{W_2}^\top}{10, 512} \odot (\data{H} > 0) \\
# \shape{\grad{W_1}}{784, 512} &= \shape{\data{X}^\top}{784, n}\,\grad{D_1} \qquad
# \shape{\grad{b_1}}{512} = \textstyle\sum_{\text{행}} \grad{D_1}
# \end{aligned}
# $$
#
# $\odot$는 원소끼리 곱하라는 뜻입니다. 렐루가 닫힌 곳으로는 그래디언트가 지나가지 않습니다.

# %%
def gradients(weights, x, y):
    """배치의 평균 손실과, 가중치 배열마다의 그래디언트."""
    h, p = forward(weights, x)
    loss = -np.log((p * y).sum(axis=1)).mean()
    d2 = (p - y) / np.float32(len(x))
    d1 = (d2 @ weights[2].T) * (h > 0)
    first = [x.T @ d1, d1.sum(axis=0)]
    return loss, first + [h.T @ d2, d2.sum(axis=0)]


# %% [markdown]
# 넷째 함수가 RMSprop입니다. 그래디언트 제곱의 이동 평균 $v$를 구하고, 그 제곱근으로 스텝을 나눕니다.

# %%
def update(weights, squares, gradient):
    """RMSprop 한 스텝. 배열을 제자리에서 바꿉니다."""
    for w, v, g in zip(weights, squares, gradient):
        v *= 0.9
        v += 0.1 * g**2
        w -= np.float32(0.001) * g / np.sqrt(v + 1e-7)


# %% [markdown]
# 이제 루프입니다. 배우고 있는지 보는 데는 두 에포크면 충분합니다.

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
print(len(losses), "스텝")
print("테스트 숫자의 96 % 넘게 읽음:", right.mean() > 0.96)

# %% alt="938스텝의 손실. 쉰 스텝 만에 2.3에서 0.5 아래로 떨어진 다음, 배치마다 오르내리며 천천히 더 낮아집니다." caption="두 에포크 동안 스텝마다 잰 손실."
from matplotlib.figure import Figure

figure = Figure(figsize=(5.6, 2.6), layout="constrained")
axes = figure.add_subplot()
axes.plot(losses, color="#000000", linewidth=0.6)
axes.set_xlabel("스텝", fontsize=12)
axes.set_ylabel("손실", fontsize=12)
axes.tick_params(labelsize=11)
axes.spines[["top", "right"]].set_visible(False)
figure

# %% [markdown]
# NumPy로 마흔 줄 남짓이고, 처음 보는 것은 하나도 없습니다.
#
# ## 첫 층이 보는 것 {#weights}
#
# 첫 층의 유닛에는 픽셀마다 하나씩 가중치가 784개 있습니다. 이것을 이미지로 펼치면 유닛이 무엇을 찾는지
# 보입니다. 윗줄은 둘째 층에 가장 큰 영향을 주는 유닛 다섯 개의 양수 가중치입니다. 그 자리에 잉크가 있으면
# 유닛의 값이 커집니다. 아랫줄은 같은 유닛의 음수 가중치입니다. 그 자리에 잉크가 있으면 값이 작아집니다.

# %% alt="28 × 28 가중치 이미지 열 장. 무작위 잡음 사이로 진한 획이 드러납니다. 위 다섯 장은 양수 가중치, 아래 다섯 장은 음수 가중치입니다."
from mathbits import plots

units = np.abs(weights[2]).sum(axis=1).argsort()[-5:]
kernels = weights[0][:, units].T
plots.digits(
    np.concatenate([np.maximum(kernels, 0), np.maximum(-kernels, 0)]),
    titles=[f"{i} +" for i in units] + [f"{i} −" for i in units],
)

# %% [markdown]
# 네 모서리에는 어느 이미지에도 잉크가 거의 없습니다. 그곳 가중치의 그래디언트는 내내 0에 가까웠고,
# 그래서 시작할 때의 난수가 그대로 남아 있습니다.
#
# ## 자신 있게 틀린 숫자 {#surely-wrong}
#
# 신경망은 얼마나 확신하는지도 알려 줍니다. 다음은 첫 신경망이 잘못 읽은 테스트 숫자 가운데 가장 크게
# 확신한 열 개입니다.

# %% alt="신경망이 잘못 읽은 테스트 숫자 열 개와, 저마다의 정답과 신경망이 읽은 숫자. 사람에게도 헷갈리는 것이 있고, 눈으로 보면 뻔한 것도 있습니다."
p = network.predict(x_test)
read = p.argmax(axis=1)
sure = np.where(read == test_labels, 0, p.max(axis=1))
ten = sure.argsort()[-10:]
plots.digits(
    test_images[ten],
    titles=[f"{test_labels[i]} → {read[i]}로 읽음" for i in ten],
)

# %% [markdown]
# 확률이 1에 가깝다고 해서 맞는다는 보장은 없습니다. 교차 엔트로피는 확신할수록 보상하고, 외워 버린
# 이미지 60,000장에서는 확신하는 편이 이롭기 때문입니다.
#
# ## 두 엔진의 가중치 견주기 {#two-ways}
#
# 우리가 쓴 NumPy 코드는 `mathbits`와 같을까요? 둘을 같은 가중치에서 시작해 같은 배치를 주고, 스텝마다
# 가중치 407,050개를 모두 견주어 봅시다.

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
    print(f"스텝 {step:2}: 1e-5보다 작음:", distances[step - 1] < 1e-5)

# %% [markdown]
# 가중치의 크기는 0.1쯤입니다. 차이는 반올림에서 옵니다. 두 엔진은 더하는 순서가 다릅니다.
#
# Keras는 어떨까요? 이번에는 상대를 Keras로 바꾸어 견주어 봅시다.
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
# print("20스텝 뒤 1e-5보다 작음:", distance < 1e-5)
# ```
#
# <!--pytest-codeblocks:expected-output-->
# ```text
# 20스텝 뒤 1e-5보다 작음: True
# ```
#
# 엔진은 셋이지만 신경망은 하나입니다. 수백 스텝이 지나면 가중치는 반올림만으로도 서로 멀어집니다. 한쪽에서만
# 열린 렐루 하나가 그 뒤의 모든 값을 바꾸기 때문입니다. 그래도 정확도는 같습니다.
#
# ## 연습 문제 {#exercises}
#
# <div class="exercise" markdown="1">
#
# **1.** 첫 편향의 그래디언트는 배치의 행을 모두 더한 것입니다. `sum` 대신 곱으로 써 보세요.
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
# <summary>풀이</summary>
#
# 1로 채운 행을 곱하면 행렬의 행이 모두 더해집니다. 편향은 입력이 언제나 1인 가중치인 셈입니다.
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
# **2.** 배치 크기가 100이면 프로그램은 몇 스텝을 밟을까요? 먼저 예측하고, 이미지의 10분의 1로
# `mathbits`가 세어 보게 하세요.
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
# <summary>풀이</summary>
#
# 60,000은 100으로 나누어떨어지므로 배치가 모두 꽉 찹니다.
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
# **이제 알게 된 것.** 첫 프로그램의 모든 줄은 직접 만들어 본 함수이고, NumPy 마흔 줄이 가중치 하나하나까지
# 같은 일을 합니다. [요약](summary.md)에서 전체를 한 장에 정리합니다.
