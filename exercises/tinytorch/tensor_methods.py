"""The functions of `tinytorch.ops` as operators and methods of a tensor, by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from tinytorch.autograd.engine import Variable
from tinytorch.ops import elementwise as e
from tinytorch.ops import index as i
from tinytorch.ops import matmul as m
from tinytorch.ops import reduce as r
from tinytorch.ops import shape as s

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor


class Methods(Variable):
    """The part of `Tensor` that computes: `x.exp()` and `tinytorch.exp(x)` are one function."""

    def __hash__(self) -> int:  # by identity, since == compares elements
        return id(self)

    # Operators
    __add__, __sub__, __mul__, __truediv__, __pow__ = e.add, e.sub, e.mul, e.div, e.pow
    __neg__, __abs__, __matmul__, __getitem__ = e.neg, e.abs, m.matmul, i.getitem
    __eq__, __ne__ = i.eq, i.ne  # type: ignore[assignment]
    __lt__, __le__, __gt__, __ge__ = i.lt, i.le, i.gt, i.ge
    __and__, __or__, __xor__, __invert__ = i.bitwise_and, i.bitwise_or, i.bitwise_xor, i.bitwise_not
    __floordiv__, __mod__ = i.floor_divide, i.remainder
    __radd__, __rmul__ = e.add, e.mul

    def __rsub__(self, other: Any) -> Tensor:
        return e.sub(other, cast("Tensor", self))

    def __rtruediv__(self, other: Any) -> Tensor:
        return e.div(other, cast("Tensor", self))

    def __rpow__(self, other: Any) -> Tensor:
        return e.pow(other, cast("Tensor", self))

    def __rmatmul__(self, other: Any) -> Tensor:
        return m.matmul(Variable.wrap(np.asarray(other)), cast("Tensor", self))

    # The functions of tinytorch.ops as methods
    add = e.add
    sub = e.sub
    mul = e.mul
    div = e.div
    pow = e.pow
    neg = e.neg
    abs = e.abs
    sign = e.sign
    exp = e.exp
    expm1 = e.expm1
    log = e.log
    log1p = e.log1p
    sqrt = e.sqrt
    rsqrt = e.rsqrt
    square = e.square
    reciprocal = e.reciprocal
    sin = e.sin
    cos = e.cos
    tanh = e.tanh
    sigmoid = e.sigmoid
    erf = e.erf
    floor = e.floor
    ceil = e.ceil
    round = e.round
    maximum = e.maximum
    minimum = e.minimum
    masked_fill = e.masked_fill
    clamp = e.clamp
    sum = r.sum
    mean = r.mean
    var = r.var
    std = r.std
    prod = r.prod
    amax = r.amax
    amin = r.amin
    max = r.max
    min = r.min
    argmax = r.argmax
    argmin = r.argmin
    all = r.all
    any = r.any
    cumsum = r.cumsum
    flip = r.flip
    logsumexp = r.logsumexp
    norm = r.norm
    reshape = s.reshape
    permute = s.permute
    transpose = s.transpose
    t = s.t
    movedim = s.movedim
    expand = s.expand
    unsqueeze = s.unsqueeze
    squeeze = s.squeeze
    flatten = s.flatten
    unflatten = s.unflatten
    split = s.split
    chunk = s.chunk
    unbind = s.unbind
    tril = s.tril
    triu = s.triu
    clone = s.clone
    repeat = s.repeat
    gather = i.gather
    take_along_dim = i.take_along_dim
    index_select = i.index_select
    repeat_interleave = i.repeat_interleave
    roll = i.roll
    sort = i.sort
    argsort = i.argsort
    topk = i.topk
    nonzero = i.nonzero
    eq = i.eq
    ne = i.ne
    lt = i.lt
    le = i.le
    gt = i.gt
    ge = i.ge
    logical_and = i.logical_and
    logical_or = i.logical_or
    logical_not = i.logical_not
    floor_divide = i.floor_divide
    remainder = i.remainder
    isnan = i.isnan
    isinf = i.isinf
    isfinite = i.isfinite
    allclose = i.allclose
    equal = i.equal
    matmul = m.matmul
    outer = m.outer
    view, swapaxes, mm, bmm = s.reshape, s.transpose, m.matmul, m.matmul
