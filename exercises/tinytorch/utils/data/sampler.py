"""The order in which samples are visited: iterators over indices, and over lists of indices."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from tinytorch.random import Generator, numpy_generator


class Sampler:
    """Subclass with ``__iter__`` over indices and ``__len__``."""

    def __iter__(self) -> Iterator[int]:
        raise NotImplementedError(f"{type(self).__name__} needs an __iter__()")

    def __len__(self) -> int:
        raise NotImplementedError(f"{type(self).__name__} needs a __len__()")


class SequentialSampler(Sampler):
    """0, 1, 2, ... up to the length of ``data_source``."""

    def __init__(self, data_source: Any) -> None:
        self.data_source = data_source

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self.data_source)))

    def __len__(self) -> int:
        return len(self.data_source)


class RandomSampler(Sampler):
    """A fresh permutation at each pass, or ``num_samples`` draws with ``replacement``.

    ``generator`` None means tinytorch's default generator. Raises ValueError for a ``num_samples``
    that is not positive, or that without replacement exceeds the number of samples.
    """

    def __init__(
        self,
        data_source: Any,
        replacement: bool = False,
        num_samples: int | None = None,
        generator: Generator | None = None,
    ) -> None:
        number = len(data_source) if num_samples is None else num_samples
        if num_samples is not None and number <= 0:
            raise ValueError(f"num_samples={num_samples} must be positive")
        if not replacement and number > len(data_source):
            raise ValueError(f"{number} samples out of {len(data_source)} need replacement=True")
        self.data_source = data_source
        self.replacement = replacement
        self.num_samples = number
        self.generator = generator

    def __iter__(self) -> Iterator[int]:
        rng = numpy_generator(self.generator)
        size = len(self.data_source)
        if self.replacement:
            return iter(rng.integers(size, size=self.num_samples).tolist())
        return iter(rng.permutation(size)[: self.num_samples].tolist())

    def __len__(self) -> int:
        return self.num_samples


class SubsetRandomSampler(Sampler):
    """The given indices in a fresh random order at each pass."""

    def __init__(self, indices: Sequence[int], generator: Generator | None = None) -> None:
        self.indices = indices
        self.generator = generator

    def __iter__(self) -> Iterator[int]:
        order = numpy_generator(self.generator).permutation(len(self.indices))
        return iter([self.indices[i] for i in order])

    def __len__(self) -> int:
        return len(self.indices)


class WeightedRandomSampler(Sampler):
    """``num_samples`` indices, drawn in proportion to ``weights`` (which need not add up to 1).

    Raises ValueError for weights that are negative, not finite, or all zero, and when there are
    fewer positive weights than samples to draw without replacement.
    """

    def __init__(
        self,
        weights: Sequence[float],
        num_samples: int,
        replacement: bool = True,
        generator: Generator | None = None,
    ) -> None:
        values = np.asarray(weights, dtype=np.float64)
        if (
            values.ndim != 1
            or not np.isfinite(values).all()
            or (values < 0).any()
            or not values.any()
        ):
            raise ValueError("weights must be one row of finite numbers >= 0, not all zero")
        if not replacement and num_samples > np.count_nonzero(values):
            raise ValueError(
                f"{num_samples} draws exceed the {np.count_nonzero(values)} weights > 0"
            )
        self.weights = values
        self.num_samples = num_samples
        self.replacement = replacement
        self.generator = generator

    def __iter__(self) -> Iterator[int]:
        drawn = numpy_generator(self.generator).choice(
            len(self.weights),
            size=self.num_samples,
            replace=self.replacement,
            p=self.weights / self.weights.sum(),
        )
        return iter(drawn.tolist())

    def __len__(self) -> int:
        return self.num_samples


class BatchSampler:
    """Lists of ``batch_size`` indices; the last, shorter one is left out when ``drop_last``."""

    def __init__(self, sampler: Iterable[int], batch_size: int, drop_last: bool = False) -> None:
        if batch_size < 1:
            raise ValueError(f"batch_size={batch_size} must be at least 1")
        self.sampler = sampler
        self.batch_size = batch_size
        self.drop_last = drop_last

    def __iter__(self) -> Iterator[list[int]]:
        batch: list[int] = []
        for index in self.sampler:
            batch.append(index)
            if len(batch) == self.batch_size:
                yield batch
                batch = []
        if batch and not self.drop_last:
            yield batch

    def __len__(self) -> int:
        number = len(self.sampler)  # type: ignore[arg-type]
        return number // self.batch_size if self.drop_last else -(-number // self.batch_size)
