"""Copying saved values into a module, by name, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tinytorch.errors import ShapeError
from tinytorch.tensor import Tensor


class LoadResult(NamedTuple):
    """Names that the saved state lacks, and those that the module does not know."""

    missing_keys: list[str]
    unexpected_keys: list[str]


def load(
    kind: str, own: Mapping[str, Tensor], state: Mapping[str, Tensor], strict: bool
) -> LoadResult:
    """Copy `state` into the tensors `own` of a module of this `kind`.

    Raises RuntimeError for names that differ, unless not `strict`, and ShapeError for a tensor of
    another shape; in both cases before anything is copied.
    """
    result = LoadResult([n for n in own if n not in state], [n for n in state if n not in own])
    if strict and (result.missing_keys or result.unexpected_keys):
        raise RuntimeError(
            f"state for another {kind}: missing {result.missing_keys}, "
            f"unexpected {result.unexpected_keys}"
        )
    shared = [name for name in own if name in state]
    for name in shared:
        if own[name].shape != state[name].shape:
            theirs, ours = tuple(state[name].shape), tuple(own[name].shape)
            raise ShapeError(f"{name}: state has {theirs}, module has {ours}")
    for name in shared:
        own[name].detach().copy_(state[name].detach())
    return result
