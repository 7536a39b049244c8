"""Tensor: an n-dimensional array with gradients, under PyTorch's names.

A tensor is a NumPy array (`x.array`) plus what `autograd.engine.Variable` remembers. Its methods are
the functions of `tinytorch.ops`, taken over by name, so that `x.exp()` and `tinytorch.exp(x)` are one
function. There is no device: `.to("cpu")` is accepted, other devices are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from tinytorch import dtypes
from tinytorch.autograd import gradients
from tinytorch.autograd.engine import Hook, Variable
from tinytorch.dtypes import Array, DType
from tinytorch.ops import shape as s
from tinytorch.printing import show_tensor
from tinytorch.tensor_casts import Casts
from tinytorch.tensor_inplace import InPlace
from tinytorch.tensor_methods import Methods


class Size(tuple[int, ...]):
    """A tensor's shape: a tuple that also counts elements."""

    def numel(self) -> int:
        """Return the number of elements."""
        return int(np.prod(self))

    def __repr__(self) -> str:
        return f"Size({list(self)})"


class Tensor(Casts, InPlace, Methods):
    """An array of numbers of one dtype. `Tensor(data)` copies nested lists or an array.

    `array` is the NumPy array under it, `grad` the gradient that `backward` left (a Tensor or None),
    `requires_grad` whether operations on it are recorded.
    """

    # Makes `ndarray * tensor` ask Tensor.__rmul__ instead of building an array of objects.
    __array_ufunc__ = None

    def __init__(self, data: Any, dtype: DType | None = None, requires_grad: bool = False) -> None:
        source = data.array if isinstance(data, Variable) else data
        self.array = np.array(dtypes.from_python(source), dtype=dtype)
        if requires_grad:
            self.requires_grad_()

    # What it is
    @property
    def shape(self) -> Size:
        """Sizes of all dimensions."""
        return Size(self.array.shape)

    def size(self, dim: int | None = None) -> Any:
        """Return all sizes, or that of one dimension."""
        return Size(self.array.shape) if dim is None else self.array.shape[dim]

    @property
    def dtype(self) -> DType:
        """Element type, a numpy.dtype."""
        return self.array.dtype

    @property
    def ndim(self) -> int:
        """Number of dimensions."""
        return self.array.ndim

    @property
    def device(self) -> str:
        """Always 'cpu'."""
        return "cpu"

    @property
    def T(self) -> Tensor:  # noqa: N802 - PyTorch's name
        """All dimensions reversed (a view)."""
        return s.t(self)

    @property
    def mT(self) -> Tensor:  # noqa: N802 - PyTorch's name
        """The last two dimensions exchanged (a view)."""
        return s.transpose(self, -2, -1)

    @property
    def data(self) -> Tensor:
        """The same memory without its history; assigning replaces the values."""
        return self.detach()

    @data.setter
    def data(self, value: Tensor) -> None:
        self.array = value.array

    @property
    def is_leaf(self) -> bool:
        """Whether it was made by the user, not by a recorded operation."""
        return self.node is None

    @property
    def grad_fn(self) -> Any:
        """The node that computed it, or None for a leaf."""
        return self.node

    @property
    def itemsize(self) -> int:
        """Bytes an element takes."""
        return self.array.itemsize

    @property
    def nbytes(self) -> int:
        """Bytes all elements take."""
        return self.array.nbytes

    def numel(self) -> int:
        """Return the number of elements."""
        return self.array.size

    def dim(self) -> int:
        """Return the number of dimensions."""
        return self.array.ndim

    def element_size(self) -> int:
        """Return the bytes an element takes."""
        return self.array.itemsize

    def stride(self) -> tuple[int, ...]:
        """Return the steps between neighbors along each dimension, in elements."""
        return tuple(n // self.array.itemsize for n in self.array.strides)

    def is_contiguous(self) -> bool:
        """Return whether elements lie in memory in row-major order without gaps."""
        return bool(self.array.flags.c_contiguous)

    def is_floating_point(self) -> bool:
        """Return whether the dtype is a floating type."""
        return self.array.dtype.kind == "f"

    # Gradients
    def requires_grad_(self, requires_grad: bool = True) -> Tensor:
        """Ask for (or stop) recording. Raises RuntimeError for integers and for computed tensors."""
        if requires_grad and self.array.dtype.kind != "f":
            raise RuntimeError(f"only floating tensors have gradients, not {self.array.dtype}")
        if self.node is not None and not requires_grad:
            raise RuntimeError("this tensor was computed; use .detach() to cut it from the graph")
        self.requires_grad = requires_grad
        return self

    def backward(
        self,
        gradient: Tensor | None = None,
        retain_graph: bool | None = None,
        create_graph: bool = False,
    ) -> None:
        """Add the gradient of this tensor by each leaf to the leaf's `.grad`; see autograd.backward."""
        gradients.backward(self, gradient, retain_graph, create_graph)

    def detach(self) -> Tensor:
        """Return the same memory without history."""
        return Variable.wrap(self.array)

    def register_hook(self, hook: Hook) -> None:
        """Call `hook(gradient)` when this tensor's gradient is known; it may return another one."""
        owner = self if self.node is None else self.node
        if owner.hooks is None:
            owner.hooks = []
        owner.hooks.append(hook)

    def retain_grad(self) -> None:
        """Keep `.grad` of a computed tensor too."""
        if self.node is not None:
            self.register_hook(lambda g: setattr(self, "grad", g.detach().clone()))

    # To and from other types
    def numpy(self) -> Array:
        """Return the array itself (shared memory). Raises RuntimeError while gradients are recorded."""
        if self.requires_grad:
            raise RuntimeError("this tensor records gradients; use .detach().numpy()")
        return self.array

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        return np.array(self.numpy(), dtype=dtype) if copy else np.asarray(self.numpy(), dtype)

    def item(self) -> Any:
        """Return the single element as a Python number. Raises RuntimeError for more elements."""
        if self.array.size != 1:
            raise RuntimeError(f"item() needs one element, and this tensor has shape {self.shape}")
        return self.array.item()

    def tolist(self) -> Any:
        """Return nested Python lists."""
        return self.array.tolist()

    def contiguous(self) -> Tensor:
        """Return itself if row-major in memory, else a row-major copy."""
        return self if self.array.flags.c_contiguous else s.clone(self)

    # Python's protocols
    def __len__(self) -> int:
        if self.array.ndim == 0:
            raise TypeError("a tensor without dimensions has no len()")
        return len(self.array)

    def __iter__(self) -> Iterator[Tensor]:
        return iter([self[k] for k in range(len(self))])

    def __bool__(self) -> bool:
        if self.array.size != 1:
            raise RuntimeError(
                f"a tensor of shape {self.shape} is neither true nor false; use .any() or .all()"
            )
        return bool(self.array)

    def __float__(self) -> float:
        return float(self.item())

    def __int__(self) -> int:
        return int(self.item())

    def __index__(self) -> int:
        return self.array.__index__()

    def __repr__(self) -> str:
        return show_tensor(self)

    def __format__(self, spec: str) -> str:
        return format(self.item(), spec) if self.array.ndim == 0 else format(repr(self), spec)

    def __deepcopy__(self, memo: dict[Any, Any]) -> Tensor:
        if self.node is not None:
            raise RuntimeError("only leaves can be copied deeply; use .detach().clone()")
        out = type(self).__new__(type(self))
        memo[id(self)] = out
        out.__dict__.update(self.__dict__)
        out.array = self.array.copy()
        out.grad = None if self.grad is None else self.grad.detach().clone()
        return out


Variable.result = Tensor
