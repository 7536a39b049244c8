"""What browser.py runs inside the page; it works natively too, where both products are BLAS."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import worker

import tinytorch
from tinytorch.ops.matmul import product


def versions() -> dict[str, str]:
    return {"python": platform.python_version(), "numpy": np.__version__}


def products(n: int, repeats: int) -> dict[str, list[float]]:
    """Time n x n products in turns, after one warm-up each that also compares the results."""
    rng = np.random.default_rng(0)
    a, b = (rng.standard_normal((n, n)).astype(np.float32) for _ in range(2))
    contenders: dict[str, Callable[[], Any]] = {
        "numpy": lambda: a @ b,
        "tinytorch": lambda: product(a, b),
        "einsum": lambda: np.einsum("ik,kj->ij", a, b),
    }
    expected = a.astype(np.float64) @ b.astype(np.float64)
    for contender in contenders.values():
        np.testing.assert_allclose(contender(), expected, atol=1e-3)
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(repeats):
        for name, contender in contenders.items():
            start = time.perf_counter()
            contender()
            times[name].append(time.perf_counter() - start)
    return times


def train(name: str, steps: int) -> dict[str, Any]:
    """Time Adam steps of a model of models.py."""
    return worker.train(tinytorch, name, "adam", steps, warmup=2)
