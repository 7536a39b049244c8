"""What recording costs: x * y on single numbers, NumPy against tinytorch with a gradient.

python bench/tinytorch/scalar_op.py
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np

import tinytorch as torch


def nanoseconds(work: Callable[[], Any], calls: int = 20000, repeats: int = 15) -> float:
    """Return the median time of one call, in processor time."""
    found = []
    for _ in range(repeats):
        start = time.thread_time_ns()
        for _ in range(calls):
            work()
        found.append((time.thread_time_ns() - start) / calls)
    return statistics.median(found)


def main() -> None:
    """Print the times."""
    a, b = np.float32(1.5) + np.zeros((), np.float32), np.asarray(2.5, np.float32)
    a = np.asarray(a)
    x = torch.tensor(1.5, requires_grad=True)
    y, plain = torch.tensor(2.5), torch.tensor(1.5)
    base = nanoseconds(lambda: np.multiply(a, b))
    without = nanoseconds(lambda: plain * y)
    recorded = nanoseconds(lambda: x * y)
    both = nanoseconds(lambda: (x * y).backward(), 5000)
    print(f"numpy multiply            {base:8.0f} ns")
    print(f"tinytorch, no gradient    {without:8.0f} ns  (+{without - base:.0f})")
    print(f"tinytorch, recorded       {recorded:8.0f} ns  (+{recorded - base:.0f})")
    print(f"recorded and backward     {both:8.0f} ns")


if __name__ == "__main__":
    main()
