"""Nested dicts and lists of tensors and numbers become one file and come back the same: no pickle.

``save`` and ``load`` carry what a training run is made of: the state of a model, of an optimizer, of
random generators, a step counter. Arrays go into a safetensors file under readable names
(``model.0.weight``); what remains, the tree with numbers and strings, is JSON in its metadata. So any
program that reads safetensors can read the weights, and a file from a stranger can do nothing but
fail to load. PyTorch's functions of these names pickle by default, which can run code on loading.
"""

import json
import os
from pathlib import Path
from typing import Any

import numpy as np

from tinytorch import durable, safetensors
from tinytorch.autograd.engine import Variable
from tinytorch.safetensors import Array, SafetensorsError


def save(state: Any, path: str | os.PathLike[str]) -> Path:
    """Write ``state`` to ``path`` and return the path; a crash leaves the old file or the new one.

    ``state`` is any nest of dicts (keys: str or int), lists and tuples with leaves None, bool, int,
    float, str, NumPy arrays and scalars, and tensors. An array that occurs twice, such as a tied
    weight, is stored once and is one array again after loading.

    Raises:
        TypeError: a leaf or a key of another type, with the path to it.
        SafetensorsError: an array of a dtype that the format lacks.
    """
    tensors: dict[str, Array] = {}
    tree = _Flattening(tensors).node(state, "")
    return durable.write(path, safetensors.save(tensors, {"tree": json.dumps(tree)}))


def load(path: str | os.PathLike[str]) -> Any:
    """Return what ``save`` wrote to ``path``; the numbers are the same bit for bit.

    A safetensors file of other origin comes back as a flat dict of tensors.

    Raises:
        SafetensorsError: the file is damaged or is no safetensors file.
        FileNotFoundError: there is no file at ``path``.
    """
    content = Path(path).read_bytes()
    tensors = safetensors.load(content)
    tree = safetensors.load_metadata(content).get("tree")
    if tree is None:
        return {name: Variable.wrap(array) for name, array in tensors.items()}
    try:
        return _restore(json.loads(tree), tensors)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SafetensorsError(f"{path}: the stored tree is damaged: {error!r}") from error


class _Flattening:
    """Walks a tree, moves its arrays to ``tensors`` and leaves JSON behind."""

    def __init__(self, tensors: dict[str, Array]) -> None:
        self._tensors = tensors
        self._seen: dict[int, str] = {}

    def node(self, value: Any, path: str) -> Any:
        """Return the JSON for ``value``: itself, a list, or one of four tagged objects."""
        if value is None or type(value) in (bool, int, float, str):
            return value
        if isinstance(value, dict):
            return {
                "dict": [
                    [self._key(k, path), self.node(v, _join(path, k))] for k, v in value.items()
                ]
            }
        if type(value) in (list, tuple):
            items = [self.node(item, _join(path, i)) for i, item in enumerate(value)]
            return items if type(value) is list else {"tuple": items}
        if isinstance(value, Variable):
            return {"tensor": self._store(value.array, path)}
        if isinstance(value, np.ndarray | np.generic):
            return {"array": self._store(np.asarray(value), path)}
        raise TypeError(
            f"{path or 'the state'} is a {type(value).__name__}; save its numbers instead "
            "(for a model or an optimizer: its state_dict())"
        )

    def _key(self, key: Any, path: str) -> str | int:
        if type(key) not in (str, int):
            raise TypeError(f"{path or 'the state'} has the key {key!r}; keys are str or int")
        return key  # type: ignore[no-any-return]

    def _store(self, array: Array, path: str) -> str:
        """Keep ``array`` under a free name like ``path`` and return that name."""
        if id(array) in self._seen:
            return self._seen[id(array)]
        name = path or "value"
        while name in self._tensors or name == "__metadata__":
            name += "'"
        self._tensors[name] = array
        self._seen[id(array)] = name
        return name


def _join(path: str, key: Any) -> str:
    return f"{path}.{key}" if path else str(key)


def _restore(node: Any, tensors: dict[str, Array]) -> Any:
    """Undo `_Flattening.node`."""
    if isinstance(node, list):
        return [_restore(item, tensors) for item in node]
    if not isinstance(node, dict):
        return node
    ((tag, content),) = node.items()
    if tag == "dict":
        return {key: _restore(value, tensors) for key, value in content}
    if tag == "tuple":
        return tuple(_restore(item, tensors) for item in content)
    if tag == "tensor":
        return Variable.wrap(tensors[content])
    if tag == "array":
        return tensors[content]
    raise ValueError(f"unknown tag {tag!r}")
