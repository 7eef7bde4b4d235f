"""The same network in PyTorch, as its tutorials write it: eager, with its own optimizer."""

import torch
from clock import Clock
from torch import nn

clock = Clock("torch")
torch.manual_seed(0)
(x_train, y_train), (x_test, y_test) = clock.load_digits()
x, y = torch.from_numpy(x_train), torch.from_numpy(y_train).long()
network = nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 10))
measure = nn.CrossEntropyLoss()
rule = torch.optim.RMSprop(network.parameters(), lr=0.001, alpha=0.9, eps=1e-7)
for _ in range(clock.epochs):
    clock.start_epoch()
    right = 0
    total = 0.0
    for rows in torch.randperm(len(x)).split(128):
        scores = network(x[rows])
        loss = measure(scores, y[rows])
        rule.zero_grad()
        loss.backward()
        rule.step()
        total += loss.item() * len(rows)
        right += int((scores.argmax(1) == y[rows]).sum())
    clock.end_epoch()
with torch.no_grad():
    predicted = network(torch.from_numpy(x_test)).argmax(1).numpy()
clock.report((predicted == y_test).mean())
