"""A dataset becomes an iterable of batches: in which order, how many, prepared by whom.

The indices of a whole pass are drawn when the pass begins, in the thread that asks. Threads only
fetch. So the batches depend on the generator and on nothing else, neither on the number of workers
nor on which of them was faster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from tinytorch.random import Generator, default_generator
from tinytorch.utils.data.collate import default_collate
from tinytorch.utils.data.dataset import IterableDataset, TensorDataset
from tinytorch.utils.data.prefetch import prefetch
from tinytorch.utils.data.sampler import BatchSampler, RandomSampler, SequentialSampler


def _check(
    dataset: Any,
    batch_size: int | None,
    shuffle: bool,
    sampler: Any,
    batch_sampler: Any,
    drop_last: bool,
) -> None:
    """Refuse options of a loader that exclude each other."""
    ordered = shuffle or sampler is not None
    if batch_sampler is not None and (ordered or batch_size != 1 or drop_last):
        raise ValueError("batch_sampler excludes batch_size, shuffle, sampler and drop_last")
    if shuffle and sampler is not None:
        raise ValueError("sampler excludes shuffle: the sampler decides on the order")
    if isinstance(dataset, IterableDataset) and (ordered or batch_sampler is not None):
        raise ValueError("an IterableDataset has its own order: no shuffle, no sampler")


class DataLoader:
    """Iterate over ``dataset`` in batches of ``batch_size``.

    ``shuffle`` draws a new order at each pass from ``generator`` (None: tinytorch's default one);
    ``sampler`` or ``batch_sampler`` replace it. ``num_workers`` threads prepare up to ``num_workers *
    prefetch_factor`` batches ahead; 0 prepares each when it is asked for. ``collate_fn`` turns a list
    of samples into a batch. ``batch_size=None`` hands out single samples. ``pin_memory`` and
    ``persistent_workers`` are accepted for PyTorch's scripts and change nothing: there is no device,
    and threads cost nothing to start.

    Raises:
        ValueError: options that exclude each other, named in the message.
    """

    def __init__(
        self,
        dataset: Any,
        batch_size: int | None = 1,
        shuffle: bool = False,
        sampler: Iterable[int] | None = None,
        batch_sampler: Iterable[list[int]] | None = None,
        num_workers: int = 0,
        collate_fn: Callable[[list[Any]], Any] | None = None,
        drop_last: bool = False,
        generator: Generator | None = None,
        prefetch_factor: int = 2,
        pin_memory: bool = False,  # noqa: ARG002
        persistent_workers: bool = False,  # noqa: ARG002
    ) -> None:
        _check(dataset, batch_size, shuffle, sampler, batch_sampler, drop_last)
        if num_workers < 0 or prefetch_factor < 1:
            raise ValueError(f"num_workers={num_workers} must be >= 0, prefetch_factor >= 1")
        self.dataset = dataset
        self.batch_size = batch_size
        self.drop_last = drop_last
        self.num_workers = num_workers
        self.prefetch_factor = prefetch_factor
        self.collate_fn = collate_fn or default_collate
        self.generator = generator
        self.sampler: Any = sampler
        if sampler is None and not isinstance(dataset, IterableDataset):
            self.sampler = (
                RandomSampler(dataset, generator=generator)
                if shuffle
                else SequentialSampler(dataset)
            )
        self.batch_sampler: Any = batch_sampler
        if batch_sampler is None and batch_size is not None and self.sampler is not None:
            self.batch_sampler = BatchSampler(self.sampler, batch_size, drop_last)
        self._delivered = 0
        self._pass_began: Any = None  # the generator's state before this pass drew its order
        self._resume: dict[str, Any] | None = None

    def __repr__(self) -> str:
        return (
            f"DataLoader({type(self.dataset).__name__}, batch_size={self.batch_size}, "
            f"{type(self.sampler).__name__}, num_workers={self.num_workers})"
        )

    def __len__(self) -> int:
        """The number of batches of a pass; TypeError for an IterableDataset of unknown length."""
        if self.batch_sampler is not None:
            return len(self.batch_sampler)
        if self.sampler is not None:
            return len(self.sampler)
        number = len(self.dataset)
        if self.batch_size is None:
            return number
        return number // self.batch_size if self.drop_last else -(-number // self.batch_size)

    def __iter__(self) -> Iterator[Any]:
        if isinstance(self.dataset, IterableDataset):
            return self._stream()
        return self._batches()

    def state_dict(self) -> dict[str, Any]:
        """Return where in the pass the loader is: what a later run needs to go on from here."""
        return {"delivered": self._delivered, "pass_began": self._pass_began}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Let the next iteration be the rest of the pass in which ``state`` was taken.

        Restore the generators' own states as well; the loader does not touch them.
        """
        self._resume = dict(state)

    def _source(self) -> Generator:
        """Return the generator from which this loader's order comes."""
        inner = getattr(self.batch_sampler, "sampler", self.sampler)
        return getattr(inner, "generator", None) or self.generator or default_generator

    def _order(self) -> list[Any]:
        """Draw the indices of a pass, or draw an interrupted pass again."""
        source = self._source()
        resume, self._resume = self._resume, None
        sampler = self.batch_sampler if self.batch_sampler is not None else self.sampler
        if resume is None or not resume["delivered"]:
            self._delivered = 0
            self._pass_began = source.get_state()
            return list(sampler)
        self._delivered = resume["delivered"]
        self._pass_began = resume["pass_began"]
        now = source.get_state()
        source.set_state(self._pass_began)
        order = list(sampler)
        source.set_state(now)
        return order

    def _batches(self) -> Iterator[Any]:
        order = self._order()
        rest = order[self._delivered :]
        ahead = self.num_workers * self.prefetch_factor
        for batch in prefetch(self._fetch, rest, self.num_workers, ahead):
            self._delivered += 1
            if self._delivered == len(order):
                self._delivered = 0  # the pass is over: a state taken now begins the next one
            yield batch

    def _fetch(self, indices: Any) -> Any:
        if self.batch_sampler is None:
            return self.dataset[indices]
        if self.collate_fn is default_collate and isinstance(self.dataset, TensorDataset):
            return self.dataset.batch(indices)
        return self.collate_fn([self.dataset[index] for index in indices])

    def _stream(self) -> Iterator[Any]:
        samples = iter(self.dataset)
        if self.batch_size is None:
            yield from samples
            return
        while batch := list(islice(samples, self.batch_size)):
            if len(batch) == self.batch_size or not self.drop_last:
                yield self.collate_fn(batch)
