"""Make a trained model smaller: fewer bits, fewer weights, thinner layers, or a smaller pupil.

`affine`, `observers`           numbers as integers, and the range to spend the codes on
`quantized`, `ptq`, `qat`       layers on codes: after training, or with training that feels them
`masks`, `prune`                which weights to keep, and layers that keep only those
`lowrank`, `distill`            two thin layers for a wide one; a small model taught by a large one
"""

from tinytorch.compress import affine, masks, prune
from tinytorch.compress.distill import distillation_loss
from tinytorch.compress.lowrank import factorize, rank_for
from tinytorch.compress.observers import MinMaxObserver, MovingAverageObserver, PercentileObserver
from tinytorch.compress.ptq import quantize_model, size_bytes
from tinytorch.compress.qat import convert, fake_quantize, prepare_qat
from tinytorch.compress.quantized import QuantizedConv, QuantizedLinear

__all__ = [
    "MinMaxObserver",
    "MovingAverageObserver",
    "PercentileObserver",
    "QuantizedConv",
    "QuantizedLinear",
    "affine",
    "convert",
    "distillation_loss",
    "factorize",
    "fake_quantize",
    "masks",
    "prepare_qat",
    "prune",
    "quantize_model",
    "rank_for",
    "size_bytes",
]
