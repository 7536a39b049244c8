"""Code up to the cursor → the names that can follow, asked of the running interpreter.

Nothing is called: attributes are found by `dir`, and a name is followed only through plain dots.
"""

from __future__ import annotations

import builtins
import keyword
import re
from typing import Any

_CHAIN = re.compile(r"((?:[^\W\d]\w*\.)*)([^\W\d]\w*)?$")
_NONE = object()
MOST = 200


def complete(text: str, namespace: dict[str, Any]) -> list[str]:
    """Return at most MOST names, those with a leading underscore only where one was typed."""
    line = text.rpartition("\n")[2]
    found = _CHAIN.search(line)
    if found is None:
        return []
    chain, start = found[1], found[2] or ""
    if chain:
        value = _follow(chain[:-1].split("."), namespace)
        names = [] if value is _NONE else dir(value)
    else:
        names = [*namespace, *vars(builtins), *keyword.kwlist] if start else []
    kept = {
        name for name in names if name.startswith(start) and (start or not name.startswith("_"))
    }
    if not start.startswith("_"):
        kept = {name for name in kept if not name.startswith("_")}
    return sorted(kept)[:MOST]


def _follow(names: list[str], namespace: dict[str, Any]) -> Any:
    value: Any = namespace.get(names[0], _NONE)
    for name in names[1:]:
        # A property may compute or raise what it likes; modules, classes and plain values may not.
        if value is _NONE or isinstance(getattr(type(value), name, None), property):
            return _NONE
        value = getattr(value, name, _NONE)
    return value
