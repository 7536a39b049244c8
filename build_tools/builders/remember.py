"""What Sphinx and pybtex look up again and again, the same each time → looked up once.

Each of these was found in a profile of a book of 46 pages and 160,000 words, and changes no byte of output:
every numbered reference unpickled the whole page that it points to (half of the time to write), and every
citation searched the metadata of all installed packages for a plug-in (a third).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import pybtex.plugin
from docutils import nodes
from pybtex.richtext import Text
from sphinx.application import Sphinx

# Pages kept; the largest books have more, but references mostly lead to a page near by.
_SHELF = 128


@contextmanager
def plugins_remembered() -> Iterator[None]:
    """Let pybtex find each of its plug-ins, and parse each field of an entry, once."""
    find, parse = pybtex.plugin._load_entry_point, Text.from_latex
    pybtex.plugin._load_entry_point = lru_cache(maxsize=None)(find)
    # A text is never changed once it is made. Every bibliography of a book parses its entries anew.
    Text.from_latex = lru_cache(maxsize=1 << 16)(parse)
    try:
        yield
    finally:
        pybtex.plugin._load_entry_point = find
        Text.from_latex = parse


class _Shelf:
    """Doctrees to look into; the one that is written is loaded apart, since writing changes it."""

    def __init__(self, app: Sphinx) -> None:
        self._load = app.env.get_doctree
        self._kept: OrderedDict[str, nodes.document] = OrderedDict()

    def get(self, docname: str) -> nodes.document:
        if docname not in self._kept:
            self._kept[docname] = self._load(docname)
            if len(self._kept) > _SHELF:
                self._kept.popitem(last=False)
        self._kept.move_to_end(docname)
        return self._kept[docname]


@contextmanager
def doctrees_remembered(app: Sphinx) -> Iterator[None]:
    """Let numbered references look into pages that were loaded for an earlier one."""
    env = app.env
    domain: Any = env.get_domain("std")
    shelf = _Shelf(app)
    original = domain._resolve_numref_xref

    def resolve(*args: Any, **kwargs: Any) -> Any:
        # Only while a reference is resolved: anyone else may want a copy of its own to change.
        env.__dict__["get_doctree"] = shelf.get
        try:
            return original(*args, **kwargs)
        finally:
            del env.__dict__["get_doctree"]

    domain._resolve_numref_xref = resolve
    try:
        yield
    finally:
        del domain._resolve_numref_xref
