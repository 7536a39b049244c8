"""A trained model and a few batches become a quantized model: post-training quantization.

    small = quantize_model(model, calibration=[x for x, _ in batches])

Weights are known, so their ranges are too. Ranges of activations must be watched: the model runs over
the calibration batches while an observer stands at the entrance of each layer.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from tinytorch.autograd.mode import no_grad
from tinytorch.compress.observers import MinMaxObserver
from tinytorch.compress.quantized import Quantized, QuantizedConv, QuantizedLinear
from tinytorch.nn.conv import Conv1d, Conv2d
from tinytorch.nn.linear import Linear
from tinytorch.nn.module import Module

# Which layer becomes which; both take (layer, weight_bits, per_channel, inputs).
TABLE: dict[type[Module], Callable[..., Module]] = {
    Linear: QuantizedLinear,
    Conv1d: QuantizedConv,
    Conv2d: QuantizedConv,
}


def targets(model: Module, skip: Collection[str] = ()) -> Iterator[tuple[str, Module]]:
    """Yield the layers below ``model`` that have a quantized form, with their dotted names."""
    for name, module in model.named_modules():
        if type(module) in TABLE and name and name not in skip:
            yield name, module


def replace(model: Module, name: str, new: Module) -> None:
    """Put ``new`` where ``model`` has its submodule ``name``."""
    parent, _, child = name.rpartition(".")
    setattr(model.get_submodule(parent), child, new)


def watch(
    model: Module, batches: Iterable[Any], make: Callable[[], MinMaxObserver], skip: Collection[str]
) -> dict[str, MinMaxObserver]:
    """Run ``model`` over ``batches`` and return what an observer saw at each layer's entrance."""
    observers = {name: make() for name, _ in targets(model, skip)}
    handles = [
        module.register_forward_pre_hook(
            lambda _, args, seen=observers[name]: seen.observe(args[0].array)
        )
        for name, module in targets(model, skip)
    ]
    was_training = model.training
    model.eval()
    try:
        with no_grad():
            for batch in batches:
                model(batch)
    finally:
        model.train(was_training)
        for handle in handles:
            handle.remove()
    return observers


def quantize_model(
    model: Module,
    calibration: Iterable[Any] | None = None,
    *,
    bits: int = 8,
    input_bits: int = 8,
    per_channel: bool = True,
    observer: Callable[[], MinMaxObserver] = MinMaxObserver,
    skip: Collection[str] = (),
) -> Module:
    """Return a copy of ``model`` for inference with quantized layers; the model itself is unchanged.

    ``calibration`` yields inputs of the model. Without it only weights are quantized. ``skip`` names
    layers to leave alone: the first and the last often deserve it.

    Raises:
        ValueError: there is nothing to quantize, or a layer saw no calibration data.
    """
    if type(model) in TABLE:
        raise ValueError("put the layer into an nn.Sequential: a model's own root is not replaced")
    small = copy.deepcopy(model)
    layers = list(targets(small, skip))
    if not layers:
        raise ValueError(f"no layer to quantize; known are {[t.__name__ for t in TABLE]}")
    observers = None if calibration is None else watch(small, calibration, observer, skip)
    for name, layer in layers:
        inputs = None if observers is None else observers[name].qparams(input_bits)
        replace(small, name, TABLE[type(layer)](layer, bits, per_channel, inputs))
    return small.eval()


def size_bytes(model: Module) -> int:
    """Return the bytes of all parameters and buffers; codes of n bits count n / 8 each."""
    total = sum(p.array.nbytes for p in model.parameters())
    total += sum(b.array.nbytes for b in model.buffers())
    for module in model.modules():
        if isinstance(module, Quantized):
            codes = module.weight_codes.array
            total += -(-codes.size * module.weight_bits // 8) - codes.nbytes
    return total
