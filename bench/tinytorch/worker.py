"""One process, one framework: time training steps or decoding, print JSON.

The parent (`train_step.py`, `decode.py`) starts it with either interpreter, so it imports only the
framework that it is told to measure.
"""

from __future__ import annotations

import argparse
import importlib
import json
import time
from typing import Any

from models import batch, build


def framework(name: str, threads: int) -> tuple[Any, str]:
    """Import a framework with so many threads; return it and what it multiplies with."""
    torch = importlib.import_module(name)
    if name == "tinytorch":
        torch.set_num_threads(threads)
        found = importlib.import_module("tinytorch.blas").describe()
        return torch, f"{found.library} {found.kernels}, {torch.get_num_threads()} threads"
    torch.set_num_threads(threads)
    return torch, f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads"


def train(torch: Any, name: str, variant: str, steps: int, warmup: int) -> dict[str, Any]:
    """Time `steps` Adam steps after `warmup`."""
    functional = importlib.import_module(f"{torch.__name__}.nn.functional")
    optim = importlib.import_module(f"{torch.__name__}.optim")
    model, (x, y) = build(name, torch), batch(name, torch)
    if "channels_last" in variant:
        model = model.to(memory_format=torch.channels_last)
        x = x.to(memory_format=torch.channels_last)
    options = {"fused": True} if "fused" in variant else {}
    optimizer = optim.Adam(model.parameters(), lr=1e-3, **options)
    times, cpu, losses = [], [], []
    for _ in range(warmup + steps):
        start, busy = time.perf_counter(), time.process_time()
        optimizer.zero_grad()
        out = model(x)
        loss = functional.cross_entropy(out.reshape(-1, out.shape[-1]), y.reshape(-1))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        times.append(time.perf_counter() - start)
        cpu.append(time.process_time() - busy)
    return {"times": times[warmup:], "cpu": cpu[warmup:], "losses": losses[:10]}


class TorchCache:
    """The KV cache of tinytorch.models.gpt in PyTorch: preallocated, written in place."""

    def __init__(self, torch: Any, n: int) -> None:
        self.keys, self.values = torch.zeros(2, 2, n, 4, 128, 32).unbind(0)
        self.length = 0

    def append(self, layer: int, k: Any, v: Any) -> tuple[Any, Any]:
        """Store keys and values; return all so far."""
        end = self.length + k.shape[2]
        self.keys[layer, :, :, self.length : end] = k
        self.values[layer, :, :, self.length : end] = v
        return self.keys[layer, :, :, :end], self.values[layer, :, :, :end]


def decode(torch: Any, n: int, repeats: int) -> dict[str, Any]:
    """Time greedy decoding of 120 tokens after a prompt of 8, `n` sequences at once."""
    model = build("gpt", torch)
    prompt = batch("gpt", torch)[0][:n, :8]
    times, cpu, tokens = [], [], []
    with torch.no_grad():
        for _ in range(repeats + 1):
            cache = TorchCache(torch, n) if torch.__name__ == "torch" else model.make_cache(n)
            start, busy = time.perf_counter(), time.process_time()
            step, tokens = prompt, []
            for _ in range(120):
                step = model(step, cache)[:, -1].argmax(-1, keepdim=True)
                tokens.append(step[0].item())
            times.append(time.perf_counter() - start)
            cpu.append(time.process_time() - busy)
    return {"times": times[1:], "cpu": cpu[1:], "losses": tokens[:10], "tokens_per_s": n * 120}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("framework", choices=["torch", "tinytorch"])
    parser.add_argument("task", choices=["mlp", "cnn", "gpt", "decode"])
    parser.add_argument("--variant", default="adam")
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--warmup", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch", type=int, default=1)
    args = parser.parse_args()
    torch, blas = framework(args.framework, args.threads)
    if args.task == "decode":
        result = decode(torch, args.batch, args.steps)
    else:
        result = train(torch, args.task, args.variant, args.steps, args.warmup)
    print(json.dumps({**result, "blas": blas}))


if __name__ == "__main__":
    main()
