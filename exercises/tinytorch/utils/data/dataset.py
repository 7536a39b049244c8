"""Where samples come from: something with a length and an index, or something to iterate over."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any

import numpy as np

from tinytorch.autograd.engine import Variable
from tinytorch.random import Generator, numpy_generator


class Dataset:
    """Subclass with ``__len__`` and ``__getitem__``; ``a + b`` puts one after the other."""

    def __getitem__(self, index: int) -> Any:
        raise NotImplementedError(f"{type(self).__name__} needs a __getitem__(index)")

    def __len__(self) -> int:
        raise NotImplementedError(f"{type(self).__name__} needs a __len__()")

    def __add__(self, other: Dataset) -> ConcatDataset:
        return ConcatDataset([self, other])


class IterableDataset:
    """Subclass with ``__iter__``: a stream, of which the end or the length may be unknown."""

    def __iter__(self) -> Iterator[Any]:
        raise NotImplementedError(f"{type(self).__name__} needs an __iter__()")


class TensorDataset(Dataset):
    """Sample i is the tuple of row i of each tensor.

    Raises:
        ValueError: no tensors, or tensors of different lengths.
    """

    def __init__(self, *tensors: Any) -> None:
        lengths = [len(tensor) for tensor in tensors]
        if len(set(lengths)) != 1:
            raise ValueError(f"TensorDataset needs tensors of one length, got lengths {lengths}")
        self.tensors = tensors

    def __getitem__(self, index: int) -> tuple[Any, ...]:
        return tuple(tensor[index] for tensor in self.tensors)

    def __len__(self) -> int:
        return len(self.tensors[0])

    def __repr__(self) -> str:
        return f"TensorDataset({', '.join(str(tuple(t.shape)) for t in self.tensors)})"

    def batch(self, indices: Sequence[int]) -> list[Any]:
        """Return the rows ``indices`` of each tensor: what collating the samples gives, in one copy."""
        rows = np.asarray(indices, dtype=np.int64)
        arrays = [t.array if isinstance(t, Variable) else np.asarray(t) for t in self.tensors]
        return [Variable.wrap(array[rows]) for array in arrays]


class Subset(Dataset):
    """The samples of ``dataset`` at ``indices``, in that order."""

    def __init__(self, dataset: Any, indices: Sequence[int]) -> None:
        self.dataset = dataset
        self.indices = indices

    def __getitem__(self, index: int) -> Any:
        return self.dataset[self.indices[index]]

    def __len__(self) -> int:
        return len(self.indices)


class ConcatDataset(Dataset):
    """Several datasets one after the other; raises ValueError when there is none."""

    def __init__(self, datasets: Iterable[Any]) -> None:
        self.datasets = list(datasets)
        if not self.datasets:
            raise ValueError("ConcatDataset needs at least one dataset")
        self._ends = list(accumulate(len(dataset) for dataset in self.datasets))

    def __getitem__(self, index: int) -> Any:
        if not -len(self) <= index < len(self):
            raise IndexError(f"index {index} is outside of {len(self)} samples")
        index %= len(self)
        which = bisect_right(self._ends, index)
        return self.datasets[which][index - (self._ends[which - 1] if which else 0)]

    def __len__(self) -> int:
        return self._ends[-1]


def random_split(
    dataset: Any, lengths: Sequence[int | float], generator: Generator | None = None
) -> list[Subset]:
    """Return disjoint random subsets of the given lengths, or of fractions that add up to 1.

    With fractions the rest of the rounding goes to the first subsets, one each, as in PyTorch.

    Raises:
        ValueError: the lengths do not add up to the dataset's, or the fractions to 1.
    """
    sizes = list(lengths)
    if all(0 <= size <= 1 for size in sizes) and np.isclose(sum(sizes), 1):
        sizes = [int(fraction * len(dataset)) for fraction in sizes]
        for i in range(len(dataset) - int(sum(sizes))):
            sizes[i % len(sizes)] += 1
    if sum(sizes) != len(dataset):
        raise ValueError(
            f"lengths {list(lengths)} do not add up to {len(dataset)} samples (or to 1)"
        )
    order = numpy_generator(generator).permutation(len(dataset)).tolist()
    ends = list(accumulate(int(size) for size in sizes))
    starts = [0, *ends[:-1]]
    return [Subset(dataset, order[a:b]) for a, b in zip(starts, ends, strict=True)]
