"""How a tensor and a module look when printed."""

from __future__ import annotations

from typing import Any

import numpy as np

from tinytorch.dtypes import bool_, get_default_dtype, int64


def show_tensor(x: Any) -> str:
    """Return `tensor([[1., 2.]], dtype=float64, grad_fn=<mul>)`, saying only what is not the default."""
    body = np.array2string(x.array, precision=4, separator=", ", prefix="tensor(", threshold=200)
    notes = []
    if x.array.size == 0 and x.array.shape != (0,):
        notes.append(f"size={x.array.shape}")
    if x.array.dtype not in (get_default_dtype(), int64, bool_):
        notes.append(f"dtype={x.array.dtype}")
    if x.node is not None:
        notes.append(f"grad_fn=<{x.node.op.name}>")
    elif x.requires_grad:
        notes.append("requires_grad=True")
    return f"tensor({', '.join([body, *notes])})"


def indent(text: str) -> str:
    """Indent all lines but the first by two spaces."""
    first, *rest = text.split("\n")
    return "\n".join([first, *("  " + line for line in rest)])
