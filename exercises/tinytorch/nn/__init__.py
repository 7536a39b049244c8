"""Layers: modules that hold parameters and call the functions of `nn.functional`."""

from tinytorch.nn import functional, init, utils
from tinytorch.nn.activation import (
    ELU,
    GELU,
    LeakyReLU,
    LogSoftmax,
    ReLU,
    Sigmoid,
    SiLU,
    Softmax,
    Softplus,
    Tanh,
)
from tinytorch.nn.container import ModuleDict, ModuleList, ParameterList, Sequential
from tinytorch.nn.linear import Flatten, Identity, Linear
from tinytorch.nn.loss import (
    BCELoss,
    BCEWithLogitsLoss,
    CrossEntropyLoss,
    HuberLoss,
    KLDivLoss,
    L1Loss,
    MSELoss,
    NLLLoss,
)
from tinytorch.nn.module import Module
from tinytorch.nn.parameter import Parameter
