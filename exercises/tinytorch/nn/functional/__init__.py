"""Layers as functions: `import tinytorch.nn.functional as F`."""

from tinytorch.nn.functional.activation import (
    elu,
    gelu,
    leaky_relu,
    log_softmax,
    logsigmoid,
    relu,
    selu,
    silu,
    softmax,
    softplus,
)
from tinytorch.nn.functional.attention import (
    apply_rotary,
    packed_attention,
    rotary_table,
    scaled_dot_product_attention,
)
from tinytorch.nn.functional.conv import conv1d, conv2d
from tinytorch.nn.functional.dropout import dropout
from tinytorch.nn.functional.embedding import embedding, one_hot
from tinytorch.nn.functional.linear import linear
from tinytorch.nn.functional.loss import (
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    cross_entropy,
    huber_loss,
    kl_div,
    l1_loss,
    mse_loss,
    nll_loss,
    smooth_l1_loss,
)
from tinytorch.nn.functional.norm import batch_norm, group_norm, layer_norm, rms_norm
from tinytorch.nn.functional.pool import (
    adaptive_avg_pool2d,
    avg_pool1d,
    avg_pool2d,
    max_pool1d,
    max_pool2d,
)
from tinytorch.ops.elementwise import sigmoid, tanh
from tinytorch.ops.shape import pad

__all__ = [
    "adaptive_avg_pool2d",
    "apply_rotary",
    "avg_pool1d",
    "avg_pool2d",
    "batch_norm",
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "conv1d",
    "conv2d",
    "cross_entropy",
    "dropout",
    "elu",
    "embedding",
    "gelu",
    "group_norm",
    "huber_loss",
    "kl_div",
    "l1_loss",
    "layer_norm",
    "leaky_relu",
    "linear",
    "log_softmax",
    "logsigmoid",
    "max_pool1d",
    "max_pool2d",
    "mse_loss",
    "nll_loss",
    "one_hot",
    "packed_attention",
    "pad",
    "relu",
    "rms_norm",
    "rotary_table",
    "scaled_dot_product_attention",
    "selu",
    "sigmoid",
    "silu",
    "smooth_l1_loss",
    "softmax",
    "softplus",
    "tanh",
]
