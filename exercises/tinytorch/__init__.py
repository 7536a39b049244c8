"""tinytorch: a deep-learning framework to read, on NumPy alone, under PyTorch's names.

    import tinytorch as torch
    from tinytorch import nn, optim
    import tinytorch.nn.functional as F

Read `autograd/engine.py` first: it is one page and everything else leans on it. Then `ops/` (the
table of operations and their derivatives), `tensor.py`, `nn/`, `optim/`.
"""

from tinytorch import amp, autograd, cuda, datasets, memory, nn, optim, profiler, utils
from tinytorch.autograd import enable_grad, is_grad_enabled, no_grad, set_grad_enabled
from tinytorch.create import (
    arange,
    as_tensor,
    empty,
    empty_like,
    eye,
    from_numpy,
    full,
    full_like,
    linspace,
    meshgrid,
    ones,
    ones_like,
    tensor,
    zeros,
    zeros_like,
)
from tinytorch.dtypes import bool_ as bool
from tinytorch.dtypes import (
    double,
    float16,
    float32,
    float64,
    get_default_dtype,
    half,
    int8,
    int16,
    int32,
    int64,
    long,
    set_default_dtype,
    uint8,
)
from tinytorch.dtypes import float_ as float
from tinytorch.dtypes import int_ as int
from tinytorch.errors import ShapeError
from tinytorch.nn.functional.activation import log_softmax, relu, softmax
from tinytorch.ops.elementwise import (
    abs,
    add,
    ceil,
    clamp,
    cos,
    div,
    erf,
    exp,
    expm1,
    floor,
    log,
    log1p,
    masked_fill,
    maximum,
    minimum,
    mul,
    neg,
    pow,
    reciprocal,
    round,
    rsqrt,
    sigmoid,
    sign,
    sin,
    sqrt,
    square,
    sub,
    tanh,
    where,
)
from tinytorch.ops.index import (
    allclose,
    argsort,
    eq,
    equal,
    gather,
    ge,
    gt,
    index_select,
    isfinite,
    isinf,
    isnan,
    le,
    logical_and,
    logical_not,
    logical_or,
    lt,
    ne,
    nonzero,
    remainder,
    repeat_interleave,
    roll,
    sort,
    take_along_dim,
    topk,
)
from tinytorch.ops.matmul import einsum, matmul, outer
from tinytorch.ops.matmul import matmul as bmm
from tinytorch.ops.matmul import matmul as mm
from tinytorch.ops.reduce import (
    all,
    amax,
    amin,
    any,
    argmax,
    argmin,
    cumsum,
    flip,
    logsumexp,
    max,
    mean,
    min,
    norm,
    prod,
    std,
    sum,
    var,
)
from tinytorch.ops.shape import (
    cat,
    chunk,
    clone,
    flatten,
    movedim,
    permute,
    reshape,
    split,
    squeeze,
    stack,
    t,
    transpose,
    tril,
    triu,
    unbind,
    unsqueeze,
)
from tinytorch.parallel import get_num_threads, set_num_threads
from tinytorch.random import (
    Generator,
    bernoulli,
    manual_seed,
    multinomial,
    normal,
    rand,
    randint,
    randn,
    randperm,
)
from tinytorch.serialization import load, save
from tinytorch.tensor import Size, Tensor
from tinytorch.tensor_casts import device

# fmt: off
__all__ = [
    "Generator", "ShapeError", "Size", "Tensor", "abs", "add", "all", "allclose", "amax", "amin",
    "amp", "any", "arange", "argmax", "argmin", "argsort", "as_tensor", "autograd", "bernoulli",
    "bmm", "bool", "cat", "ceil", "chunk", "clamp", "clone", "cos", "cuda", "cumsum", "datasets",
    "device", "div",
    "double", "einsum", "empty", "empty_like", "enable_grad", "eq", "equal", "erf", "exp", "expm1",
    "eye", "flatten", "flip", "float", "float16", "float32", "float64", "floor", "from_numpy",
    "full", "full_like", "gather", "ge", "get_default_dtype", "get_num_threads", "gt", "half",
    "index_select", "int", "int8", "int16", "int32", "int64", "is_grad_enabled", "isfinite",
    "isinf", "isnan", "le", "linspace", "load", "log", "log1p", "log_softmax", "logical_and",
    "logical_not", "logical_or", "logsumexp", "long", "lt", "manual_seed", "masked_fill", "matmul",
    "max", "maximum", "mean", "memory", "meshgrid", "min", "minimum", "mm", "movedim", "mul",
    "multinomial", "ne", "neg", "nn", "no_grad", "nonzero", "norm", "normal", "ones", "ones_like",
    "optim", "outer", "permute", "pow", "prod", "profiler", "rand", "randint", "randn", "randperm",
    "reciprocal", "relu", "remainder", "repeat_interleave", "reshape", "roll", "round", "rsqrt",
    "save", "set_default_dtype", "set_grad_enabled", "set_num_threads", "sigmoid", "sign", "sin",
    "softmax", "sort", "split", "sqrt", "square", "squeeze", "stack", "std", "sub", "sum", "t",
    "take_along_dim", "tanh", "tensor", "topk", "transpose", "tril", "triu", "uint8", "unbind",
    "unsqueeze", "utils", "var", "where", "zeros", "zeros_like",
]
# fmt: on

memory.keep_freed_memory()
