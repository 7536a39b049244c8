"""One differentiable function a case, with inputs on which its derivative is defined.

Used three ways: against numeric derivatives, against PyTorch, and to show that a broken derivative is
found (`mutate_vjps.py`). `make(rng)` returns float64 arrays; `call(f, torch, *tensors)` uses only names
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
    return Case(name, lambda f, t, x: getattr(t, name)(x), ((3, 4),), domain)


TARGET = np.array([0, 3, 1, 2, 2])
MASK = np.array([[True, False, True], [False, True, True]])
WHERE = np.array([[0, 2], [1, 1]])


def _ints(t: Any, a: np.ndarray) -> Any:
    return t.tensor(a)


CASES = [
    *(_unary(n) for n in ("exp", "expm1", "sin", "cos", "tanh", "sigmoid", "abs", "square", "erf")),
    *(_unary(n) for n in ("sign", "floor", "ceil", "round")),
    *(_unary(n, "positive") for n in ("log", "log1p", "sqrt", "rsqrt", "reciprocal")),
    Case("neg", lambda f, t, x: -x, ((3, 4),)),
    Case("add", lambda f, t, x, y: x + y, ((3, 4), (4,))),
    Case("sub", lambda f, t, x, y: x - y, ((3, 1), (1, 4))),
    Case("mul", lambda f, t, x, y: x * y, ((3, 4), ())),
    Case("div", lambda f, t, x, y: x / y, ((3, 4), (3, 1)), "positive"),
    Case("rdiv", lambda f, t, x: 2.0 / x - x / 3, ((3, 4),), "positive"),
    Case("pow", lambda f, t, x, y: x**y, ((3, 4), (4,)), "positive"),
    Case("pow number", lambda f, t, x: x**3 + x**2 + x**1 + x**0, ((3, 4),)),
    Case("maximum", lambda f, t, x, y: t.maximum(x, y), ((3, 4), (4,))),
    Case("minimum", lambda f, t, x, y: t.minimum(x, y), ((3, 4), (4,))),
    Case("where", lambda f, t, x, y: t.where(_ints(t, MASK), x, y), ((2, 3), (3,))),
    Case("masked_fill", lambda f, t, x: x.masked_fill(_ints(t, MASK), 2.0), ((2, 3),)),
    Case("clamp", lambda f, t, x: x.clamp(-0.5, 0.7), ((3, 4),)),
    Case("clone", lambda f, t, x: x.clone() * 2, ((3,),)),
    Case("cast", lambda f, t, x: x.to(t.float64) * x, ((3,),)),
    Case("cast through float32", lambda f, t, x: x.float().double(), ((3,),), ours=True),
    Case("sum", lambda f, t, x: x.sum(), ((3, 4),)),
    Case("sum dim", lambda f, t, x: x.sum((0, 2), keepdim=True), ((2, 3, 4),)),
    Case("mean", lambda f, t, x: x.mean(1), ((2, 3, 4),)),
    Case("var", lambda f, t, x: x.var(1) + x.std(1, unbiased=False), ((3, 4),)),
    Case("prod", lambda f, t, x: x.prod(1), ((3, 4),)),
    Case("amax", lambda f, t, x: x.amax(1), ((3, 4),)),
    Case("amin", lambda f, t, x: x.amin((0, 1)), ((3, 4),)),
    Case("max dim", lambda f, t, x: x.max(1)[0] + x.min(1)[0], ((3, 4),)),
    Case("cumsum", lambda f, t, x: x.cumsum(1), ((3, 4),)),
    Case("flip", lambda f, t, x: x.flip(1) * x, ((3, 4),)),
    Case("logsumexp", lambda f, t, x: x.logsumexp(1), ((3, 4),)),
    Case("norm", lambda f, t, x: x.norm() + x.norm(1), ((3, 4),)),
    Case("reshape", lambda f, t, x: x.reshape(4, -1) * 2, ((2, 6),)),
    Case("permute", lambda f, t, x: x.permute(2, 0, 1) ** 2, ((2, 3, 4),)),
    Case("transpose", lambda f, t, x: x.transpose(0, 2).flatten(1) ** 2, ((2, 3, 4),)),
    Case("expand", lambda f, t, x: x.expand(3, 2, 4) ** 2, ((2, 1),)),
    Case("squeeze", lambda f, t, x: x.squeeze(1).unsqueeze(0) ** 2, ((2, 1, 3),)),
    Case("cat", lambda f, t, x, y: t.cat([x, y, x], 1) ** 2, ((2, 3), (2, 2))),
    Case("stack", lambda f, t, x, y: t.stack([x, y], -1) ** 2, ((2, 3), (2, 3))),
    Case("split", lambda f, t, x: x.split([1, 3], 1)[1] * x.chunk(2, 1)[0][:, :1], ((2, 4),)),
    Case("tril", lambda f, t, x: x.tril() ** 2 + x.triu(1) * 3, ((3, 3),)),
    Case("repeat", lambda f, t, x: x.repeat(2, 3) ** 2, ((2, 3),)),
    Case("pad", lambda f, t, x: f.pad(x, (1, 2, 0, 1)) ** 2, ((2, 3),)),
    Case("index", lambda f, t, x: x[1:, ::2] * x[0, 0], ((3, 4),)),
    Case("index many", lambda f, t, x: x[_ints(t, WHERE)] ** 2, ((3, 4),)),
    Case("index mask", lambda f, t, x: x[_ints(t, MASK)] ** 2, ((2, 3),)),
    Case("gather", lambda f, t, x: x.gather(1, _ints(t, WHERE)) ** 2, ((2, 3),)),
    Case("topk", lambda f, t, x: x.topk(2, -1)[0] ** 2 + x.sort(-1)[0][:, :2], ((3, 4),)),
    Case("roll", lambda f, t, x: x.roll(1, 1) * x, ((2, 3),)),
    Case("matmul", lambda f, t, x, y: x @ y, ((3, 4), (4, 2))),
    Case("matmul batched", lambda f, t, x, y: x @ y, ((2, 1, 3, 4), (5, 4, 2))),
    Case("matmul vectors", lambda f, t, x, y: (x @ y) @ y.mT @ x, ((3,), (3, 3))),
    Case("einsum", lambda f, t, x, y: t.einsum("bik,bkj->ij", x, y), ((2, 3, 4), (2, 4, 2))),
    Case("einsum sum", lambda f, t, x, y: t.einsum("ij,k->i", x, y), ((2, 3), (2,))),
    *(
        Case(n, lambda f, t, x, n=n: getattr(f, n)(x), ((3, 4),))
        for n in ("relu", "leaky_relu", "elu", "selu", "silu", "gelu", "softplus", "logsigmoid")
    ),
    Case("gelu tanh", lambda f, t, x: f.gelu(x, approximate="tanh"), ((3, 4),)),
    Case("softmax", lambda f, t, x: f.softmax(x, 1), ((3, 4),)),
    Case("log_softmax", lambda f, t, x: f.log_softmax(x, 0), ((3, 4),)),
    Case("linear", lambda f, t, x, w, b: f.linear(x, w, b), ((2, 3, 4), (5, 4), (5,)), twice=False),
    Case("mse", lambda f, t, x, y: f.mse_loss(x, y), ((3, 4), (3, 4))),
    Case("l1", lambda f, t, x, y: f.l1_loss(x, y), ((3, 4), (3, 4))),
    Case("huber", lambda f, t, x, y: f.huber_loss(x, y, delta=0.7), ((3, 4), (3, 4))),
    Case("smooth l1", lambda f, t, x, y: f.smooth_l1_loss(x, y, beta=0.5), ((3, 4), (3, 4))),
    Case(
        "bce logits",
        lambda f, t, x, y: f.binary_cross_entropy_with_logits(x, y.sigmoid()),
        ((3, 4), (3, 4)),
    ),
    Case(
        "bce",
        lambda f, t, x, y: f.binary_cross_entropy(x.sigmoid(), y.sigmoid()),
        ((3, 4), (3, 4)),
    ),
    Case("kl", lambda f, t, x, y: f.kl_div(f.log_softmax(x, 1), f.softmax(y, 1)), ((3, 4), (3, 4))),
    Case(
        "cross_entropy",
        lambda f, t, x: f.cross_entropy(x, _ints(t, TARGET)),
        ((5, 4),),
        twice=False,
    ),
    Case(
        "cross_entropy full",
        lambda f, t, x: f.cross_entropy(
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
        lambda f, t, x, y: f.cross_entropy(x, f.softmax(y, 1)),
        ((5, 4), (5, 4)),
    ),
    Case(
        "nll images",
        lambda f, t, x: f.cross_entropy(x, _ints(t, np.array([[0, 1, 2], [3, 0, 1]]))),
        ((2, 4, 3),),
    ),
    Case(
        "layer_norm",
        lambda f, t, x, w, b: f.layer_norm(x, (4,), w, b),
        ((2, 3, 4), (4,), (4,)),
        twice=False,
    ),
    Case(
        "layer_norm 2d",
        lambda f, t, x, w, b: f.layer_norm(x, (3, 4), w, b),
        ((2, 3, 4), (3, 4), (3, 4)),
        twice=False,
    ),
    Case(
        "rms_norm",
        lambda f, t, x, w: f.rms_norm(x, (4,), w, eps=1e-5),
        ((3, 4), (4,)),
        twice=False,
    ),
    Case(
        "group_norm",
        lambda f, t, x, w, b: f.group_norm(x, 2, w, b),
        ((2, 4, 3), (4,), (4,)),
        twice=False,
    ),
    Case(
        "batch_norm",
        lambda f, t, x, w, b: f.batch_norm(x, None, None, w, b, training=True),
        ((3, 2, 2, 2), (2,), (2,)),
        twice=False,
    ),
    Case(
        "embedding",
        lambda f, t, w: f.embedding(_ints(t, np.array([[0, 2, 2], [1, 0, 2]])), w),
        ((4, 3),),
        twice=False,
    ),
    Case(
        "conv2d",
        lambda f, t, x, w, b: f.conv2d(x, w, b, padding=1),
        ((2, 3, 5, 4), (4, 3, 3, 3), (4,)),
        twice=False,
    ),
    Case(
        "conv2d all options",
        lambda f, t, x, w, b: f.conv2d(x, w, b, (2, 1), (1, 2), (1, 2), 2),
        ((2, 4, 7, 6), (6, 2, 3, 2), (6,)),
        twice=False,
    ),
    Case(
        "conv2d depthwise",
        lambda f, t, x, w: f.conv2d(x, w, None, 1, "same", 1, 3),
        ((2, 3, 4, 4), (3, 1, 3, 3)),
        twice=False,
    ),
    Case(
        "conv1d",
        lambda f, t, x, w, b: f.conv1d(x, w, b, 2, 1, 2),
        ((2, 3, 9), (4, 3, 3), (4,)),
        twice=False,
    ),
    Case("max_pool2d", lambda f, t, x: f.max_pool2d(x, 2), ((2, 3, 5, 4),), twice=False),
    Case(
        "max_pool2d overlap", lambda f, t, x: f.max_pool2d(x, 3, 2, 1), ((2, 3, 6, 5),), twice=False
    ),
    Case("avg_pool2d", lambda f, t, x: f.avg_pool2d(x, 3, 2, 1), ((2, 3, 6, 5),), twice=False),
    Case("max_pool1d", lambda f, t, x: f.max_pool1d(x, 2), ((2, 3, 6),), twice=False),
    Case("adaptive", lambda f, t, x: f.adaptive_avg_pool2d(x, 2), ((2, 3, 4, 4),), twice=False),
    Case("adaptive one", lambda f, t, x: f.adaptive_avg_pool2d(x, 1), ((2, 3, 4, 4),)),
    Case(
        "attention",
        lambda f, t, q, k, v: f.scaled_dot_product_attention(q, k, v),
        ((2, 2, 3, 4), (2, 2, 5, 4), (2, 2, 5, 3)),
        twice=False,
    ),
    Case(
        "attention causal",
        lambda f, t, q, k, v: f.scaled_dot_product_attention(q, k, v, is_causal=True),
        ((1, 2, 70, 4), (1, 2, 70, 4), (1, 2, 70, 4)),
        twice=False,
    ),
    Case(
        "attention causal, more keys",
        lambda f, t, q, k, v: f.scaled_dot_product_attention(q, k, v, is_causal=True),
        ((1, 2, 3, 4), (1, 2, 5, 4), (1, 2, 5, 4)),
        twice=False,
    ),
    Case(
        "attention large scores",
        lambda f, t, q, k, v: f.scaled_dot_product_attention(
            q * 40, k * 40, v, is_causal=True, scale=0.1
        ),
        ((1, 2, 5, 4), (1, 2, 5, 4), (1, 2, 5, 4)),
        twice=False,
    ),
    Case(
        "attention masked",
        lambda f, t, q, k, v: f.scaled_dot_product_attention(
            q, k, v, attn_mask=_ints(t, np.array([[True, False, True], [True, True, False]]))
        ),
        ((2, 2, 2, 4), (2, 2, 3, 4), (2, 2, 3, 4)),
        twice=False,
    ),
    Case(
        "attention bias",
        lambda f, t, q, k, v, m: f.scaled_dot_product_attention(q, k, v, attn_mask=m),
        ((2, 2, 3, 4), (2, 2, 3, 4), (2, 2, 3, 4), (2, 1, 3, 3)),
    ),
    Case(
        "attention grouped",
        lambda f, t, q, k, v: f.scaled_dot_product_attention(
            q, k, v, is_causal=True, enable_gqa=True
        ),
        ((2, 4, 3, 4), (2, 2, 3, 4), (2, 2, 3, 4)),
        twice=False,
    ),
    Case(
        "packed_attention",
        lambda f, t, x: f.packed_attention(x, 2),
        ((2, 70, 12),),
        ours=True,
        twice=False,
    ),
    Case(
        "rotary",
        lambda f, t, x: f.apply_rotary(x, *f.rotary_table(3, 4, dtype=t.float64)),
        ((2, 3, 4),),
        ours=True,
    ),
]


def weights_for(shape: tuple[int, ...]) -> np.ndarray:
    """Return the gradient to start the backward pass from: no two elements equal."""
    n = int(np.prod(shape))
    return (np.cos(np.arange(n) * 1.7) + 0.1).reshape(shape)
