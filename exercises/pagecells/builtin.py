"""Built-in names that a cell deleted or replaced → put back, so that the next cell runs.

`del __builtins__.len` would otherwise end the page's Python: everything in it, also what runs cells, looks
names up in the same dictionary.
"""

from __future__ import annotations

import builtins

_LATER = {"_", "__debug__"}


class Keeper:
    """A copy of the built-in names, taken when it is made."""

    def __init__(self) -> None:
        self._names = dict(vars(builtins))
        # Looked up now: `restore` runs when nothing can be looked up any more.
        self._now = vars(builtins)
        self._missing = object()

    def restore(self) -> list[str]:
        """Put back what differs and return those names."""
        now, missing = self._now, self._missing
        changed = [name for name in self._names if now.get(name, missing) is not self._names[name]]
        for name in changed:
            now[name] = self._names[name]
        return [name for name in changed if name not in _LATER]


def refuse_input(_prompt: object = "") -> str:
    """Stand in for `input`: a cell cannot wait for the reader without holding up all of Python."""
    raise EOFError("input() cannot ask in a page: give the value in the code, as in name = 'Ada'")
