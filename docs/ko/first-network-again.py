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
# 이제 빠진 것이 없습니다. 첫 프로그램을 다시 실행하면서 줄마다 배운 곳으로 되짚어 가 봅시다.
# 출력하거나 그리기만 하는 줄은 뺐습니다.
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
# - [`load_data`][mathbits.datasets.mnist.load_data]는 [훈련 세트와 테스트 세트](first-network.py#data)를 줍니다. 둘 다 이미지와 레이블의
#   짝입니다. 이미지는 [랭크가 3이고 dtype이 uint8](tensors/attributes.md#rank-shape-dtype)인 텐서이고,
#   레이블은 [벡터](tensors/vectors.md#one-axis)입니다.
# - `reshape`는 이미지의 행을 [한 줄로 이어 붙입니다](operations/reshaping.md#flatten). 수는 하나도
#   움직이지 않습니다.
# - `astype("float32")`는 소수를 담을 자리를 마련합니다. 수 하나가 [4바이트](tensors/attributes.md#bytes)입니다.
# - `/ 255`는 [원소마다](operations/elementwise.md#each-element) 하는 연산이고, 수 하나가 모든 원소로
#   [늘어납니다](operations/broadcasting.md#rule).
# - [`to_categorical`][mathbits.utils.to_categorical]은 레이블을 확률 열 개로 적습니다. 이것이 [원-핫](learning/loss.md#one-hot)입니다.
#
# 이제 `x_train`은 [행마다 샘플이 하나씩](tensors/vector-data.md#rows) 놓인 랭크 2 텐서입니다.
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
# - [`set_random_seed`][mathbits.utils.set_random_seed]는 시작할 때와 순서를 섞을 때 쓰는 난수를 정해 둡니다. 그래서 같은 컴퓨터에서는
#   두 번 실행해도 결과가 같습니다.
# - `Input`은 샘플 하나의 형상입니다. 그 앞의 [배치 축](tensors/batches.md#samples-axis)은 저절로
#   붙습니다.
# - [`Sequential`][mathbits.models.Sequential]은 함수를 [한 줄로](learning/chain-rule.md#network) 늘어놓습니다.
# - 첫째 [`Dense`][mathbits.layers.Dense]는 $\text{relu}(\shape{\data{X}}{128, 784}\,\shape{\weight{W}}{784, 512} + \shape{\bias{b}}{512})$,
#   곧 [곱하고, 더하고, 렐루를 적용하는](operations/dense.md#three-operations) 함수이고,
#   [유닛](operations/dense.md#unit)은 512개입니다. 배치 하나의 행렬 곱은
#   [점곱](operations/dot-product.md#matrix-matrix) 128 × 512번이고, 편향은 모든 행으로
#   [늘어납니다](operations/broadcasting.md#bias).
# - 렐루가 없으면 두 층은 [한 층](operations/geometry.md#collapse)으로 합쳐지고 맙니다. 렐루가
#   있어서 구겨진 데이터를 [펼칠](operations/uncrumpling.md) 수 있습니다.
# - `softmax`는 점수 열 개를 [확률 열 개](learning/loss.md#softmax)로 바꿉니다.
# - 가중치는 [무작위로](learning/training-loop.md#random-start) 시작합니다. 첫 층에서는 절댓값이
#   $\sqrt{6 / (784 + 512)}$을 [넘지 않는 수](learning/training-loop.md#glorot)를 뽑습니다. 편향은 0에서
#   시작합니다.
#
# ## 학습 방법 {#compile}

# %%
network.compile(
    optimizer="rmsprop",
    loss="categorical_crossentropy",
    metrics=["accuracy"],
)

# %% [markdown]
# - [`categorical_crossentropy`][mathbits.losses.categorical_crossentropy]는 신경망이 정답에 매긴 확률에
#   [로그를 취해 부호를 바꾼 값](learning/loss.md#cross-entropy)입니다.
# - `rmsprop`은 스텝마다 그래디언트를 [최근 그래디언트의 크기](learning/optimizers.md#rmsprop)로 나눕니다.
# - `metrics`는 지켜보기만 할 뿐 아무것도 바꾸지 않습니다. 정확도는 우리가 바라는 것이지만, 따라 내려갈
#   [기울기가 없습니다](learning/loss.md#accuracy).
#
# ## 훈련 {#fit}
#
# > **예측해 보세요.** 다음 줄은 가중치를 몇 번 바꿀까요?
#
# <!--minutes-->

# %%
history = network.fit(x_train, y_train, epochs=5, batch_size=128)
print(network.optimizer.iterations)

# %% [markdown]
# - `batch_size=128`이면 이미지 60,000장이 [배치 469개](tensors/batches.md#last)가 되고, 다섯 에포크는
#   2,345스텝입니다.
# - 스텝 하나가 [훈련 반복 루프](learning/training-loop.md#loop) 한 바퀴입니다. 배치를 뽑고, 예측하고, 손실을
#   재고, 그래디언트를 거슬러 가중치를 바꿉니다. 에포크마다 이미지의 순서를 새로 섞으므로
#   [확률적](learning/sgd.md#batches)입니다.
# - 그래디언트는 [가중치마다 하나씩](learning/gradient.md#six-weights) 있는
#   [기울기](learning/derivative.md#nudge)를 모은 것입니다. [연쇄 법칙](learning/chain-rule.md#rates)에 따라
#   계산 그래프를 [거꾸로 한 번 되짚으면](learning/backpropagation.md#engine) 모두 나옵니다.

# %%
loss, accuracy = network.evaluate(x_test, y_test)
print(f"테스트 숫자를 {accuracy:.2f}의 비율로 바르게 읽습니다")

# %% [markdown]
# - `evaluate`는 어느 스텝에서도 보지 않은 숫자로 잽니다. 훈련에 쓴 숫자보다 이 숫자를 더 못 읽으면
#   [과대적합](first-network.py#evaluate)입니다.
#
# ## 맨바닥부터 {#from-nothing}
#
# 이번에는 데이터를 불러올 때 말고는 `mathbits`를 쓰지 않습니다. 함수 네 개면 됩니다. 첫째 함수는
# [글로럿](learning/training-loop.md#glorot)의 범위에서 가중치를 뽑습니다.

# %%
def start(rng):
    """무작위 커널 둘, 0으로 채운 편향 둘."""
    weights = []
    for rows, columns in ((784, 512), (512, 10)):
        limit = np.sqrt(6 / (rows + columns))
        kernel = rng.uniform(-limit, limit, (rows, columns))
        bias = np.zeros(columns, "float32")
        weights += [kernel.astype("float32"), bias]
    return weights


# %% [markdown]
# 둘째 함수는 순방향으로 계산합니다. 역방향에서 쓰려고 은닉층의 값도 함께 돌려줍니다. 확률 대신 그 로그를
# 돌려주는데, [점수에서 바로](learning/loss.md#log-of-zero) 구하므로 $\log 0$이 나올 수 없습니다.
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
    """은닉층의 값 (n, 512)와 확률의 로그 (n, 10)."""
    W1, b1, W2, b2 = weights
    h = np.maximum(x @ W1 + b1, 0)
    z = h @ W2 + b2
    z = z - z.max(axis=1, keepdims=True)
    return h, z - np.log(np.exp(z).sum(axis=1, keepdims=True))


# %% [markdown]
# 셋째 함수는 역방향으로 계산합니다. 출발점은 [점수의 그래디언트](learning/loss.md#gradient-of-the-loss)
# $\out{p} - y$이고, 손실이 평균이므로 배치 크기로 나눕니다. 그다음부터는 행렬 곱이 나올 때마다, 곱한 두
# 행렬 각각에 [그래디언트를 하나씩](learning/backpropagation.md#arrays) 돌려보냅니다. 이미지는 상수이므로
# 돌려보내지 않습니다.
#
# $$
# \begin{aligned}
# \shape{\grad{D_2}}{n, 10} &= (\out{P} - Y) / n \\
# \shape{\grad{G_{W_2}}}{512, 10} &= \shape{\data{H}^\top}{512, n}\,\grad{D_2} \qquad
# \shape{\grad{G_{b_2}}}{10} = \textstyle\sum_{\text{행}} \grad{D_2} \\
# \shape{\grad{D_1}}{n, 512} &= (\grad{D_2}\,\shape{\weight{W_2}^\top}{10, 512}) \odot (\data{H} > 0) \\
# \shape{\grad{G_{W_1}}}{784, 512} &= \shape{\data{X}^\top}{784, n}\,\grad{D_1} \qquad
# \shape{\grad{G_{b_1}}}{512} = \textstyle\sum_{\text{행}} \grad{D_1}
# \end{aligned}
# $$
#
# $\odot$는 원소끼리 곱하라는 뜻입니다. 렐루가 닫힌 곳으로는 그래디언트가 지나가지 않습니다.

# %%
def gradients(weights, x, y):
    """배치의 평균 손실과, 가중치 배열마다의 그래디언트."""
    h, log_p = forward(weights, x)
    loss = -(log_p * y).sum(axis=1).mean()
    d2 = (np.exp(log_p) - y) / np.float32(len(x))
    d1 = (d2 @ weights[2].T) * (h > 0)
    first = [x.T @ d1, d1.sum(axis=0)]
    return loss, first + [h.T @ d2, d2.sum(axis=0)]


# %% [markdown]
# 넷째 함수가 [RMSprop](learning/optimizers.md#rmsprop)입니다. 그래디언트 제곱의 이동 평균 $v$를 구하고,
# 그 제곱근으로 스텝을 나눕니다.
#
# $$
# \begin{gathered}
# v \leftarrow 0.9\,v + 0.1\,\grad{g}^2 \\[4pt]
# \weight{w} \leftarrow \weight{w} - 0.001\,\grad{g} / \sqrt{v + 10^{-7}}
# \end{gathered}
# $$

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
print(len(losses), "스텝")
print(f"정확도 {(read == test_labels).mean():.4f}")

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
# 첫 층의 유닛에는 픽셀마다 하나씩 가중치가 784개 있으므로, 이미지로 펼쳐 볼 수 있습니다. 그런데 가중치는
# 난수에서 출발했고 그 잡음이 아직 많이 남아 있습니다. 출발할 때의 값을 빼면 두 에포크 동안 더해진 것만
# 남습니다.
#
# 윗줄은 가장 멀리 움직인 유닛 다섯 개에 더해진 것입니다. 그 자리에 잉크가 있으면 이제 유닛의 값이 출발할
# 때보다 커집니다. 아랫줄은 같은 유닛에서 빠진 것입니다. 그 자리에 잉크가 있으면 값이 출발할 때보다
# 작아집니다.

# %%
begin = start(np.random.default_rng(0))
learned = weights[0] - begin[0]

# %% alt="28 × 28 픽셀 이미지 열 장. 유닛 다섯 개마다 두 장씩입니다. 빈 종이 위에 진한 획과 호가 보입니다. 윗줄은 가중치가 커진 곳, 아랫줄은 작아진 곳입니다. 열 장 모두 가장자리가 비어 있습니다."
from mathbits import plots

units = np.linalg.norm(learned, axis=0).argsort()[-5:]
kernels = learned[:, units].T
plots.digits(
    np.concatenate([np.maximum(kernels, 0), np.maximum(-kernels, 0)]),
    titles=[f"{i} +" for i in units] + [f"{i} −" for i in units],
)

# %% [markdown]
# 유닛에게 획을 알려 준 사람은 없습니다. 가중치는 [템플릿](operations/dot-product.md#templates)이 되었고,
# 그 그림을 그린 것은 그래디언트입니다.
#
# > **예측해 보세요.** 이미지 60,000장 어디에서도 잉크가 없는 픽셀이 있습니다. 그 픽셀의 가중치는 어떻게
# > 되었을까요?

# %%
blank = ~x_train.any(axis=0)
print(blank.sum(), "픽셀")
print(np.array_equal(weights[0][blank], begin[0][blank]))

# %% [markdown]
# 그대로입니다. 가중치의 그래디언트는 입력과, 뒤에서 되돌아온 값을 곱한 것인데, 이 픽셀의 입력은 언제나 0이기
# 때문입니다. 그래서 마지막 비트까지 출발할 때의 난수 그대로입니다. 테스트 이미지의 이 자리에 잉크가 있다면 그
# 난수가 곱해질 뿐입니다.
#
# ## 자신 있게 틀린 숫자 {#surely-wrong}
#
# 신경망은 얼마나 확신하는지도 알려 줍니다. 다음은 첫 신경망이 잘못 읽은 테스트 숫자 가운데 가장 크게
# 확신한 열 개입니다.

# %%
p = network.predict(x_test)
read = p.argmax(axis=1)

# %% alt="신경망이 잘못 읽은 테스트 숫자 열 개와, 저마다의 정답과 신경망이 읽은 숫자. 사람에게도 헷갈리는 것이 있고, 눈으로 보면 뻔한 것도 있습니다."
sure = np.where(read == test_labels, 0, p.max(axis=1))
ten = sure.argsort()[-10:]
plots.digits(
    test_images[ten],
    titles=[f"{test_labels[i]} → {read[i]}로 읽음" for i in ten],
)

# %% [markdown]
# 평소에는 얼마나 확신할까요?

# %%
sure = p.max(axis=1) > 0.99
wrong = read != test_labels
print(f"0.99 넘게 확신한 테스트 숫자의 비율: {sure.mean():.2f}")
print("틀림:", wrong.sum())
print("0.99 넘게 확신하고도 틀림:", (sure & wrong).sum())

# %% [markdown]
# 확률이 1에 가깝다고 해서 맞는다는 보장은 없습니다. 훈련 이미지의 정답을 크게 확신할수록 손실이 작아지고,
# 신경망은 이제 그 이미지를 거의 다 맞힙니다. 다른 이미지를 어떻게 읽는지는 어느 스텝에서도 잰 적이
# 없습니다.
#
# ## 두 엔진의 가중치 견주기 {#two-ways}
#
# 우리가 쓴 NumPy 코드는 `mathbits`와 같을까요? 둘 다 같은 가중치에서 시작하게 하고 같은 배치를 주면서,
# 469스텝 가운데 일곱 스텝에서 가중치 407,050개를 모두 견주어 봅시다. 배열은 네 개이고, 배열마다 가장 큰
# 차이를 그 배열에서 가장 큰 가중치로 나누어 출력합니다.
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

print("스텝     W1     b1     W2     b2")
twin.fit(
    x_train, y_train, batch_size=128, shuffle=False,
    callbacks=[LambdaCallback(on_train_batch_end=follow)],
)
print(twin.optimizer.iterations, "스텝")

# %% [markdown]
# `0e+00`은 배열의 모든 수가 마지막 비트까지 같다는 뜻입니다. 그보다 큰 값이 나온 곳에서는 둘의 반올림이
# 달랐습니다. `float32`에는 일곱 자리쯤만 남기 때문입니다.
#
# 반올림은 얼마나 큰 차이를 낳을까요? 우리가 만든 함수를 열여섯 자리가 남는 `float64`로 한 번 더 실행해,
# `float32`로 실행한 것과 견주어 봅시다. 은닉층의 값 가운데 한쪽에서만 렐루를 통과한 것이 몇 개인지도
# 셉니다.

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
    print(f"스텝 {i + 1:3}: {largest[i]:.0e}, 엇갈린 값 {flips[i]}개")

# %% alt="469스텝 동안의 가장 큰 차이. 세로축은 로그 눈금입니다. 100만분의 1 근처에 머물다가, 한쪽에서만 렐루를 통과한 값이 처음 나온 점선 자리에서 뛰어오르고, 나중에 다시 뛰어올라, 끝에는 10분의 1 가까이, 곧 처음의 몇만 배가 됩니다." caption="스텝마다 잰 둘의 가장 큰 차이. 점선은 한쪽에서만 렐루를 통과한 은닉층의 값이 처음 나온 스텝."
figure = Figure(figsize=(5.6, 2.6), layout="constrained")
axes = figure.add_subplot()
axes.semilogy(range(1, 470), largest, color="#000000", linewidth=1)
axes.axvline(first + 1, color="#000000", linewidth=1, linestyle="--")
axes.set_xlabel("스텝", fontsize=12)
axes.set_ylabel("가장 큰 차이", fontsize=12)
axes.tick_params(labelsize=11)
axes.spines[["top", "right"]].set_visible(False)
figure

# %% [markdown]
# 모든 수가 같은 길을 가는 동안에는 차이가 작습니다. 렐루의 입력이 0에서 반올림만큼만 떨어져 있으면 한쪽만
# 통과할 수 있습니다. 그러면 한쪽 그래디언트에 다른 쪽에는 없는 항이 생기고, 가중치가 갈라집니다.
# 라이브러리나 컴퓨터가 다르면 훈련이 끝났을 때 가중치가 좀처럼 같지 않은 것은 이 때문입니다. 실력은 거의
# 달라지지 않습니다.

# %%
for name, w in (("float32", weights), ("float64", fine)):
    read = forward(w, x_test)[1].argmax(axis=1)
    print(f"{name}: 정확도 {(read == test_labels).mean():.4f}")

# %% [markdown]
# Keras는 어떨까요? 이번에는 `mathbits`와 Keras로 스무 스텝을 가면서 그 가운데 다섯 번, 가중치 407,050개를 모두
# 견주어 봅시다. 반올림은 컴퓨터마다 다르므로 차이를 그대로 출력하지 않습니다. 배열마다 가장 큰 차이가 그 배열의
# 가장 큰 가중치의 1e-5배보다 작은지 봅니다. `fit`은 다섯 번 나누어 부릅니다. 옵티마이저의 기억이 남아 있어서
# 부를 때마다 앞에서 멈춘 곳부터 이어 갑니다.
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
# print("스텝   W1   b1   W2   b2")
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
# print("스텝:", *steps)
# ```
#
# <!--pytest-codeblocks:expected-output-->
# ```text
# 스텝   W1   b1   W2   b2
#    1 True True True True
#    2 True True True True
#    5 True True True True
#   10 True True True True
#   20 True True True True
# 스텝: 20 20
# ```
#
# 엔진은 셋이지만 신경망은 하나입니다. 그 가장 작은 모습이 위에서 쓴 NumPy 마흔 줄입니다.
#
# ## 연습 문제 {#exercises}
#
# <div class="exercise" markdown="1">
#
# **1.** 첫 편향의 그래디언트는 배치의 행을 모두 더한 것입니다. `sum` 대신 곱으로 써 보세요.
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
# <summary>풀이</summary>
#
# 1로 채운 행에 행렬을 곱하면 행렬의 행이 모두 더해집니다. 편향은 입력이 언제나 1인 가중치인 셈입니다.
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
# <div class="exercise" markdown="1">
#
# **3.** `d2`를 배치 크기 128로 나누는 것을 깜빡 잊었습니다. 그러면 모든 그래디언트가 128배가 됩니다. 첫 스텝의
# 길이는 SGD에서 몇 배가 되고, RMSprop에서 몇 배가 될까요? 정수로 반올림하세요.
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
# <summary>풀이</summary>
#
# SGD는 그래디언트에 학습률을 곱할 뿐입니다. RMSprop은 그래디언트를 제 크기로 나누므로, $\varepsilon$이
# 그래디언트의 제곱에 비해 작기만 하면 128이 약분됩니다. 그래서 이런 실수는 눈에 띄지 않을 수 있습니다.
# 틀린 채로도 신경망이 배우기 때문입니다.
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
# **이제 알게 된 것.** 첫 프로그램의 모든 줄은 직접 만들어 본 함수이고, NumPy 마흔 줄이 가중치 하나하나까지
# 같은 일을 합니다. 여기까지는 컴퓨터 한 대의 일입니다. 다음에는 그래디언트를
# [컴퓨터 여러 대](many-machines.md)가 나누어 구합니다.
