"""Training steps and decoding, tinytorch against PyTorch eager: prints a table of ratios.

    TORCH_PYTHON=/path/to/python python bench/tinytorch/train_step.py

Same model, data, seeds and losses (checked); one process a measurement; processes of all contenders
take turns, so that a change of the machine's mood meets all; medians of the processes' medians with
their range. PyTorch runs in each of its best settings, and the ratio is to the fastest of them.
OPENBLAS_CORETYPE=Haswell gives NumPy the AVX2 kernels that PyTorch's MKL uses on AMD; without it
OpenBLAS chooses. `--clock cpu --threads 1` counts processor time, which a busy machine disturbs least.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models import GFLOP, SIZES

WORKER = Path(__file__).with_name("worker.py")
CONTENDERS = {
    "mlp": ["adam", "fused"],
    "cnn": ["adam", "fused", "adam,channels_last", "fused,channels_last"],
    "gpt": ["adam", "fused"],
    "decode": ["batch 1", "batch 16"],
}


@dataclass
class Contender:
    """One framework in one setting, and what was measured of it."""

    framework: str
    task: str
    variant: str
    medians: list[float] = field(default_factory=list)
    losses: list[float] = field(default_factory=list)
    blas: str = ""
    amount: float = 0.0

    @property
    def name(self) -> str:
        """Framework and setting."""
        return f"{self.framework} {self.variant}"

    @property
    def median(self) -> float:
        """Median over processes of the median step, in seconds."""
        return statistics.median(self.medians)

    def measure(self, args: argparse.Namespace) -> None:
        """Run one process and keep its median."""
        python = os.environ.get("TORCH_PYTHON", sys.executable)
        command = [python if self.framework == "torch" else sys.executable, str(WORKER)]
        command += [self.framework, self.task, "--threads", str(args.threads)]
        if self.task == "decode":
            command += [
                "--batch",
                self.variant.split()[1],
                "--steps",
                str(max(args.steps // 10, 2)),
            ]
        else:
            command += ["--variant", self.variant, "--steps", str(args.steps)]
        threads = str(args.threads)
        names = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")
        env = {**os.environ, **dict.fromkeys(names, threads)}
        done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr}")
        result: dict[str, Any] = json.loads(done.stdout)
        self.medians.append(statistics.median(result["times" if args.clock == "wall" else "cpu"]))
        self.losses, self.blas = result["losses"], result["blas"]
        self.amount = result.get("tokens_per_s", 0.0)


def check_losses(contenders: list[Contender]) -> None:
    """Fail unless all contenders computed the same curve (or decoded the same tokens)."""
    first = contenders[0]
    for other in contenders[1:]:
        worst = max(abs(a - b) for a, b in zip(first.losses, other.losses, strict=True))
        if worst > 2e-3:
            raise AssertionError(f"{other.name} computes another curve than {first.name}: {worst}")


def compare(task: str, contenders: list[Contender]) -> None:
    """Print one table."""
    check_losses(contenders)
    best = min((c for c in contenders if c.framework == "torch"), key=lambda c: c.median)
    if task == "decode":
        print(f"\ndecode, greedy, 120 tokens with a KV cache, {contenders[0].variant}")
    else:
        print(f"\n{task}: {SIZES[task]}; {GFLOP[task]} GFLOP a step")
    for c in contenders:
        low, high = min(c.medians) * 1e3, max(c.medians) * 1e3
        line = f"  {c.name:28s} {c.median * 1e3:8.2f} ms  ({low:.2f} to {high:.2f})"
        if c.amount:
            line += f"  {c.amount / c.median:8.0f} tokens/s"
        if c.framework == "tinytorch":
            line += f"  x{c.median / best.median:.2f} of {best.name}"
        print(line)
    print(f"  {contenders[-1].blas}; {contenders[0].blas}")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tasks", nargs="*", default=["mlp", "cnn", "gpt", "decode"])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=40)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--clock", choices=["wall", "cpu"], default="wall")
    args = parser.parse_args()
    core = os.environ.get("OPENBLAS_CORETYPE", "chosen by OpenBLAS")
    print(f"clock {args.clock}, {args.threads} threads, {args.rounds} rounds of {args.steps} steps")
    print(f"OPENBLAS_CORETYPE {core}; load average {os.getloadavg()[0]:.1f} at the start")
    for task in args.tasks:
        groups: list[list[Contender]]
        if task == "decode":
            groups = [
                [Contender(f, task, v) for f in ("torch", "tinytorch")] for v in CONTENDERS[task]
            ]
        else:
            groups = [[Contender("torch", task, v) for v in CONTENDERS[task]]]
            groups[0].append(Contender("tinytorch", task, "adam"))
        for group in groups:
            for _ in range(args.rounds):
                for contender in group:
                    contender.measure(args)
            compare(task, group)
    print(f"load average {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
