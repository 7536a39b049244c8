"""Random numbers from generator objects: the same seed gives the same run, and nothing is hidden.

Every function that draws takes `generator=`; without it the library's own generator is used, which
`manual_seed` resets. NumPy's global state is never touched.
"""

from __future__ import annotations

import secrets
import struct
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tinytorch.autograd.engine import Variable
from tinytorch.dtypes import Array, DType, float32, float64, get_default_dtype, int64, uint8

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor

_STATE = struct.Struct("<16s16sII")


class Generator:
    """A stream of random numbers (PCG64) with a seed, and a state that can be saved and restored."""

    def __init__(self, seed: int | None = None) -> None:
        self._seed = secrets.randbits(63) if seed is None else seed
        self.numpy = np.random.Generator(np.random.PCG64(self._seed))

    def manual_seed(self, seed: int) -> Generator:
        """Start the stream of `seed` from its beginning."""
        self._seed = seed
        self.numpy = np.random.Generator(np.random.PCG64(seed))
        return self

    def initial_seed(self) -> int:
        """Return the seed of this stream."""
        return self._seed

    def get_state(self) -> Tensor:
        """Return the state as 40 bytes (uint8), to be restored by `set_state`."""
        state: Any = self.numpy.bit_generator.state
        raw = _STATE.pack(
            state["state"]["state"].to_bytes(16, "little"),
            state["state"]["inc"].to_bytes(16, "little"),
            state["has_uint32"],
            state["uinteger"],
        )
        return Variable.wrap(np.frombuffer(raw, dtype=uint8).copy())

    def set_state(self, state: Tensor) -> None:
        """Continue from a state returned by `get_state`. Raises ValueError for other bytes."""
        raw = state.array.tobytes()
        if len(raw) != _STATE.size:
            raise ValueError(f"a generator's state has {_STATE.size} bytes, not {len(raw)}")
        value, inc, has_uint32, uinteger = _STATE.unpack(raw)
        self.numpy.bit_generator.state = {
            "bit_generator": "PCG64",
            "state": {
                "state": int.from_bytes(value, "little"),
                "inc": int.from_bytes(inc, "little"),
            },
            "has_uint32": has_uint32,
            "uinteger": uinteger,
        }

    def __repr__(self) -> str:
        return f"Generator(seed={self._seed})"


default_generator = Generator(0)


def manual_seed(seed: int) -> Generator:
    """Restart the library's own generator with `seed` and return it."""
    return default_generator.manual_seed(seed)


def numpy_generator(generator: Generator | None) -> np.random.Generator:
    """Return the NumPy generator to draw from."""
    return (generator or default_generator).numpy


def _sizes(size: tuple[Any, ...]) -> tuple[int, ...]:
    return tuple(size[0]) if len(size) == 1 and isinstance(size[0], Sequence) else size


def _result(array: Array, dtype: DType | None, requires_grad: bool) -> Tensor:
    out: Tensor = Variable.wrap(array.astype(dtype or get_default_dtype(), copy=False))
    out.requires_grad = requires_grad
    return out


def uniform_array(shape: tuple[int, ...], dtype: DType, generator: Generator | None) -> Array:
    """Draw numbers in [0, 1) as an array of a floating dtype."""
    native: Any = dtype if dtype in (float32, float64) else float32
    return numpy_generator(generator).random(shape, dtype=native).astype(dtype, copy=False)


def normal_array(shape: tuple[int, ...], dtype: DType, generator: Generator | None) -> Array:
    """Draw standard normal numbers as an array of a floating dtype."""
    native: Any = dtype if dtype in (float32, float64) else float32
    return numpy_generator(generator).standard_normal(shape, dtype=native).astype(dtype, copy=False)


def rand(
    *size: Any,
    generator: Generator | None = None,
    dtype: DType | None = None,
    requires_grad: bool = False,
) -> Tensor:
    """Return numbers drawn evenly from [0, 1)."""
    dtype = dtype or get_default_dtype()
    return _result(uniform_array(_sizes(size), dtype, generator), dtype, requires_grad)


def randn(
    *size: Any,
    generator: Generator | None = None,
    dtype: DType | None = None,
    requires_grad: bool = False,
) -> Tensor:
    """Return numbers from the normal distribution of mean 0 and standard deviation 1."""
    dtype = dtype or get_default_dtype()
    return _result(normal_array(_sizes(size), dtype, generator), dtype, requires_grad)


def randint(
    low: int,
    high: Any = None,
    size: Sequence[int] | None = None,
    *,
    generator: Generator | None = None,
    dtype: DType = int64,
) -> Tensor:
    """Return integers from low up to, not including, high: `randint(high, size)` starts at 0."""
    if size is None:
        low, high, size = 0, low, high
    assert size is not None
    return _result(numpy_generator(generator).integers(low, high, tuple(size)), dtype, False)


def randperm(n: int, *, generator: Generator | None = None) -> Tensor:
    """Return the numbers 0 to n - 1 in random order."""
    return _result(numpy_generator(generator).permutation(n), int64, False)


def normal(
    mean: float, std: float, size: Sequence[int], *, generator: Generator | None = None
) -> Tensor:
    """Return normal numbers of the given mean and standard deviation."""
    return randn(tuple(size), generator=generator) * std + mean


def bernoulli(p: Tensor, *, generator: Generator | None = None) -> Tensor:
    """Return 1 with probability p[i], else 0, element by element."""
    draw = numpy_generator(generator).random(p.array.shape)
    return _result(draw < p.array, p.array.dtype, False)


def multinomial(
    probs: Tensor,
    num_samples: int,
    replacement: bool = False,
    *,
    generator: Generator | None = None,
) -> Tensor:
    """Draw indices with the given weights (one row of weights, or a batch of rows).

    Weights need not sum to one. Raises ValueError when a row has fewer positive weights than
    samples and `replacement` is off.
    """
    weights = np.atleast_2d(probs.array).astype(np.float64)
    rng = numpy_generator(generator)
    if replacement:
        edges = weights.cumsum(axis=1)
        draw = rng.random((len(weights), num_samples)) * edges[:, -1:]
        picked = np.stack(
            [np.searchsorted(e, d, "right") for e, d in zip(edges, draw, strict=True)]
        )
    else:
        if ((weights > 0).sum(axis=1) < num_samples).any():
            raise ValueError(f"multinomial: a row has fewer than {num_samples} positive weights")
        # The k smallest of independent exponential waiting times are a draw without replacement.
        with np.errstate(divide="ignore"):
            waits = rng.standard_exponential(weights.shape) / weights
        picked = np.argsort(waits, axis=1)[:, :num_samples]
    return _result(picked[0] if probs.array.ndim == 1 else picked, int64, False)
