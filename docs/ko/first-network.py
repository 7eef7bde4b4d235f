# %% [raw]
# ---
# description: 층이 두 개인 신경망이 손글씨 숫자 읽는 법을 배웁니다. NumPy로도 Keras로도 해 봅니다.
# section: 2.1
# ---

# %% [markdown]
# # 첫 번째 신경망 {#a-first-network}
#
# 숫자 읽는 법을 배우는 프로그램은 첫 줄부터 마지막 줄까지 어떻게 생겼을까요?
#
# - **필요한 것** 파이썬 기초: 변수, 함수, 리스트.
# - **읽고 나면** 프로그램 전체를 실행하고, 각 줄이 무슨 일을 하는지 말할 수 있습니다.
#   안에서 어떻게 돌아가는지는 아직 몰라도 됩니다.
# - **시간** 15분.
#
# 이 페이지에서는 부분보다 전체를 먼저 봅니다. 처음 보는 낱말이 나와도 그냥 계속 읽으세요.
# 뒤에서 하나씩 자세히 설명합니다. 책을 다 읽고 나면 이 프로그램이 하는 계산을
# 한 단계도 빠짐없이 직접 해 본 셈이 됩니다.
#
# ## 데이터 {#data}
#
# MNIST는 손글씨 숫자 70,000개를 모은 데이터셋(data set)입니다. 미국 인구조사국 직원과
# 고등학생들이 손으로 채운 서식에서 숫자를 모아 1990년대에 만들었습니다. 숫자 하나는
# 가로와 세로가 각각 28픽셀인 작은 흑백 이미지입니다. 이미지마다 **레이블**(label)이 하나씩
# 붙어 있습니다. 레이블은 글씨를 쓴 사람이 쓰려고 한 숫자, 곧 정답입니다.

# %%
from mathbits.datasets import mnist

train, test = mnist.load_data()
train_images, train_labels = train
test_images, test_labels = test
print(train_images.shape, train_labels.shape)
print(test_images.shape, test_labels.shape)

# %% [markdown]
# 이미지는 두 세트로 나뉘어 있습니다. 신경망은 **훈련 세트**(training set)로 학습합니다.
# **테스트 세트**(test set)는 끝까지 감추어 둡니다. 신경망이 숫자 읽는 법을 배웠는지,
# 아니면 훈련 이미지 60,000장을 외웠을 뿐인지 나중에 이 세트로 가려냅니다.
#
# 맨 앞의 이미지 열 장을 레이블과 함께 봅시다.

# %% alt="손글씨 숫자 열 개가 두 줄로 놓여 있습니다. 윗줄은 5, 0, 4, 1, 9이고 아랫줄은 2, 1, 3, 1, 4입니다."
from mathbits import plots

plots.digits(train_images[:10], titles=train_labels[:10])

# %% [markdown]
# 그 가운데 인덱스가 4인 이미지 한 장만 크게 봅시다. 행과 열은 0부터 27까지 셉니다.

# %% alt="크게 그린 숫자 9. 아래에는 열 번호가, 왼쪽에는 행 번호가 0부터 27까지 있습니다."
from matplotlib.figure import Figure

figure = Figure(figsize=(2.8, 2.6), layout="constrained")
axes = figure.add_subplot()
axes.imshow(train_images[4], cmap="binary")
axes.tick_params(labelsize=11)
figure

# %% [markdown]
# 컴퓨터 안에서 이미지는 수로 채운 표입니다. 0은 빈 종이이고, 255는 가장 진한 잉크입니다.
# [핵심 속성](tensors/attributes.md#rank-shape-dtype) 페이지에서 바로 이 이미지를
# 뜯어봅니다.
#
# ## 신경망 {#network}
#
# 신경망은 **층**(layer)을 차례로 이은 것입니다. 층은 수를 받아서, 데이터의 뜻이 더 잘 드러나는
# 다른 수로 바꾸어 내보냅니다. 여기서 만들 신경망은 층이 두 개입니다.
#
# ![숫자 9의 이미지가 픽셀 784개로 된 열이 됩니다. 이어서 가중치 W1, 편향 b1, relu를 거쳐 특성 512개가 되고, 가중치 W2, 편향 b2, softmax를 거쳐 확률 10개가 됩니다.](figures/network.svg)
#
# [`Dense`][mathbits.layers.Dense] 층에서는 나가는 수를 하나 계산할 때마다 들어오는 수를
# 모두 씁니다. 입력을 $\data{x}$, 가중치(weight)를 $\weight{W}$, 편향(bias)을 $\bias{b}$라고 하면
# 출력은 다음과 같습니다. 지금은 식의 모양만 눈에 익혀 두세요.
#
# $$
# \out{y} = \text{relu}(\data{x}\,\weight{W} + \bias{b})
# $$
#
# 렐루(relu)는 음수를 0으로 바꾸고 나머지는 그대로 두는 함수입니다. 이렇게 층의 끝에서
# 쓰는 함수를 활성화 함수(activation function)라고 합니다. 마지막 층은 렐루 대신
# **소프트맥스**(softmax)로 끝납니다. 소프트맥스는 0과 1 사이의 수 열 개를 내놓고, 그 열 개를
# 모두 더하면 1이 됩니다. 신경망은 이렇게 이미지가 0일 확률부터 9일 확률까지 하나씩 매깁니다.

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
# **파라미터**(parameter)는 학습하면서 바뀌는 수, 곧 가중치와 편향입니다. 가중치는 처음에
# 무작위로 정하고 편향은 0으로 두므로, 신경망은 아직 아무것도 모릅니다.
#
# `add`로 층을 하나씩 쌓는 프로그램도 많습니다. 난수가 같으면 가중치까지 모두 같은 신경망이 됩니다.

# %%
set_random_seed(0)
stacked = models.Sequential()
stacked.add(Input((28 * 28,)))
stacked.add(layers.Dense(512, activation="relu"))
stacked.add(layers.Dense(10, activation="softmax"))

pairs = zip(network.get_weights(), stacked.get_weights())
print(all((a == b).all() for a, b in pairs))

# %% [markdown]
# ## 배우는 방법 {#compile}
#
# 정할 것이 세 가지 남았습니다.
#
# - **손실**(loss)은 신경망이 얼마나 틀리는지를 수 하나로 나타냅니다. 이것을 계산하는 함수가
#   **손실 함수**(loss function)입니다.
# - **옵티마이저**(optimizer)는 훈련 세트의 손실이 작아지도록 가중치를 바꿉니다.
# - **지표**(metric)는 학습하는 동안 지켜보려는 값입니다. 여기서는 바르게 읽은 숫자의
#   비율인 정확도(accuracy)를 봅니다.

# %%
network.compile(
    optimizer="rmsprop",
    loss="categorical_crossentropy",
    metrics=["accuracy"],
)

# %% [markdown]
# ## 데이터 준비 {#prepare}
#
# 이 신경망은 이미지 한 장을 0과 1 사이의 수 784개로 된 행(row) 하나로 받습니다.
# 그래서 이미지의 행 28개를 한 줄로 이어 붙이고, 정수를 소수점이 있는 수로 바꾸어
# 255로 나눕니다.

# %%
x_train = train_images.reshape((60000, 784)).astype("float32") / 255
x_test = test_images.reshape((10000, 784)).astype("float32") / 255
print(x_train.shape, x_train.dtype, x_train.min(), x_train.max())

# %% [markdown]
# 신경망은 확률 열 개를 내놓고, 우리의 손실 함수는 그것을 다른 확률 열 개와 비교합니다. 그래서 레이블도 확률 열 개로
# 바꿉니다. 정답인 숫자의 자리에 1을, 나머지 자리에 0을 씁니다. 이렇게 나타내는 방식을 **원-핫**(one-hot)이라고
# 합니다.

# %%
from mathbits.utils import to_categorical

y_train = to_categorical(train_labels)
y_test = to_categorical(test_labels)
print(train_labels[0], "대신", y_train[0])

# %% [markdown]
# ## 학습 {#fit}
#
# `fit`은 훈련 세트를 처음부터 끝까지 다섯 번 훑습니다. 한 번 훑는 것을 **에포크**(epoch)라고
# 합니다. 이미지는 128장씩 **배치**(batch)로 묶어서 보고, 배치가 하나 끝날 때마다
# 옵티마이저가 가중치를 조금씩 바꿉니다.
#
# > **예측해 보세요.** 첫 번째 에포크에서 신경망은 숫자 100개 가운데 몇 개를 바르게 읽을까요?
# > 두 번째 에포크에서는 어떨까요?
#
# <!--minutes-->

# %%
history = network.fit(x_train, y_train, epochs=5, batch_size=128)

for epoch in range(5):
    loss = history.history["loss"][epoch]
    accuracy = history.history["accuracy"][epoch]
    print(f"에포크 {epoch + 1}: 손실 {loss:.4f}, 정확도 {accuracy:.4f}")

# %% [markdown]
# 손실은 줄어들고 정확도는 올라갑니다. 처음에는 빠르게 변하고, 갈수록 느려집니다.

# %% alt="에포크 다섯 번에 걸친 곡선 두 개. 손실은 가파르게 내려가다가 완만해지고, 정확도는 가파르게 올라가다가 1 바로 아래에서 완만해집니다."
plots.history(history)

# %% [markdown]
# ## 테스트 {#evaluate}
#
# 이제 감추어 둔 이미지를 꺼냅니다. 먼저 학습을 마친 가중치로 훈련 세트를 한 번 더 읽고,
# 이어서 테스트 세트를 읽습니다.

# %%
train_loss, train_accuracy = network.evaluate(x_train, y_train)
test_loss, test_accuracy = network.evaluate(x_test, y_test)
print(f"훈련 세트:   손실 {train_loss:.4f}, 정확도 {train_accuracy:.4f}")
print(f"테스트 세트: 손실 {test_loss:.4f}, 정확도 {test_accuracy:.4f}")

# %% [markdown]
# 신경망은 처음 보는 숫자도 읽습니다. 다만 학습할 때 본 숫자만큼 잘 읽지는 못합니다.
# 결과가 이렇게 벌어지는 것은 **과대적합**(overfitting)의 표시입니다. 신경망이 배운 것
# 가운데 일부가 훈련 이미지에만 들어맞는다는 뜻입니다.
#
# 어떤 숫자를 틀렸을까요? 이미지 위에 정답을 적고, 그 옆에 신경망의 예측을 적었습니다.

# %% alt="신경망이 잘못 읽은 테스트 이미지 열 장. 고리가 열렸거나 획이 빠졌거나 다른 숫자를 닮은, 흐트러진 글씨가 대부분입니다."
predicted = network.predict(x_test).argmax(axis=1)
wrong = (predicted != test_labels).nonzero()[0]
print(f"{len(test_labels)}개 가운데 {len(wrong)}개를 잘못 읽음")

ten = wrong[:10]
plots.digits(
    test_images[ten],
    titles=[f"{test_labels[i]}, 예측 {predicted[i]}" for i in ten],
)

# %% [markdown]
# 예측이 맞은 비율을 직접 구해 보면 `evaluate`가 알려 준 정확도와 같습니다.
# 서로 다른 두 방법으로 구해도 같은 수가 나옵니다.

# %%
print(abs((predicted == test_labels).mean() - test_accuracy) < 1e-6)

# %% [markdown]
# ## Keras에서 실행하는 같은 프로그램 {#keras}
#
# `mathbits`에 나오는 이름은 [Keras](https://keras.io)에서 따왔습니다. Keras는 이런 프로그램을
# 만들 때 널리 쓰는 라이브러리입니다. import 줄만 바꾸면 같은 코드가 Keras에서 실행됩니다.
# 손글씨 숫자는 그대로 `mathbits`에서 가져옵니다. Keras에서 가져오면 데이터를 인터넷에서
# 내려받기 때문입니다.
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
# print(f"테스트에서 바르게 읽은 비율: {accuracy:.2f}")
# ```
#
# <!--pytest-codeblocks:expected-output-->
# ```text
# 테스트에서 바르게 읽은 비율: 0.98
# ```
#
# 두 라이브러리는 난수를 서로 다르게 뽑습니다. 그래서 소수점 아래 셋째 자리부터는 값이
# 다를 수 있습니다. 그래도 그 속의 수학은 똑같습니다.
#
# ## 연습 문제 {#exercises}
#
# <div class="exercise" markdown="1">
#
# **1.** 위에서 `summary()`가 출력한 표를 보면 파라미터는 첫 번째 층에 401,920개, 두 번째 층에
# 5,130개입니다. 이 수는 어떻게 나왔을까요? 들어가는 수의 개수와 나오는 수의 개수를 받아 `Dense`
# 층의 파라미터를 세는 함수를 쓰세요. 검사에서는 층을 세 개 만들어 세어 봅니다.
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
# <summary>풀이</summary>
#
# 층에서 나가는 수 하나를 계산하는 것을 유닛(unit)이라고 합니다. 입력과 유닛의 쌍마다 가중치가
# 하나, 유닛마다 편향이 하나 있습니다.
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
# **2.** 옵티마이저는 한 에포크 동안 가중치를 몇 번 바꿀까요? 다섯 에포크를 합하면 몇 번일까요?
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
# <summary>풀이</summary>
#
# 배치마다 한 번 바꿉니다. 이미지 60,000장을 128장씩 나누면 꽉 찬 배치가 468개 나오고, 남은
# 이미지가 짧은 배치 하나가 됩니다.
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
# **이제 알게 된 것.** 신경망은 층을 차례로 이은 것입니다. 손실은 신경망이 얼마나 틀리는지 재고, 옵티마이저는
# 배치마다 가중치를 바꿉니다. 신경망의 진짜 실력은 신경망이 본 적 없는 테스트 세트로 알아봅니다. 하나씩
# 뜯어보기 전에, 내가 쓴 숫자도 읽는지 [숫자 그리기](draw.md)에서 시험해 봅시다.
