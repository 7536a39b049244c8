import itertools
import threading
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinytorch.autograd.engine import Variable
from tinytorch.random import Generator
from tinytorch.tensor import Tensor
from tinytorch.utils.data import (
    BatchSampler,
    ConcatDataset,
    DataLoader,
    Dataset,
    IterableDataset,
    RandomSampler,
    Subset,
    SubsetRandomSampler,
    TensorDataset,
    WeightedRandomSampler,
    default_collate,
    random_split,
)


class Squares(Dataset):
    def __init__(self, size):
        self.size = size

    def __len__(self):
        return self.size

    def __getitem__(self, index):
        return np.float32(index * index), index


class Stream(IterableDataset):
    def __iter__(self):
        return iter(range(7))


def loader_threads():
    return [t for t in threading.enumerate() if t.name.startswith("tinytorch-loader")]


def values(loader):
    return [batch[1].tolist() for batch in loader]


@given(
    size=st.integers(0, 20),
    batch_size=st.integers(1, 7),
    shuffle=st.booleans(),
    drop_last=st.booleans(),
    workers=st.integers(0, 3),
)
def test_a_pass_visits_every_sample_once_in_batches_of_the_given_size(
    size, batch_size, shuffle, drop_last, workers
):
    loader = DataLoader(
        Squares(size),
        batch_size,
        shuffle=shuffle,
        drop_last=drop_last,
        num_workers=workers,
        generator=Generator(1),
    )
    batches = values(loader)
    assert len(batches) == len(loader)
    assert all(len(batch) == batch_size for batch in batches[:-1])
    seen = list(itertools.chain(*batches))
    assert len(seen) == (size - size % batch_size if drop_last else size)
    assert len(set(seen)) == len(seen)
    if not shuffle:
        assert seen == sorted(seen)


def test_batches_depend_on_the_generator_and_not_on_the_workers():
    passes = [
        values(
            DataLoader(Squares(50), 8, shuffle=True, generator=Generator(3), num_workers=workers)
        )
        for workers in (0, 1, 4)
    ]
    assert passes[0] == passes[1] == passes[2]
    assert passes[0] != values(DataLoader(Squares(50), 8, shuffle=True, generator=Generator(4)))


def test_each_pass_has_an_order_of_its_own():
    loader = DataLoader(Squares(50), 8, shuffle=True, generator=Generator(3))
    assert values(loader) != values(loader)


def test_slow_samples_do_not_change_the_order():
    class Uneven(Squares):
        def __getitem__(self, index):
            time.sleep(0.002 * (index % 3 == 0))
            return super().__getitem__(index)

    assert values(DataLoader(Uneven(12), 1, num_workers=4)) == [[i] for i in range(12)]


def test_batches_are_prepared_ahead_but_not_all_of_them():
    fetched = []

    class Counting(Squares):
        def __getitem__(self, index):
            fetched.append(index)
            return super().__getitem__(index)

    batches = iter(DataLoader(Counting(100), 1, num_workers=1, prefetch_factor=3))
    next(batches)
    deadline = time.monotonic() + 20
    while len(fetched) < 4 and time.monotonic() < deadline:
        time.sleep(0.001)
    batches.close()
    assert 4 <= len(fetched) <= 5


@pytest.mark.parametrize("end", ["break", "error in the loop", "error in a thread", "exhausted"])
def test_no_thread_survives_the_end_of_a_pass(end):
    class Failing(Squares):
        def __getitem__(self, index):
            if end == "error in a thread" and index == 5:
                raise KeyError("sample 5")
            return super().__getitem__(index)

    def consume():
        for count, _ in enumerate(DataLoader(Failing(40), 2, num_workers=3)):
            if end == "break" and count == 2:
                break
            if end == "error in the loop" and count == 2:
                raise ZeroDivisionError

    expected = {"error in the loop": ZeroDivisionError, "error in a thread": KeyError}.get(end)
    if expected:
        with pytest.raises(expected):
            consume()
    else:
        consume()
    assert not loader_threads()


@given(stop=st.integers(0, 6), workers=st.integers(0, 2))
def test_a_pass_that_was_interrupted_goes_on_where_it_stopped(stop, workers):
    def make(generator):
        return DataLoader(Squares(13), 2, shuffle=True, generator=generator, num_workers=workers)

    generator = Generator(5)
    loader = make(generator)
    straight = values(loader) + values(loader)

    generator = Generator(5)
    loader = make(generator)
    first = [batch[1].tolist() for batch in itertools.islice(loader, stop)]
    state, random_state = loader.state_dict(), generator.get_state()

    generator = Generator(99)
    generator.set_state(random_state)
    loader = make(generator)
    loader.load_state_dict(state)
    resumed = first + (values(loader) if stop else []) + values(loader)
    if not stop:
        resumed += values(loader)
    assert resumed == straight


def test_a_state_taken_after_the_last_batch_begins_the_next_pass():
    loader = DataLoader(Squares(4), 2, generator=Generator(0), shuffle=True)
    values(loader)
    other = DataLoader(Squares(4), 2)
    other.load_state_dict(loader.state_dict())
    assert len(values(other)) == 2


def test_tensor_dataset_batches_equal_collated_samples():
    data = TensorDataset(Tensor(np.arange(12.0).reshape(6, 2)), Tensor(np.arange(6)))
    fast = next(iter(DataLoader(data, 4)))
    slow = next(iter(DataLoader(data, 4, collate_fn=lambda samples: default_collate(samples))))
    for one, other in zip(fast, slow, strict=True):
        assert isinstance(one, Tensor)
        assert one.dtype == other.dtype
        np.testing.assert_array_equal(one.numpy(), other.numpy())


def test_collate_keeps_structure_and_types():
    sample = {"x": np.zeros(3, np.float32), "n": 1, "f": 0.5, "name": "a", "pair": (True, 2)}
    batch = default_collate([sample, sample])
    assert batch["x"].shape == (2, 3)
    assert batch["n"].dtype == np.int64
    assert batch["f"].dtype == np.float32
    assert batch["name"] == ["a", "a"]
    assert isinstance(batch["pair"], list)
    assert batch["pair"][0].dtype == np.bool_


@pytest.mark.parametrize(
    ("samples", "error", "message"),
    [
        ([], ValueError, "at least one"),
        ([np.zeros(2), np.zeros(3)], ValueError, "pad or crop"),
        ([object()], TypeError, "collate_fn"),
    ],
)
def test_what_cannot_be_collated_says_what_to_do(samples, error, message):
    with pytest.raises(error, match=message):
        default_collate(samples)


def test_a_stream_is_batched_in_its_own_order():
    assert [batch.tolist() for batch in DataLoader(Stream(), 3)] == [[0, 1, 2], [3, 4, 5], [6]]
    assert len(list(DataLoader(Stream(), 3, drop_last=True))) == 2
    assert list(DataLoader(Stream(), None)) == list(range(7))


def test_single_samples_without_batching():
    assert [sample[1] for sample in DataLoader(Squares(3), None)] == [0, 1, 2]


@pytest.mark.parametrize(
    "options",
    [
        {"batch_sampler": BatchSampler(range(3), 2), "shuffle": True},
        {"batch_sampler": BatchSampler(range(3), 2), "batch_size": 3},
        {"sampler": range(3), "shuffle": True},
        {"num_workers": -1},
        {"prefetch_factor": 0},
        {"batch_size": 0},
    ],
)
def test_options_that_exclude_each_other_are_refused(options):
    with pytest.raises(ValueError, match=r"sampler|num_workers|batch_size"):
        DataLoader(Squares(3), **options)


def test_a_stream_refuses_a_sampler():
    with pytest.raises(ValueError, match="own order"):
        DataLoader(Stream(), shuffle=True)


def test_concat_and_subset_find_their_samples():
    both = Squares(3) + Squares(2)
    assert isinstance(both, ConcatDataset)
    assert [both[i][1] for i in range(5)] == [0, 1, 2, 0, 1]
    assert both[-1][1] == 1
    with pytest.raises(IndexError):
        both[5]
    assert [Subset(both, [4, 0])[i][1] for i in range(2)] == [1, 0]


@given(st.integers(0, 30))
def test_random_split_by_fractions_is_a_partition(size):
    parts = random_split(Squares(size), [0.5, 0.3, 0.2], Generator(0))
    assert sorted(i for part in parts for i in part.indices) == list(range(size))


def test_random_split_counts_and_complains():
    assert [len(part) for part in random_split(Squares(10), [7, 3], Generator(0))] == [7, 3]
    with pytest.raises(ValueError, match="add up"):
        random_split(Squares(10), [7, 4])


def test_tensors_of_different_lengths_are_no_dataset():
    with pytest.raises(ValueError, match="one length"):
        TensorDataset(Tensor([1.0]), Tensor([1.0, 2.0]))


def test_weighted_draws_follow_the_weights():
    drawn = list(WeightedRandomSampler([0, 1, 3], 4000, generator=Generator(0)))
    counts = np.bincount(drawn, minlength=3)
    assert counts[0] == 0
    assert 2.5 < counts[2] / counts[1] < 3.5
    assert sorted(WeightedRandomSampler([1, 1, 1], 3, replacement=False)) == [0, 1, 2]


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1], [np.nan], [[1]]])
def test_weights_that_are_no_weights_are_refused(weights):
    with pytest.raises(ValueError, match="weights"):
        WeightedRandomSampler(weights, 1)


def test_random_sampler_options():
    assert len(list(RandomSampler(Squares(3), replacement=True, num_samples=10))) == 10
    assert sorted(SubsetRandomSampler([5, 7], Generator(0))) == [5, 7]
    with pytest.raises(ValueError, match="replacement=True"):
        RandomSampler(Squares(3), num_samples=4)
    with pytest.raises(ValueError, match="positive"):
        RandomSampler(Squares(3), num_samples=0)


def test_batches_are_tensors_without_history():
    batch = next(iter(DataLoader(Squares(4), 4)))[0]
    assert isinstance(batch, Variable)
    assert not batch.requires_grad
