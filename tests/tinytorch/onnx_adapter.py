"""ONNX operators in tinytorch: a table from the operator's name to a few lines that compute it.

Each entry takes the node's inputs as tensors (None where one is left out) and its attributes, with
ONNX's defaults, as keywords. Layers, losses and optimizers are in `onnx_layers`, what is
another's gradient in `onnx_gradients`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np

import tinytorch as torch
import tinytorch.nn.functional as F
from tinytorch import Tensor

Adapter = Callable[..., Any]


def plain(function: Callable[..., Tensor]) -> Adapter:
    """Use a function of tinytorch as it is, without attributes."""
    return lambda *inputs, **_: function(*inputs)


def over_axes(function: Callable[..., Tensor]) -> Adapter:
    """Reduce over the axes that the second input or the attribute lists, all if there are none."""

    def run(
        x: Tensor, listed: Tensor | None = None, *, keepdims: int = 1, axes: Any = None, **kw: Any
    ):
        dims = axes if listed is None else listed.tolist()
        if not dims and kw.get("noop_with_empty_axes"):
            return function(x.unsqueeze(0), 0, False)
        return function(x, tuple(dims) if dims else tuple(range(x.ndim)), bool(keepdims))

    return run


def extreme_index(function: Callable[..., Tensor]) -> Adapter:
    """Find the first extreme, or the last: that is the first from the other end."""

    def run(x: Tensor, axis: int = 0, keepdims: int = 1, select_last_index: int = 0):
        if select_last_index:
            return x.shape[axis] - 1 - function(x.flip(axis), axis, bool(keepdims))
        return function(x, axis, bool(keepdims))

    return run


def cumulative_sum(x: Tensor, axis: Tensor, exclusive: int, reverse: int) -> Tensor:
    dim, dtype = axis.item(), x.dtype  # ONNX keeps int32, PyTorch sums to int64
    y = x.flip(dim) if reverse else x
    total = y.cumsum(dim) - y if exclusive else y.cumsum(dim)
    return (total.flip(dim) if reverse else total).to(dtype)


def numpy_slice(
    x: Tensor, starts: Tensor, ends: Tensor, axes: Any = None, steps: Any = None
) -> Tensor:
    dims = range(len(starts)) if axes is None else axes.tolist()
    strides = [1] * len(starts) if steps is None else steps.tolist()
    cuts = [slice(None)] * x.ndim
    for d, a, b, s in zip(dims, starts.tolist(), ends.tolist(), strides, strict=True):
        cuts[d] = slice(a, None if s < 0 and b < -x.shape[d] else b, s)
    return x[tuple(cuts)]


def split(
    x: Tensor, sizes: Any = None, *, outputs: int, axis: int = 0, **_: Any
) -> tuple[Tensor, ...]:
    return torch.split(x, -(-x.shape[axis] // outputs) if sizes is None else sizes.tolist(), axis)


def reshaped(x: Tensor, shape: Tensor, allowzero: int) -> Tensor:
    sizes = shape.tolist()
    return x.reshape([x.shape[i] if n == 0 and not allowzero else n for i, n in enumerate(sizes)])


def squeezed(x: Tensor, axes: Any = None) -> Tensor:
    dims = sorted(d % x.ndim for d in axes.tolist())
    return reduce(lambda y, d: y.squeeze(d), reversed(dims), x)


def unsqueezed(x: Tensor, axes: Tensor) -> Tensor:
    dims = sorted(d % (x.ndim + axes.numel()) for d in np.ravel(axes.array).tolist())
    return reduce(lambda y, d: y.unsqueeze(d), dims, x)


def flattened(x: Tensor, axis: int) -> Tensor:
    return x.reshape(int(np.prod(x.shape[: axis % x.ndim])), -1)


def expanded(x: Tensor, shape: Tensor) -> Tensor:
    return x.expand(np.broadcast_shapes(x.shape, tuple(shape.tolist())))


def padded(x: Tensor, pads: Tensor, value: Any = None, axes: Any = None, **_: Any) -> Tensor:
    n = pads.numel() // 2
    dims = range(n) if axes is None else [d % x.ndim for d in axes.tolist()]
    before_after = [(0, 0)] * x.ndim
    for i, d in enumerate(dims):
        before_after[d] = (pads.tolist()[i], pads.tolist()[i + n])
    flat = [n for pair in reversed(before_after) for n in pair]
    return F.pad(x, flat, value=0 if value is None else value.item())


def gathered(x: Tensor, indices: Tensor, axis: int) -> Tensor:
    return x[(slice(None),) * (axis % x.ndim) + (indices,)]


def compressed(x: Tensor, condition: Tensor, axis: int | None = None) -> Tensor:
    kept = condition.nonzero().flatten()
    return x.flatten()[kept] if axis is None else x.index_select(axis, kept)


def hardmax(x: Tensor, axis: int) -> Tensor:
    return F.one_hot(x.argmax(axis), x.shape[axis]).movedim(-1, axis).to(x.dtype)


def one_hot(indices: Tensor, depth: Tensor, values: Tensor, axis: int) -> Tensor:
    n = int(depth.item())
    hot = F.one_hot(indices.long() % n, n).bool().movedim(-1, axis)
    return torch.where(hot, values[1], values[0])


def top_k(x: Tensor, k: Tensor, *, axis: int = -1, largest: int = 1, **_: Any) -> Any:
    return torch.topk(x, k.item(), axis, bool(largest))


def infinite(x: Tensor, detect_negative: int, detect_positive: int) -> Tensor:
    return x.isinf() & ((x < 0) & bool(detect_negative) | (x > 0) & bool(detect_positive))


def normalized(x: Tensor, axis: int, p: int) -> Tensor:
    size = torch.norm(x, p, axis, keepdim=True)
    return torch.where(size == 0, 0.0, x / size)


ELEMENTWISE: dict[str, Adapter] = {
    "Abs": plain(torch.abs),
    "Add": plain(torch.add),
    "And": plain(torch.logical_and),
    "BitwiseAnd": plain(lambda x, y: x & y),
    "BitwiseNot": plain(lambda x: ~x),
    "BitwiseOr": plain(lambda x, y: x | y),
    "BitwiseXor": plain(lambda x, y: x ^ y),
    "Cast": lambda x, to, **_: x.to(to),
    "CastLike": lambda x, like, **_: x.type_as(like),
    "Ceil": plain(torch.ceil),
    "Celu": lambda x, alpha: F.elu(x / alpha) * alpha,
    "Clip": lambda x, low=None, high=None: x.clamp(
        *(v if v is None else v.item() for v in (low, high))
    ),
    "Cos": plain(torch.cos),
    "Div": plain(torch.div),
    "Elu": lambda x, alpha: F.elu(x, alpha),
    "Equal": plain(torch.eq),
    "Erf": plain(torch.erf),
    "Exp": plain(torch.exp),
    "Floor": plain(torch.floor),
    "Gelu": lambda x, approximate: F.gelu(x, approximate),
    "Greater": plain(torch.gt),
    "GreaterOrEqual": plain(torch.ge),
    "HardSigmoid": lambda x, alpha, beta: (x * alpha + beta).clamp(0, 1),
    "HardSwish": plain(lambda x: x * (x / 6 + 0.5).clamp(0, 1)),
    "Identity": plain(torch.clone),
    "IsInf": infinite,
    "IsNaN": plain(torch.isnan),
    "LeakyRelu": lambda x, alpha: F.leaky_relu(x, alpha),
    "Less": plain(torch.lt),
    "LessOrEqual": plain(torch.le),
    "Log": plain(torch.log),
    "Max": lambda *xs: reduce(torch.maximum, xs),
    "Mean": lambda *xs: torch.stack(xs).mean(0),
    "Min": lambda *xs: reduce(torch.minimum, xs),
    "Mish": plain(lambda x: x * F.softplus(x).tanh()),
    "Mod": lambda x, y, fmod: torch.remainder(x, y),
    "Mul": plain(torch.mul),
    "Neg": plain(torch.neg),
    "Not": plain(torch.logical_not),
    "Or": plain(torch.logical_or),
    "PRelu": plain(lambda x, slope: torch.where(x > 0, x, x * slope)),
    "Pow": plain(lambda x, y: torch.pow(x, y).to(x.dtype)),
    "Reciprocal": plain(torch.reciprocal),
    "Relu": plain(torch.relu),
    "Round": plain(torch.round),
    "Selu": lambda x, alpha, gamma: F.elu(x, alpha) * gamma,
    "Shrink": lambda x, bias, lambd: (x + bias) * (x < -lambd) + (x - bias) * (x > lambd),
    "Sigmoid": plain(torch.sigmoid),
    "Sign": plain(torch.sign),
    "Sin": plain(torch.sin),
    "Softplus": plain(F.softplus),
    "Softsign": plain(lambda x: x / (1 + x.abs())),
    "Sqrt": plain(torch.sqrt),
    "Sub": plain(torch.sub),
    "Sum": lambda *xs: reduce(torch.add, xs),
    "SwiGLU": lambda a, b, alpha: F.silu(a * alpha) / alpha * b,
    "Swish": lambda x, alpha: F.silu(x * alpha) / alpha,
    "Tanh": plain(torch.tanh),
    "ThresholdedRelu": lambda x, alpha: x * (x > alpha),
    "Where": plain(torch.where),
    "Xor": plain(lambda x, y: x ^ y),
}

REDUCTIONS: dict[str, Adapter] = {
    "ArgMax": extreme_index(torch.argmax),
    "ArgMin": extreme_index(torch.argmin),
    "CumSum": cumulative_sum,
    "Hardmax": hardmax,
    "LogSoftmax": lambda x, axis: torch.log_softmax(x, axis),
    "LpNormalization": normalized,
    "MeanVarianceNormalization": lambda x, axes: (
        (x - x.mean(axes, True)) / (x.var(axes, keepdim=True, correction=0) + 1e-9).sqrt()
    ),
    "ReduceL1": over_axes(lambda x, d, k: torch.norm(x, 1, d, k)),
    "ReduceL2": over_axes(lambda x, d, k: torch.norm(x, 2, d, k)),
    "ReduceLogSum": over_axes(lambda x, d, k: x.sum(d, k).log()),
    "ReduceLogSumExp": over_axes(torch.logsumexp),
    "ReduceMax": over_axes(torch.amax),
    "ReduceMean": over_axes(torch.mean),
    "ReduceMin": over_axes(torch.amin),
    "ReduceProd": over_axes(torch.prod),
    "ReduceSum": over_axes(torch.sum),
    "ReduceSumSquare": over_axes(lambda x, d, k: x.square().sum(d, k)),
    "Softmax": lambda x, axis: torch.softmax(x, axis),
    "TopK": top_k,
}

SHAPES: dict[str, Adapter] = {
    "Compress": compressed,
    "Concat": lambda *xs, axis: torch.cat(xs, axis),
    "Einsum": lambda *xs, equation: torch.einsum(equation, *xs),
    "Expand": expanded,
    "Flatten": flattened,
    "Gather": gathered,
    "GatherElements": lambda x, i, axis: x.gather(axis, torch.where(i < 0, i + x.shape[axis], i)),
    "GatherND": lambda x, indices, batch_dims: x[tuple(indices.movedim(-1, 0))],
    "MatMul": plain(torch.matmul),
    "MatMulInteger": plain(lambda a, b, za, zb: (a.int() - za.int()) @ (b.int() - zb.int())),
    "NonZero": plain(lambda x: x.nonzero().T),
    "OneHot": one_hot,
    "Pad": padded,
    "Range": lambda a, b, step, **_: torch.arange(a.item(), b.item(), step.item(), dtype=a.dtype),
    "Reshape": reshaped,
    "Size": lambda x: torch.tensor(x.numel()),
    "Slice": numpy_slice,
    "Split": split,
    "Squeeze": squeezed,
    "Tile": plain(lambda x, times: x.repeat(times.tolist())),
    "Transpose": lambda x, perm=None: x.T if perm is None else x.permute(perm),
    "Trilu": lambda x, k=None, *, upper: (torch.triu if upper else torch.tril)(
        x, 0 if k is None else k.item()
    ),
    "Unsqueeze": unsqueezed,
}
