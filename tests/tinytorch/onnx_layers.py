"""ONNX's layers, losses, optimizers and quantizers in tinytorch: the second part of the table."""

from __future__ import annotations

from typing import Any

import numpy as np

import tinytorch as torch
import tinytorch.nn.functional as F
from tests.tinytorch.onnx_adapter import Adapter
from tinytorch import Tensor, nn, optim
from tinytorch.compress import affine


def _edges(x: Tensor, kernel: Any, kw: dict[str, Any]) -> tuple[list[int], list[int], list[int]]:
    """Return padding before, after, and what ceil_mode adds after it, for each spatial dimension."""
    n = len(kernel)
    strides, dilations = kw.get("strides") or [1] * n, kw.get("dilations") or [1] * n
    before, after = (list(p) for p in np.reshape(kw.get("pads") or [0] * 2 * n, (2, n)).tolist())
    extra = [0] * n
    for i, (size, step) in enumerate(zip(x.shape[2:], strides, strict=True)):
        reach = (kernel[i] - 1) * dilations[i] + 1
        if kw["auto_pad"].startswith("SAME"):
            total = max((-(-size // step) - 1) * step + reach - size, 0)
            before[i] = total // 2 if kw["auto_pad"] == "SAME_UPPER" else -(-total // 2)
            after[i] = total - before[i]
        whole = size + before[i] + after[i]
        if kw.get("ceil_mode"):
            windows = -(-(whole - reach) // step) + 1
            if (windows - 1) * step >= size + before[i]:  # it would start on the padding
                windows -= 1
            extra[i] = max((windows - 1) * step + reach - whole, 0)
    return before, after, extra


def _pad(x: Tensor, before: list[int], after: list[int], value: float) -> Tensor:
    pairs = list(zip(before, after, strict=True))
    return F.pad(x, [n for pair in reversed(pairs) for n in pair], value=value)


def conv(
    x: Tensor, weight: Tensor, bias: Tensor | None = None, *, group: int = 1, **kw: Any
) -> Tensor:
    before, after, _ = _edges(x, weight.shape[2:], kw)
    strides = tuple(kw.get("strides") or (1, 1))
    if before == after:
        return F.conv2d(x, weight, bias, strides, tuple(before), groups=group)
    return F.conv2d(_pad(x, before, after, 0), weight, bias, strides, groups=group)


def average_pool(x: Tensor, kernel_shape: Any, count_include_pad: int = 0, **kw: Any) -> Tensor:
    before, after, extra = _edges(x, kernel_shape, kw)
    pool = F.avg_pool1d if x.ndim == 3 else F.avg_pool2d
    size, step = (
        v[0] if x.ndim == 3 else tuple(v)
        for v in (kernel_shape, kw.get("strides") or [1] * len(kernel_shape))
    )
    if (
        count_include_pad
        and not any(extra)
        and all(2 * n <= k for n, k in zip(before, kernel_shape, strict=True))
    ):
        return pool(x, size, step, tuple(before))
    counted = _pad(torch.ones_like(x), before, after, float(count_include_pad))
    none = [0] * len(extra)
    numbers = _pad(_pad(x, before, after, 0.0), none, extra, 0.0)
    return pool(numbers, size, step) / pool(_pad(counted, none, extra, 0.0), size, step)


def max_pool(x: Tensor, kernel_shape: Any, **kw: Any) -> Tensor:
    before, after, extra = _edges(x, kernel_shape, kw)
    pool = F.max_pool1d if x.ndim == 3 else F.max_pool2d
    size, step = (
        v[0] if x.ndim == 3 else tuple(v)
        for v in (kernel_shape, kw.get("strides") or [1] * len(kernel_shape))
    )
    halves = all(2 * n <= k for n, k in zip(before, kernel_shape, strict=True))
    if x.ndim == 4 and before == after and not any(extra) and halves:
        return pool(x, size, step, tuple(before))
    end = [a + e for a, e in zip(after, extra, strict=True)]
    return pool(_pad(x, before, end, float("-inf")), size, step)


def batch_norm(
    x: Tensor, weight: Tensor, bias: Tensor, mean: Tensor, var: Tensor, *, epsilon: float, **kw: Any
) -> Any:
    training, keep = bool(kw["training_mode"]), kw["momentum"]
    running_mean, running_var = mean.clone(), var.clone()
    y = F.batch_norm(x, running_mean, running_var, weight, bias, training, 1 - keep, epsilon)
    # ONNX moves the running variance by the batch's biased one, PyTorch by the unbiased.
    n = x.numel() // x.shape[1]
    return y, running_mean, (running_var - var * keep) * ((n - 1) / n) + var * keep


def layer_norm(x: Tensor, w: Tensor, b: Any = None, *, axis: int, epsilon: float, **_: Any) -> Any:
    dims = tuple(range(axis % x.ndim, x.ndim))
    variance = x.var(dims, keepdim=True, correction=0)
    y = F.layer_norm(x, [x.shape[d] for d in dims], w, b, epsilon)
    return y, x.mean(dims, True), (variance + epsilon).rsqrt()


def rms_norm(x: Tensor, weight: Tensor, *, axis: int, epsilon: float, **_: Any) -> Tensor:
    return F.rms_norm(x, x.shape[axis % x.ndim :], weight, epsilon)


def _blocks(x: Tensor, order: list[int]) -> Tensor:
    """Put the gates of a stacked weight into another order."""
    parts = x.chunk(len(order), 0)
    return torch.cat([parts[i] for i in order])


def recurrent(kind: Any, order: list[int]) -> Adapter:
    """Run a recurrent layer; `order` lists ONNX's gates as PyTorch stacks them."""

    def run(x: Tensor, w: Tensor, r: Tensor, b: Any = None, *, hidden_size: int, **kw: Any) -> Any:
        both, backward = (kw["direction"] == k for k in ("bidirectional", "reverse"))
        net = kind(x.shape[-1], hidden_size, bias=b is not None, bidirectional=both)
        for i, end in enumerate(("_l0", "_l0_reverse")[: len(w)]):
            state = {"weight_ih": w[i], "weight_hh": r[i]}
            if b is not None:
                state["bias_ih"], state["bias_hh"] = b[i].chunk(2)
            for name, value in state.items():
                getattr(net, name + end).data = _blocks(value, order)
        x = x.transpose(0, 1) if kw["layout"] else x
        with torch.no_grad():
            y, last = net(x.flip(0) if backward else x)
        h, *c = last if isinstance(last, tuple) else (last,)
        y = (y.flip(0) if backward else y).unflatten(-1, (len(w), hidden_size)).transpose(1, 2)
        if kw["layout"]:
            y, h, c = y.permute(2, 0, 1, 3), h.transpose(0, 1), [s.transpose(0, 1) for s in c]
        return (y, h, *c)

    return run


def negative_log_likelihood(
    x: Tensor, t: Tensor, w: Any = None, *, reduction: str, ignore_index: int = -100
):
    return F.nll_loss(x, t.long(), w, ignore_index, reduction)


def cross_entropy(x: Tensor, t: Tensor, w: Any = None, *, reduction: str, ignore_index: int = -100):
    loss = F.cross_entropy(x, t.long(), w, ignore_index, reduction)
    return loss, F.log_softmax(x, 1)


def dropout(x: Tensor, rate: Any = None, training: Any = None, **kw: Any) -> Any:
    p = kw.get("ratio", 0.5) if rate is None else rate.item()
    return F.dropout(x, p, training is not None and bool(training)), torch.ones_like(
        x, dtype=torch.bool
    )


def rotary(
    x: Tensor, cos: Tensor, sin: Tensor, position: Any = None, *, num_heads: int = 0, **kw: Any
) -> Tensor:
    if x.ndim == 3:
        wide = x.unflatten(-1, (num_heads, -1)).transpose(1, 2)
        return rotary(wide, cos, sin, position, **kw).transpose(1, 2).flatten(2)
    cos, sin = ((t if position is None else t[position]).unsqueeze(1) for t in (cos, sin))
    turned = kw["rotary_embedding_dim"] or x.shape[-1]
    return torch.cat([F.apply_rotary(x[..., :turned], cos, sin), x[..., turned:]], -1)


def _group(inputs: tuple[Tensor, ...], kinds: int) -> Any:
    """Sort X1 X2 G1 G2 V1 V2 ... into one tuple a parameter."""
    n = len(inputs) // kinds
    return [inputs[i::n] for i in range(n)]


def _columns(rows: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    return tuple(x for column in zip(*rows, strict=True) for x in column)


def _leaf(x: Tensor, gradient: Tensor) -> Tensor:
    p = x.clone().requires_grad_()
    p.grad = gradient
    return p


def adam(
    rate: Tensor, t: Tensor, *inputs: Tensor, alpha: float, beta: float, epsilon: float, **kw: Any
) -> Any:
    rows = []
    # At T = 0 ONNX leaves the corrections out, which is what they tend to after many steps.
    step = t.item() - 1 if t.item() else float("inf")
    for x, g, v, h in _group(inputs, 4):
        p = _leaf(x, g)
        opt = optim.Adam([p], rate.item(), (alpha, beta), epsilon, kw["norm_coefficient"])
        opt.state[p] = {"step": step, "exp_avg": v.array.copy(), "exp_avg_sq": h.array.copy()}
        opt.step()
        rows.append(
            (p.detach(), *(torch.tensor(opt.state[p][k]) for k in ("exp_avg", "exp_avg_sq")))
        )
    return _columns(rows)


def momentum(
    rate: Tensor, t: Tensor, *inputs: Tensor, alpha: float, beta: float, mode: str, **kw: Any
) -> Any:
    rows = []
    for x, g, v in _group(inputs, 3):
        p = _leaf(x, g)
        damped = 1 - beta if t.item() else 0.0
        decay = kw["norm_coefficient"]
        opt = optim.SGD([p], rate.item(), alpha, damped, decay, nesterov=mode == "nesterov")
        opt.state[p] = {"momentum_buffer": v.array.copy()}
        opt.step()
        rows.append((p.detach(), torch.tensor(opt.state[p]["momentum_buffer"])))
    return _columns(rows)


def _coded(scale: Tensor, zero: Tensor, axis: int) -> affine.QParams:
    bits, signed = 8 * zero.array.itemsize, zero.array.dtype.kind == "i"
    return affine.QParams(
        scale.array, zero.array.astype(np.int32), bits, signed, axis if scale.ndim else None
    )


def quantize(x: Tensor, scale: Tensor, zero: Tensor, *, axis: int, **_: Any) -> Tensor:
    return torch.from_numpy(affine.quantize(x.array, _coded(scale, zero, axis)))


def dequantize(x: Tensor, scale: Tensor, zero: Tensor, *, axis: int, **_: Any) -> Tensor:
    return torch.from_numpy(affine.dequantize(x.array, _coded(scale, zero, axis)))


def gemm(a: Tensor, b: Tensor, c: Any = None, *, alpha: float, beta: float, **kw: Any) -> Tensor:
    out = F.linear(a.T if kw["transA"] else a, b if kw["transB"] else b.T) * alpha
    return out if c is None else out + c * beta


LAYERS: dict[str, Adapter] = {
    "Adam": adam,
    "AveragePool": average_pool,
    "BatchNormalization": batch_norm,
    "Conv": conv,
    "DequantizeLinear": dequantize,
    "Dropout": dropout,
    "GRU": recurrent(nn.GRU, [1, 0, 2]),
    "Gemm": gemm,
    "GlobalAveragePool": lambda x: F.adaptive_avg_pool2d(x, 1),
    "GlobalMaxPool": lambda x: x.amax((2, 3), keepdim=True),
    "GroupNormalization": lambda x, w, b, epsilon, num_groups, **_: F.group_norm(
        x, num_groups, w, b, epsilon
    ),
    "InstanceNormalization": lambda x, w, b, epsilon: F.group_norm(x, x.shape[1], w, b, epsilon),
    "LSTM": recurrent(nn.LSTM, [0, 2, 3, 1]),
    "LayerNormalization": layer_norm,
    "MaxPool": max_pool,
    "Momentum": momentum,
    "NegativeLogLikelihoodLoss": negative_log_likelihood,
    "QuantizeLinear": quantize,
    "RMSNormalization": rms_norm,
    "RNN": recurrent(nn.RNN, [0]),
    "RotaryEmbedding": rotary,
    "SoftmaxCrossEntropyLoss": cross_entropy,
}
