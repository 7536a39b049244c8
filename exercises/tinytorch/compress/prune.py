"""Layers whose weights are masked, under the names of `torch.nn.utils.prune`.

A pruned layer keeps its dense weight as the parameter ``weight_orig`` and a buffer ``weight_mask``;
before each forward pass it multiplies them. So training goes on, gradients of removed weights are 0,
and a checkpoint holds the mask. ``remove`` makes the zeros permanent.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from tinytorch.autograd.engine import Variable
from tinytorch.compress import masks
from tinytorch.dtypes import Array
from tinytorch.nn.linear import Linear
from tinytorch.nn.module import Module
from tinytorch.nn.parameter import Parameter


class _Apply:
    """The hook that computes ``name`` from its two parts."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, module: Any, _inputs: Any) -> None:
        original = getattr(module, f"{self.name}_orig")
        setattr(module, self.name, original * getattr(module, f"{self.name}_mask"))


def custom_from_mask(module: Module, name: str, mask: Array) -> Module:
    """Mask the parameter ``name`` of ``module``; on a pruned one, only what both masks keep stays.

    Raises:
        ValueError: the mask's shape is not the parameter's.
    """
    pruned = is_pruned(module, name)
    weight = getattr(module, f"{name}_orig" if pruned else name)
    if mask.shape != weight.array.shape:
        raise ValueError(f"mask of shape {mask.shape} for {name} of shape {tuple(weight.shape)}")
    if pruned:
        mask = mask & (getattr(module, f"{name}_mask").array != 0)
    values = Variable.wrap(mask.astype(weight.array.dtype))
    if not pruned:
        delattr(module, name)
        setattr(module, f"{name}_orig", weight)
        module._forward_pre_hooks.insert(0, _Apply(name))
    module.register_buffer(f"{name}_mask", values)
    _Apply(name)(module, ())
    return module


def is_pruned(module: Module, name: str = "weight") -> bool:
    """Tell whether the parameter ``name`` of ``module`` is masked."""
    return f"{name}_mask" in module._buffers


def _effective(module: Module, name: str) -> Array:
    """Return the weight with its zeros, the one to judge by when pruning again."""
    weight: Array = getattr(module, name).array
    return weight


def l1_unstructured(module: Module, name: str, amount: float) -> Module:
    """Remove the fraction ``amount`` of entries, the smallest ones first."""
    return custom_from_mask(module, name, masks.magnitude(_effective(module, name), amount))


def ln_structured(module: Module, name: str, amount: float, n: float, dim: int) -> Module:
    """Remove the fraction ``amount`` of slices along ``dim``, those of the smallest ``n``-norm first."""
    mask = masks.channels(_effective(module, name), amount, axis=dim, order=n)
    return custom_from_mask(module, name, mask)


def n_of_m(module: Module, name: str, n: int = 2, m: int = 4) -> Module:
    """Keep the ``n`` largest of each ``m`` neighbors along the last dimension."""
    return custom_from_mask(module, name, masks.n_of_m(_effective(module, name), n, m))


def global_unstructured(parameters: Iterable[tuple[Module, str]], amount: float) -> None:
    """Remove the fraction ``amount`` of the entries of all parameters together."""
    pairs = list(parameters)
    found = masks.magnitude_globally([_effective(*pair) for pair in pairs], amount)
    for (module, name), mask in zip(pairs, found, strict=True):
        custom_from_mask(module, name, mask)


def remove(module: Module, name: str) -> Module:
    """Make the zeros permanent and the parameter an ordinary one again.

    Raises:
        ValueError: the parameter is not pruned.
    """
    if not is_pruned(module, name):
        raise ValueError(f"{name} of {type(module).__name__} is not pruned")
    original: Parameter = getattr(module, f"{name}_orig")
    original.array = original.array * getattr(module, f"{name}_mask").array
    hooks = module._forward_pre_hooks
    hooks[:] = [h for h in hooks if not (isinstance(h, _Apply) and h.name == name)]
    delattr(module, f"{name}_orig")
    delattr(module, f"{name}_mask")
    delattr(module, name)
    setattr(module, name, original)
    return module


def cut_hidden(first: Linear, second: Linear, keep: Array) -> tuple[Linear, Linear]:
    """Return two smaller layers with only the hidden units that ``keep`` (bool, hidden) names.

    ``second(act(first(x)))`` stays the same when the removed units fed zeros to ``second`` or were
    ignored by it, for any activation. This is the pruning that also saves time.
    """
    hidden = int(np.count_nonzero(keep))
    small_first = Linear(first.in_features, hidden, bias=first.bias is not None)
    small_second = Linear(hidden, second.out_features, bias=second.bias is not None)
    small_first.weight.array[...] = first.weight.array[keep]
    small_second.weight.array[...] = second.weight.array[:, keep]
    if first.bias is not None and small_first.bias is not None:
        small_first.bias.array[...] = first.bias.array[keep]
    if second.bias is not None and small_second.bias is not None:
        small_second.bias.array[...] = second.bias.array
    return small_first, small_second
