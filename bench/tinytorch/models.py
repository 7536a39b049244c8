"""The three models of the benchmark, from one source for both frameworks.

`build(name, torch)` takes the module `torch` or `tinytorch`: the classes below use only names that both
have, which is itself the test that knowledge transfers.
"""

from __future__ import annotations

from typing import Any

import numpy as np

BATCH = {"mlp": 128, "cnn": 64, "gpt": 16}
SIZES = {
    "mlp": "784-512-256-10, batch 128",
    "cnn": "1x28x28, conv 1-16, pool, conv 16-32, pool, linear 1568-10, batch 64",
    "gpt": "d 128, 4 heads, T 128, 2 layers, vocabulary 96, batch 16",
}
# Multiplications and additions of the matrix products, forward and backward, in 1e9.
GFLOP = {"mlp": 0.31, "cnn": 0.38, "gpt": 5.0}


def mlp(torch: Any) -> Any:
    nn = torch.nn
    return nn.Sequential(
        nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 256), nn.ReLU(), nn.Linear(256, 10)
    )


def cnn(torch: Any) -> Any:
    nn = torch.nn
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(1568, 10),
    )


def gpt(torch: Any) -> Any:
    """Return tinytorch's GPT, or the same in PyTorch with its fused attention."""
    if torch.__name__ == "tinytorch":
        from tinytorch.models import GPT, GPTConfig  # not installed beside PyTorch

        return GPT(GPTConfig())
    return _torch_gpt(torch)


def _torch_gpt(torch: Any) -> Any:
    nn, functional = torch.nn, torch.nn.functional

    class Attention(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.c_attn, self.c_proj = nn.Linear(128, 384), nn.Linear(128, 128)

        def forward(self, x: Any, cache: Any = None, layer: int = 0) -> Any:
            b, t, c = x.shape
            q, k, v = self.c_attn(x).view(b, t, 3, 4, 32).permute(2, 0, 3, 1, 4).unbind(0)
            if cache is not None:
                k, v = cache.append(layer, k, v)
            y = functional.scaled_dot_product_attention(q, k, v, is_causal=t > 1)
            return self.c_proj(y.transpose(1, 2).reshape(b, t, c))

    class Block(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.ln_1, self.attn, self.ln_2 = nn.LayerNorm(128), Attention(), nn.LayerNorm(128)
            self.mlp = nn.Sequential(nn.Linear(128, 512), nn.GELU("tanh"), nn.Linear(512, 128))

        def forward(self, x: Any, cache: Any = None, layer: int = 0) -> Any:
            x = x + self.attn(self.ln_1(x), cache, layer)
            return x + self.mlp(self.ln_2(x))

    class GPT(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.wte, self.wpe = nn.Embedding(96, 128), nn.Embedding(128, 128)
            self.blocks = nn.ModuleList([Block(), Block()])
            self.ln_f, self.lm_head = nn.LayerNorm(128), nn.Linear(128, 96, bias=False)

        def forward(self, idx: Any, cache: Any = None) -> Any:
            start = 0 if cache is None else cache.length
            x = self.wte(idx) + self.wpe(torch.arange(start, start + idx.shape[1]))
            for layer, block in enumerate(self.blocks):
                x = block(x, cache, layer)
            if cache is not None:
                cache.length += idx.shape[1]
            return self.lm_head(self.ln_f(x))

    return GPT()


def build(name: str, torch: Any, seed: int = 0) -> Any:
    """Return a model whose parameters are drawn by NumPy, equal in both frameworks."""
    model = {"mlp": mlp, "cnn": cnn, "gpt": gpt}[name](torch)
    rng = np.random.default_rng(seed)
    values = {}
    for key, p in sorted(model.named_parameters()):
        shape = tuple(p.shape)
        fan_in = int(np.prod(shape[1:])) if len(shape) > 1 else 1
        scale = 0.02 if name == "gpt" else (2.0 / fan_in) ** 0.5
        draw = rng.standard_normal(shape) * scale if len(shape) > 1 else np.zeros(shape)
        is_norm_scale = len(shape) == 1 and "ln_" in key and key.endswith("weight")
        values[key] = torch.tensor((draw + is_norm_scale).astype(np.float32))
    model.load_state_dict(values)
    return model


def batch(name: str, torch: Any, seed: int = 1) -> tuple[Any, Any]:
    """Return inputs and targets drawn by NumPy, equal in both frameworks."""
    rng, n = np.random.default_rng(seed), BATCH[name]
    if name == "gpt":
        tokens = rng.integers(0, 96, (n, 129))
        return torch.tensor(tokens[:, :-1].copy()), torch.tensor(tokens[:, 1:].copy())
    shape = (n, 784) if name == "mlp" else (n, 1, 28, 28)
    x = rng.standard_normal(shape).astype(np.float32)
    return torch.tensor(x), torch.tensor(rng.integers(0, 10, n))
