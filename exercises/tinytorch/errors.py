"""Turn NumPy's complaint about shapes into one that names the op, both shapes and the likely mend."""

from __future__ import annotations

from typing import Any

import numpy as np

from tinytorch.dtypes import Array


class ShapeError(RuntimeError, ValueError):
    """Shapes that do not go together. PyTorch raises RuntimeError here, NumPy ValueError: both fit."""


def _mend_matmul(shapes: list[tuple[int, ...]]) -> str:
    if len(shapes) < 2 or not shapes[0] or not shapes[1]:
        return "a matrix product needs two tensors of at least one dimension; use * for scalars"
    left, right = shapes[0], shapes[1]
    inner = right[-2] if len(right) > 1 else right[0]
    if left[-1] == inner:
        return "the leading (batch) dimensions must be equal or 1"
    hint = f"the inner sizes {left[-1]} and {inner} must agree"
    if left[-1] == right[-1]:
        return hint + "; transpose the second: b.mT"
    if len(left) > 1 and left[-2] == inner:
        return hint + "; transpose the first: a.mT"
    return hint


def _mend_broadcast(shapes: list[tuple[int, ...]]) -> str:
    if len(shapes) < 2:
        return ""
    a, b = shapes[0], shapes[1]
    clash = [
        (-1 - i, m, n)
        for i, (m, n) in enumerate(zip(a[::-1], b[::-1], strict=False))
        if m != n and 1 not in (m, n)
    ]
    if not clash:
        return ""
    where, m, n = clash[0]
    text = f"dimension {where} is {m} in one and {n} in the other; they must be equal or 1"
    if len(b) == 1 and len(a) > 1 and b[0] in a:
        text += f"; to line up with dimension {a.index(b[0])}, unsqueeze the smaller tensor"
    return text


def _mend_reshape(shapes: list[tuple[int, ...]], target: Any) -> str:
    size = int(np.prod(shapes[0]))
    return f"{size} elements do not fill {target}; one size may be -1 to be inferred"


def explain(name: str, arrays: list[Any], error: Exception) -> Exception:
    """Build the exception that tells what `name` was given and what would probably mend it."""
    shapes = [a.shape for a in arrays if isinstance(a, np.ndarray)]
    if isinstance(error, ShapeError):  # the operation said itself what is wrong
        return error
    if isinstance(error, IndexError):
        return IndexError(f"{name}: {error} (tensor of shape {shapes[0] if shapes else ()})")
    if name in ("matmul", "linear"):
        mend = _mend_matmul(shapes)
    elif name in ("reshape", "expand"):
        target = next((a for a in arrays if isinstance(a, tuple)), ())
        mend = (
            _mend_reshape(shapes, target)
            if name == "reshape"
            else _mend_broadcast([shapes[0], target])
        )
    else:
        mend = _mend_broadcast(shapes)
    listed = " and ".join(str(s) for s in shapes)
    return ShapeError(f"{name}: shapes {listed} do not fit: {mend or error}")


def check(condition: bool, message: str) -> None:
    """Raise ShapeError with `message` unless `condition` holds."""
    if not condition:
        raise ShapeError(message)


def shape_of(*arrays: Array) -> str:
    """Format shapes for a message."""
    return " and ".join(str(a.shape) for a in arrays)
