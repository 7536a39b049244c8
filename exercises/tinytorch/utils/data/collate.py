"""A list of samples becomes one batch: each field of the samples is stacked along a new first axis."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from tinytorch.autograd.engine import Variable
from tinytorch.dtypes import from_python


def default_collate(samples: list[Any]) -> Any:
    """Stack samples that are alike: tensors, arrays, numbers, or tuples, lists and dicts of these.

    A tuple or list of fields becomes a list of batches, a dict a dict of batches; strings stay a
    list. Python floats become the default dtype, ints int64, as with `tinytorch.tensor`.

    Raises:
        ValueError: no samples, or fields of different shapes (pad them in a ``collate_fn``).
        TypeError: samples of a type that cannot be stacked.
    """
    if not samples:
        raise ValueError("a batch needs at least one sample")
    first = samples[0]
    if isinstance(first, Variable):
        return Variable.wrap(_stack([sample.array for sample in samples]))
    if isinstance(first, np.ndarray | np.generic):
        return Variable.wrap(_stack([np.asarray(sample) for sample in samples]))
    if isinstance(first, bool | int | float):
        return Variable.wrap(from_python(samples))
    if isinstance(first, str | bytes):
        return samples
    if isinstance(first, Mapping):
        return {key: default_collate([sample[key] for sample in samples]) for key in first}
    if isinstance(first, tuple | list):
        return [default_collate(list(field)) for field in zip(*samples, strict=True)]
    raise TypeError(
        f"cannot stack samples of type {type(first).__name__}; pass a collate_fn that turns a list "
        "of them into a batch"
    )


def _stack(arrays: list[Any]) -> Any:
    shapes = {array.shape for array in arrays}
    if len(shapes) > 1:
        raise ValueError(
            f"samples of shapes {sorted(shapes)} do not stack: pad or crop them to one shape, "
            "in the dataset or in a collate_fn"
        )
    return np.stack(arrays)
