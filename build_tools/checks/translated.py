"""Entries of catalogs as the rules on translations go through them."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.reading.catalogs import Catalog, Message
from build_tools.core.codes import Code


def translations(context: Context) -> Iterator[tuple[Catalog, Message]]:
    """Yield entries that readers see: translated, not fuzzy, not obsolete, and no header."""
    for catalog in context.catalogs:
        for message in catalog.messages:
            if message.msgid and message.msgstr and not message.fuzzy and not message.obsolete:
                yield catalog, message


def at(code: Code, catalog: Catalog, line: int, message: str, remedy: str) -> Finding:
    """Return a finding at a line of a catalog."""
    return Finding(
        code,
        message,
        remedy,
        line,
        path=catalog.path,
        edition=catalog.edition.code,
        catalog=catalog.path,
    )
