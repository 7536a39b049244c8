"""One differentiable function a case, with inputs on which its derivative is defined.

Used three ways: against numeric derivatives, against PyTorch, and to show that a broken derivative is
found (`mutate_vjps.py`). `make(rng)` returns float64 arrays; `call(F, torch, *tensors)` uses only names
that tinytorch and PyTorch share, unless `ours` is set.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Case:
    name: str
    call: Callable[..., Any]
    shapes: tuple[tuple[int, ...], ...]
    domain: str = "real"
    ours: bool = False
    twice: bool = True

    def make(self, seed: int = 0) -> list[np.ndarray]:
        rng = np.random.default_rng(seed)
        arrays = [np.asarray(rng.standard_normal(s)) for s in self.shapes]
        if self.domain == "positive":
            return [np.abs(a) + 0.5 for a in arrays]
        return arrays


def _unary(name: str, domain: str = "real") -> Case:
    return Case(name, lambda F, t, x: getattr(t, name)(x), ((3, 4),), domain)


TARGET = np.array([0, 3, 1, 2, 2])
MASK = np.array([[True, False, True], [False, True, True]])
WHERE = np.array([[0, 2], [1, 1]])


def _ints(t: Any, a: np.ndarray) -> Any:
    return t.tensor(a)


CASES = [
    *(_unary(n) for n in ("exp", "expm1", "sin", "cos", "tanh", "sigmoid", "abs", "square", "erf")),
    *(_unary(n) for n in ("sign", "floor", "ceil", "round")),
    *(_unary(n, "positive") for n in ("log", "log1p", "sqrt", "rsqrt", "reciprocal")),
    Case("neg", lambda F, t, x: -x, ((3, 4),)),
    Case("add", lambda F, t, x, y: x + y, ((3, 4), (4,))),
    Case("sub", lambda F, t, x, y: x - y, ((3, 1), (1, 4))),
    Case("mul", lambda F, t, x, y: x * y, ((3, 4), ())),
    Case("div", lambda F, t, x, y: x / y, ((3, 4), (3, 1)), "positive"),
    Case("rdiv", lambda F, t, x: 2.0 / x - x / 3, ((3, 4),), "positive"),
    Case("pow", lambda F, t, x, y: x**y, ((3, 4), (4,)), "positive"),
    Case("pow number", lambda F, t, x: x**3 + x**2 + x**1 + x**0, ((3, 4),)),
    Case("maximum", lambda F, t, x, y: t.maximum(x, y), ((3, 4), (4,))),
    Case("minimum", lambda F, t, x, y: t.minimum(x, y), ((3, 4), (4,))),
    Case("where", lambda F, t, x, y: t.where(_ints(t, MASK), x, y), ((2, 3), (3,))),
    Case("masked_fill", lambda F, t, x: x.masked_fill(_ints(t, MASK), 2.0), ((2, 3),)),
    Case("clamp", lambda F, t, x: x.clamp(-0.5, 0.7), ((3, 4),)),
    Case("clone", lambda F, t, x: x.clone() * 2, ((3,),)),
    Case("cast", lambda F, t, x: x.to(t.float64) * x, ((3,),)),
    Case("cast through float32", lambda F, t, x: x.float().double(), ((3,),), ours=True),
    Case("sum", lambda F, t, x: x.sum(), ((3, 4),)),
    Case("sum dim", lambda F, t, x: x.sum((0, 2), keepdim=True), ((2, 3, 4),)),
    Case("mean", lambda F, t, x: x.mean(1), ((2, 3, 4),)),
    Case("var", lambda F, t, x: x.var(1) + x.std(1, unbiased=False), ((3, 4),)),
    Case("prod", lambda F, t, x: x.prod(1), ((3, 4),)),
    Case("amax", lambda F, t, x: x.amax(1), ((3, 4),)),
    Case("amin", lambda F, t, x: x.amin((0, 1)), ((3, 4),)),
    Case("max dim", lambda F, t, x: x.max(1)[0] + x.min(1)[0], ((3, 4),)),
    Case("cumsum", lambda F, t, x: x.cumsum(1), ((3, 4),)),
    Case("flip", lambda F, t, x: x.flip(1) * x, ((3, 4),)),
    Case("logsumexp", lambda F, t, x: x.logsumexp(1), ((3, 4),)),
    Case("norm", lambda F, t, x: x.norm() + x.norm(1), ((3, 4),)),
    Case("reshape", lambda F, t, x: x.reshape(4, -1) * 2, ((2, 6),)),
    Case("permute", lambda F, t, x: x.permute(2, 0, 1) ** 2, ((2, 3, 4),)),
    Case("transpose", lambda F, t, x: x.transpose(0, 2).flatten(1) ** 2, ((2, 3, 4),)),
    Case("expand", lambda F, t, x: x.expand(3, 2, 4) ** 2, ((2, 1),)),
    Case("squeeze", lambda F, t, x: x.squeeze(1).unsqueeze(0) ** 2, ((2, 1, 3),)),
    Case("cat", lambda F, t, x, y: t.cat([x, y, x], 1) ** 2, ((2, 3), (2, 2))),
    Case("stack", lambda F, t, x, y: t.stack([x, y], -1) ** 2, ((2, 3), (2, 3))),
    Case("split", lambda F, t, x: x.split([1, 3], 1)[1] * x.chunk(2, 1)[0][:, :1], ((2, 4),)),
    Case("tril", lambda F, t, x: x.tril() ** 2 + x.triu(1) * 3, ((3, 3),)),
    Case("repeat", lambda F, t, x: x.repeat(2, 3) ** 2, ((2, 3),)),
    Case("pad", lambda F, t, x: F.pad(x, (1, 2, 0, 1)) ** 2, ((2, 3),)),
    Case("index", lambda F, t, x: x[1:, ::2] * x[0, 0], ((3, 4),)),
    Case("index many", lambda F, t, x: x[_ints(t, WHERE)] ** 2, ((3, 4),)),
    Case("index mask", lambda F, t, x: x[_ints(t, MASK)] ** 2, ((2, 3),)),
    Case("gather", lambda F, t, x: x.gather(1, _ints(t, WHERE)) ** 2, ((2, 3),)),
    Case("topk", lambda F, t, x: x.topk(2, -1)[0] ** 2 + x.sort(-1)[0][:, :2], ((3, 4),)),
    Case("roll", lambda F, t, x: x.roll(1, 1) * x, ((2, 3),)),
    Case("matmul", lambda F, t, x, y: x @ y, ((3, 4), (4, 2))),
    Case("matmul batched", lambda F, t, x, y: x @ y, ((2, 1, 3, 4), (5, 4, 2))),
    Case("matmul vectors", lambda F, t, x, y: (x @ y) @ y.mT @ x, ((3,), (3, 3))),
    Case("einsum", lambda F, t, x, y: t.einsum("bik,bkj->ij", x, y), ((2, 3, 4), (2, 4, 2))),
    Case("einsum sum", lambda F, t, x, y: t.einsum("ij,k->i", x, y), ((2, 3), (2,))),
    *(
        Case(n, lambda F, t, x, n=n: getattr(F, n)(x), ((3, 4),))
        for n in ("relu", "leaky_relu", "elu", "selu", "silu", "gelu", "softplus", "logsigmoid")
    ),
    Case("gelu tanh", lambda F, t, x: F.gelu(x, approximate="tanh"), ((3, 4),)),
    Case("softmax", lambda F, t, x: F.softmax(x, 1), ((3, 4),)),
    Case("log_softmax", lambda F, t, x: F.log_softmax(x, 0), ((3, 4),)),
    Case("linear", lambda F, t, x, w, b: F.linear(x, w, b), ((2, 3, 4), (5, 4), (5,)), twice=False),
    Case("mse", lambda F, t, x, y: F.mse_loss(x, y), ((3, 4), (3, 4))),
    Case("l1", lambda F, t, x, y: F.l1_loss(x, y), ((3, 4), (3, 4))),
    Case("huber", lambda F, t, x, y: F.huber_loss(x, y, delta=0.7), ((3, 4), (3, 4))),
    Case("smooth l1", lambda F, t, x, y: F.smooth_l1_loss(x, y, beta=0.5), ((3, 4), (3, 4))),
    Case(
        "bce logits",
        lambda F, t, x, y: F.binary_cross_entropy_with_logits(x, y.sigmoid()),
        ((3, 4), (3, 4)),
    ),
    Case(
        "bce",
        lambda F, t, x, y: F.binary_cross_entropy(x.sigmoid(), y.sigmoid()),
        ((3, 4), (3, 4)),
    ),
    Case("kl", lambda F, t, x, y: F.kl_div(F.log_softmax(x, 1), F.softmax(y, 1)), ((3, 4), (3, 4))),
    Case(
        "cross_entropy",
        lambda F, t, x: F.cross_entropy(x, _ints(t, TARGET)),
        ((5, 4),),
        twice=False,
    ),
    Case(
        "cross_entropy full",
        lambda F, t, x: F.cross_entropy(
            x,
            _ints(t, TARGET),
            weight=t.tensor(np.array([0.5, 1.0, 2.0, 0.7])),
            ignore_index=3,
            label_smoothing=0.1,
        ),
        ((5, 4),),
    ),
    Case(
        "cross_entropy probabilities",
        lambda F, t, x, y: F.cross_entropy(x, F.softmax(y, 1)),
        ((5, 4), (5, 4)),
    ),
    Case(
        "nll images",
        lambda F, t, x: F.cross_entropy(x, _ints(t, np.array([[0, 1, 2], [3, 0, 1]]))),
        ((2, 4, 3),),
    ),
    Case(
        "layer_norm",
        lambda F, t, x, w, b: F.layer_norm(x, (4,), w, b),
        ((2, 3, 4), (4,), (4,)),
        twice=False,
    ),
    Case(
        "layer_norm 2d",
        lambda F, t, x, w, b: F.layer_norm(x, (3, 4), w, b),
        ((2, 3, 4), (3, 4), (3, 4)),
        twice=False,
    ),
    Case(
        "rms_norm",
        lambda F, t, x, w: F.rms_norm(x, (4,), w, eps=1e-5),
        ((3, 4), (4,)),
        twice=False,
    ),
    Case(
        "group_norm",
        lambda F, t, x, w, b: F.group_norm(x, 2, w, b),
        ((2, 4, 3), (4,), (4,)),
        twice=False,
    ),
    Case(
        "batch_norm",
        lambda F, t, x, w, b: F.batch_norm(x, None, None, w, b, training=True),
        ((3, 2, 2, 2), (2,), (2,)),
        twice=False,
    ),
    Case(
        "embedding",
        lambda F, t, w: F.embedding(_ints(t, np.array([[0, 2, 2], [1, 0, 2]])), w),
        ((4, 3),),
        twice=False,
    ),
    Case(
        "conv2d",
        lambda F, t, x, w, b: F.conv2d(x, w, b, padding=1),
        ((2, 3, 5, 4), (4, 3, 3, 3), (4,)),
        twice=False,
    ),
    Case(
        "conv2d all options",
        lambda F, t, x, w, b: F.conv2d(x, w, b, (2, 1), (1, 2), (1, 2), 2),
        ((2, 4, 7, 6), (6, 2, 3, 2), (6,)),
        twice=False,
    ),
    Case(
        "conv2d depthwise",
        lambda F, t, x, w: F.conv2d(x, w, None, 1, "same", 1, 3),
        ((2, 3, 4, 4), (3, 1, 3, 3)),
        twice=False,
    ),
    Case(
        "conv1d",
        lambda F, t, x, w, b: F.conv1d(x, w, b, 2, 1, 2),
        ((2, 3, 9), (4, 3, 3), (4,)),
        twice=False,
    ),
    Case("max_pool2d", lambda F, t, x: F.max_pool2d(x, 2), ((2, 3, 5, 4),), twice=False),
    Case(
        "max_pool2d overlap", lambda F, t, x: F.max_pool2d(x, 3, 2, 1), ((2, 3, 6, 5),), twice=False
    ),
    Case("avg_pool2d", lambda F, t, x: F.avg_pool2d(x, 3, 2, 1), ((2, 3, 6, 5),), twice=False),
    Case("max_pool1d", lambda F, t, x: F.max_pool1d(x, 2), ((2, 3, 6),), twice=False),
    Case("adaptive", lambda F, t, x: F.adaptive_avg_pool2d(x, 2), ((2, 3, 4, 4),), twice=False),
    Case("adaptive one", lambda F, t, x: F.adaptive_avg_pool2d(x, 1), ((2, 3, 4, 4),)),
    Case(
        "attention",
        lambda F, t, q, k, v: F.scaled_dot_product_attention(q, k, v),
        ((2, 2, 3, 4), (2, 2, 5, 4), (2, 2, 5, 3)),
        twice=False,
    ),
    Case(
        "attention causal",
        lambda F, t, q, k, v: F.scaled_dot_product_attention(q, k, v, is_causal=True),
        ((1, 2, 70, 4), (1, 2, 70, 4), (1, 2, 70, 4)),
        twice=False,
    ),
    Case(
        "attention large scores",
        lambda F, t, q, k, v: F.scaled_dot_product_attention(
            q * 40, k * 40, v, is_causal=True, scale=0.1
        ),
        ((1, 2, 5, 4), (1, 2, 5, 4), (1, 2, 5, 4)),
        twice=False,
    ),
    Case(
        "attention masked",
        lambda F, t, q, k, v: F.scaled_dot_product_attention(
            q, k, v, attn_mask=_ints(t, np.array([[True, False, True], [True, True, False]]))
        ),
        ((2, 2, 2, 4), (2, 2, 3, 4), (2, 2, 3, 4)),
        twice=False,
    ),
    Case(
        "attention bias",
        lambda F, t, q, k, v, m: F.scaled_dot_product_attention(q, k, v, attn_mask=m),
        ((2, 2, 3, 4), (2, 2, 3, 4), (2, 2, 3, 4), (2, 1, 3, 3)),
    ),
    Case(
        "attention grouped",
        lambda F, t, q, k, v: F.scaled_dot_product_attention(
            q, k, v, is_causal=True, enable_gqa=True
        ),
        ((2, 4, 3, 4), (2, 2, 3, 4), (2, 2, 3, 4)),
        twice=False,
    ),
    Case(
        "packed_attention",
        lambda F, t, x: F.packed_attention(x, 2),
        ((2, 70, 12),),
        ours=True,
        twice=False,
    ),
    Case(
        "rotary",
        lambda F, t, x: F.apply_rotary(x, *F.rotary_table(3, 4, dtype=t.float64)),
        ((2, 3, 4),),
        ours=True,
    ),
]


def weights_for(shape: tuple[int, ...]) -> np.ndarray:
    """Return the gradient to start the backward pass from: no two elements equal."""
    n = int(np.prod(shape))
    return (np.cos(np.arange(n) * 1.7) + 0.1).reshape(shape)
