"""A small classification problem and a network that has learned it, for the tests of `compress`."""

import numpy as np

import tinytorch as torch
import tinytorch.nn.functional as F
from tinytorch import nn, optim


def problem(seed=0, rows=400):
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((rows, 8)).astype(np.float32)
    y = ((x[:, 0] * x[:, 1] > 0) + 2 * (x[:, 2] > 0)).astype(np.int64)
    return torch.tensor(x), torch.tensor(y)


def fit(model, x, y, steps=150, lr=0.02, loss=F.cross_entropy):
    optimizer = optim.Adam(model.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        loss(model(x), y).backward()
        optimizer.step()
    return model


def score(model, x, y):
    with torch.no_grad():
        return float((model(x).array.argmax(1) == y.array).mean())


def train(seed=0):
    torch.manual_seed(seed)
    x, y = problem()
    model = nn.Sequential(
        nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 32), nn.ReLU(), nn.Linear(32, 4)
    )
    fit(model, x, y)
    assert score(model, x, y) > 0.95
    return model, x, y
