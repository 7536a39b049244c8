"""How wrong a prediction is, as one number to make small."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tinytorch.autograd.kernel import Kernel, launch
from tinytorch.dtypes import Array
from tinytorch.errors import check
from tinytorch.nn.functional.activation import log_softmax, softplus
from tinytorch.ops.elementwise import where
from tinytorch.ops.matmul import product

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor


def _reduce(loss: Tensor, reduction: str) -> Tensor:
    if reduction == "mean":
        return loss.mean()
    if reduction == "sum":
        return loss.sum()
    if reduction != "none":
        raise ValueError(f"reduction is 'mean', 'sum' or 'none', not {reduction!r}")
    return loss


def _same_shape(name: str, x: Tensor, y: Tensor) -> None:
    check(
        x.shape == y.shape,
        f"{name}: prediction {tuple(x.shape)} and target {tuple(y.shape)} differ; broadcasting here "
        "would compare every prediction with every target: reshape one of them",
    )


def mse_loss(x: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Squared difference. Raises ShapeError for different shapes."""
    _same_shape("mse_loss", x, target)
    d = x - target
    return _reduce(d * d, reduction)


def l1_loss(x: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Absolute difference."""
    _same_shape("l1_loss", x, target)
    return _reduce((x - target).abs(), reduction)


def huber_loss(x: Tensor, target: Tensor, reduction: str = "mean", delta: float = 1.0) -> Tensor:
    """Half the square up to `delta`, from there on linear."""
    _same_shape("huber_loss", x, target)
    d = (x - target).abs()
    return _reduce(where(d <= delta, d * d * 0.5, (d - 0.5 * delta) * delta), reduction)


def smooth_l1_loss(x: Tensor, target: Tensor, reduction: str = "mean", beta: float = 1.0) -> Tensor:
    """Huber loss divided by beta."""
    return huber_loss(x, target, reduction, beta) / beta


def binary_cross_entropy_with_logits(
    x: Tensor, target: Tensor, reduction: str = "mean", pos_weight: Tensor | None = None
) -> Tensor:
    """-log of the probability given to the target (0 to 1), where sigmoid(x) is that of 1."""
    _same_shape("binary_cross_entropy_with_logits", x, target)
    positive = target if pos_weight is None else target * pos_weight
    return _reduce(positive * softplus(-x) + (1 - target) * softplus(x), reduction)


def binary_cross_entropy(x: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """-log of the probability given to the target; x are probabilities; logs stop at -100."""
    _same_shape("binary_cross_entropy", x, target)
    tiny = np.exp(-100.0)
    loss = target * x.clamp(min=tiny).log() + (1 - target) * (1 - x).clamp(min=tiny).log()
    return _reduce(-loss, reduction)


def kl_div(x: Tensor, target: Tensor, reduction: str = "mean", log_target: bool = False) -> Tensor:
    """Kullback-Leibler divergence of `target` from exp(x); 'batchmean' divides by the batch."""
    if log_target:
        loss = target.exp() * (target - x)
    else:
        loss = where(target > 0, target * (target.clamp(min=1e-38).log() - x), 0.0)
    if reduction == "batchmean":
        return loss.sum() / x.shape[0]
    return _reduce(loss, reduction)


def nll_loss(
    x: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Tensor:
    """-x at the target class: x (N, C, ...) log-probabilities, target (N, ...) integers.

    The mean is weighted by `weight` (C,) and leaves out targets equal to `ignore_index`.
    """
    kept = target != ignore_index
    index = where(kept, target, 0).long()
    at = 1 if x.ndim > 1 else 0
    loss = -x.gather(at, index.unsqueeze(at)).squeeze(at)
    scale = kept.to(x.dtype) if weight is None else weight[index] * kept.to(x.dtype)
    loss = loss * scale
    return loss.sum() / scale.sum() if reduction == "mean" else _reduce(loss, reduction)


class SoftmaxCrossEntropy(Kernel):
    """log_softmax, then -log p at the target; the gradient is softmax minus one-hot."""

    name = "cross_entropy"

    @staticmethod
    def forward(ctx: Any, x: Array, target: Array) -> Array:
        """Return the mean loss of logits x (N, C) for integer targets (N,)."""
        p = x - x.max(axis=1, keepdims=True)
        rows = np.arange(len(x))
        at_target = p[rows, target]
        np.exp(p, out=p)
        total = product(p, np.ones((p.shape[1], 1), p.dtype))
        p /= total
        ctx.p, ctx.rows, ctx.target = p, rows, target
        return np.asarray((np.log(total[:, 0]) - at_target).mean(), dtype=x.dtype)

    @staticmethod
    def backward(ctx: Any, g: Array) -> tuple[Array | None, ...]:
        """Return the gradient by the logits."""
        scale = g / len(ctx.p)
        d = ctx.p * scale
        d[ctx.rows, ctx.target] -= scale
        return d, None


def cross_entropy_simple(x: Tensor, target: Tensor) -> Tensor:
    """Return the same mean from log_softmax and nll_loss: the lesson, and the kernel's oracle."""
    return nll_loss(log_softmax(x, 1), target)


def _check_classes(x: Tensor, target: Tensor, ignore_index: int) -> None:
    at = 1 if x.ndim > 1 else 0
    expected = (*x.shape[:at], *x.shape[at + 1 :])
    check(
        tuple(target.shape) == expected,
        f"cross_entropy: logits {tuple(x.shape)} need targets {expected}, not "
        f"{tuple(target.shape)}; logits are (N, C, ...), class indices (N, ...)",
    )
    t = target.array
    bad = (t != ignore_index) & ((t < 0) | (t >= x.shape[at]))
    if bad.any():
        raise IndexError(
            f"cross_entropy: target {t[bad][0]} is not a class of 0..{x.shape[at] - 1}"
        )


def cross_entropy(
    x: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
    label_smoothing: float = 0.0,
) -> Tensor:
    """-log softmax(x) at the target: logits x (N, C, ...), target (N, ...) class indices.

    A floating target of x's shape holds class probabilities instead. Raises ShapeError for other
    shapes and IndexError for a class out of range.
    """
    if target.array.dtype.kind == "f":
        _same_shape("cross_entropy", x, target)
        dim = 1 if x.ndim > 1 else 0
        if label_smoothing:
            target = target * (1 - label_smoothing) + label_smoothing / x.shape[dim]
        loss = log_softmax(x, dim) * target
        if weight is not None:
            loss = loss * weight.reshape(-1, *(1,) * (x.ndim - 1 - dim))
        summed = -loss.sum(dim)
        return _reduce(summed, reduction)
    _check_classes(x, target, ignore_index)
    plain = weight is None and not label_smoothing and reduction == "mean" and x.ndim == 2
    if plain and x.array.size and not (target.array == ignore_index).any():
        return launch(SoftmaxCrossEntropy, x, target)
    logs = log_softmax(x, 1 if x.ndim > 1 else 0)
    loss = nll_loss(logs, target, weight, ignore_index, reduction)
    if not label_smoothing:
        return loss
    return loss * (1 - label_smoothing) + _smooth(logs, target, weight, ignore_index, reduction) * (
        label_smoothing
    )


def _smooth(
    logs: Tensor, target: Tensor, weight: Tensor | None, ignore_index: int, reduction: str
) -> Tensor:
    """Return the loss against the even distribution over classes, reduced as nll_loss does."""
    dim = 1 if logs.ndim > 1 else 0
    kept = (target != ignore_index).to(logs.dtype)
    spread = logs if weight is None else logs * weight.reshape(-1, *(1,) * (logs.ndim - 1 - dim))
    loss = -spread.mean(dim) * kept
    if reduction != "mean":
        return _reduce(loss, reduction)
    if weight is None:
        return loss.sum() / kept.sum()
    index = where(kept > 0, target, 0).long()
    return loss.sum() / (weight[index] * kept).sum()
