"""Modules, optimizers and schedules run the same way in both frameworks, from the same numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

MODULES: dict[str, tuple[Callable[[Any], Any], tuple[int, ...]]] = {
    "rnn": (lambda nn: nn.RNN(3, 4, num_layers=2), (5, 2, 3)),
    "rnn relu": (lambda nn: nn.RNN(3, 4, nonlinearity="relu", batch_first=True), (5, 2, 3)),
    "lstm": (lambda nn: nn.LSTM(3, 4, num_layers=2, bidirectional=True), (5, 2, 3)),
    "gru": (lambda nn: nn.GRU(3, 4, bidirectional=True, batch_first=True), (5, 2, 3)),
    "encoder": (
        lambda nn: nn.TransformerEncoderLayer(8, 2, 16, dropout=0.0, batch_first=True),
        (2, 5, 8),
    ),
    "encoder first": (
        lambda nn: nn.TransformerEncoderLayer(
            8, 2, 16, dropout=0.0, activation="gelu", norm_first=True
        ),
        (5, 2, 8),
    ),
    "batchnorm": (
        lambda nn: nn.Sequential(nn.Conv2d(3, 4, 3, stride=2), nn.BatchNorm2d(4), nn.SiLU()),
        (4, 3, 7, 7),
    ),
    "groupnorm": (
        lambda nn: nn.Sequential(nn.Conv1d(4, 6, 3, groups=2), nn.GroupNorm(3, 6), nn.ELU()),
        (2, 4, 9),
    ),
}
OPTIMIZERS: dict[str, Callable[[Any, Any], Any]] = {
    "sgd": lambda optim, p: optim.SGD(p, lr=0.1),
    "momentum": lambda optim, p: optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.01),
    "damped": lambda optim, p: optim.SGD(p, lr=0.1, momentum=0.9, dampening=0.3),
    "nesterov": lambda optim, p: optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True),
    "adam": lambda optim, p: optim.Adam(p, lr=0.1, betas=(0.8, 0.95), eps=1e-6),
    "adam decay": lambda optim, p: optim.Adam(p, lr=0.1, weight_decay=0.1),
    "adamw": lambda optim, p: optim.AdamW(p, lr=0.1, weight_decay=0.1),
}
SCHEDULES: dict[str, Callable[[Any, Any], Any]] = {
    "step": lambda s, o: s.StepLR(o, 3, 0.5),
    "multistep": lambda s, o: s.MultiStepLR(o, [2, 5], 0.1),
    "exponential": lambda s, o: s.ExponentialLR(o, 0.9),
    "cosine": lambda s, o: s.CosineAnnealingLR(o, 8, 0.01),
    "linear": lambda s, o: s.LinearLR(o, 0.1, 1.0, 4),
    "constant": lambda s, o: s.ConstantLR(o, 0.5, 3),
    "lambda": lambda s, o: s.LambdaLR(o, lambda step: 1 / (step + 1)),
    "warmup": lambda s, o: s.SequentialLR(
        o, [s.LinearLR(o, 0.1, 1.0, 3), s.CosineAnnealingLR(o, 5)], [3]
    ),
}


def run_module(torch: Any, name: str) -> dict[str, np.ndarray]:
    """Return output, parameters' gradients, and buffers after one pass."""
    make, shape = MODULES[name]
    module = make(torch.nn).double()
    rng = np.random.default_rng(5)
    state = {}
    for key, p in sorted(module.named_parameters()):
        state[key] = torch.tensor(rng.standard_normal(tuple(p.shape)) * 0.5)
    module.load_state_dict(state, strict=False)
    x = torch.tensor(rng.standard_normal(shape)).requires_grad_()
    out = module(x)
    out = out[0] if isinstance(out, tuple) else out
    (out * torch.tensor(np.cos(np.arange(out.numel())).reshape(tuple(out.shape)))).sum().backward()
    found = {"out": out.detach().numpy(), "x": x.grad.numpy()}
    for key, p in module.named_parameters():
        found[f"grad {key}"] = p.grad.numpy()
    for key, b in module.named_buffers():
        found[f"buffer {key}"] = b.numpy()
    return found


def run_optimizer(torch: Any, name: str) -> dict[str, np.ndarray]:
    """Return a parameter after each of five steps on a fixed quadratic."""
    rng = np.random.default_rng(6)
    p = torch.tensor(rng.standard_normal((3, 4))).requires_grad_()
    target, path = torch.tensor(rng.standard_normal((3, 4))), []
    optimizer = OPTIMIZERS[name](torch.optim, [p])
    for _ in range(5):
        optimizer.zero_grad()
        ((p - target) ** 2).sum().backward()
        optimizer.step()
        path.append(p.detach().numpy().copy())
    return {"path": np.stack(path)}


def run_schedule(torch: Any, name: str) -> dict[str, np.ndarray]:
    """Return the learning rates of ten steps."""
    p = torch.zeros(1).requires_grad_()
    optimizer = torch.optim.SGD([p], lr=0.4)
    schedule, rates = SCHEDULES[name](torch.optim.lr_scheduler, optimizer), []
    for _ in range(8):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return {"rates": np.array(rates)}


def run_all(torch: Any) -> dict[str, np.ndarray]:
    """Return every result under a flat name."""
    found = {}
    for kind, table, run in (
        ("module", MODULES, run_module),
        ("optimizer", OPTIMIZERS, run_optimizer),
        ("schedule", SCHEDULES, run_schedule),
    ):
        for name in table:
            for key, value in run(torch, name).items():
                found[f"{kind}/{name}/{key}"] = np.asarray(value)
    return found
