"""What stands around a model: data loading, recomputing activations, benchmarks."""

from tinytorch.utils import benchmark, checkpoint, data

__all__ = ["benchmark", "checkpoint", "data"]
