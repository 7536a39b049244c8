"""Modules that tests rely on → copies for the tests, and a way to see and undo changes to the originals.

Tests get pristine built-ins and their own view of NumPy and tinytorch, so that replacing `numpy.allclose`
changes nothing for them. Replaced functions are looked for afterwards all the same: code that tries gets
told, and not a pass.
"""

from __future__ import annotations

import builtins
import sys
from types import ModuleType
from typing import Any

# Functions defined below look up built-ins here, so that `del builtins.len` does not disarm them.
globals()["__builtins__"] = dict(vars(builtins))

COPIED = ("numpy", "tinytorch", "evidence", "math", "statistics")
GUARDED = (
    *COPIED,
    "builtins",
    "random",
    "time",
    "itertools",
    "functools",
    "collections",
    "operator",
)

Place = tuple[str, dict[str, Any], Any]  # name, what it held, the module or class


class Guard:
    """Remembers every function and class of the guarded modules that are loaded now."""

    def __init__(self) -> None:
        self._missing = object()
        self._places: list[Place] = []
        for name, module in list(sys.modules.items()):
            if name.split(".")[0] in GUARDED and isinstance(module, ModuleType):
                self._remember(name, module)

    def _remember(self, name: str, module: ModuleType) -> None:
        held = {key: each for key, each in vars(module).items() if callable(each)}
        self._places.append((name, held, module))
        for key, each in held.items():
            # Classes written in Python can be changed; each is remembered where it was defined.
            if isinstance(each, type) and each.__module__ == name and each.__flags__ & (1 << 9):
                methods = {method: found for method, found in vars(each).items() if callable(found)}
                self._places.append((f"{name}.{key}", methods, each))

    def changed(self) -> list[str]:
        """Put back everything that is not what it was; return the names of it."""
        found = []
        for name, held, place in self._places:
            now = vars(place)
            for key, each in held.items():
                if now.get(key, self._missing) is not each:
                    found.append(f"{name}.{key}")
                    type.__setattr__(place, key, each) if isinstance(place, type) else setattr(
                        place, key, each
                    )
        return found


def copied(namespace: dict[str, Any]) -> None:
    """Replace, in place, the modules that the tests imported by copies that nobody else holds."""
    memo: dict[int, ModuleType] = {}
    for key, each in list(namespace.items()):
        if isinstance(each, ModuleType) and each.__name__.split(".")[0] in COPIED:
            namespace[key] = _copy(each, memo)


def _copy(module: ModuleType, memo: dict[int, ModuleType]) -> ModuleType:
    if id(module) in memo:
        return memo[id(module)]
    twin = memo[id(module)] = ModuleType(module.__name__)
    root = module.__name__.split(".")[0]
    vars(twin).update(vars(module))
    for key, each in list(vars(twin).items()):
        if isinstance(each, ModuleType) and each.__name__.split(".")[0] == root:
            vars(twin)[key] = _copy(each, memo)
    return twin
