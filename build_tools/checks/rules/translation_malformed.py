"""A catalog that gettext cannot read: the whole page would fall back to the source language."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.translated import at
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report syntax errors, and entries that stand twice."""
    for catalog in context.catalogs:
        if catalog.problem:
            line, told = catalog.problem
            remedy = "Mend the quotes and keywords of the entry; a PO editor keeps them right."
            yield at(Code.TRANSLATION_MALFORMED, catalog, line, told, remedy)
        seen: dict[str, int] = {}
        for message in catalog.messages:
            if message.obsolete:
                continue
            first = seen.setdefault(message.msgid, message.line)
            if first != message.line:
                text = f"the entry stands twice; first on line {first}"
                yield at(Code.TRANSLATION_MALFORMED, catalog, message.line, text, "Keep one.")


RULE = Rule({Code.TRANSLATION_MALFORMED: Severity.ERROR}, check, "book")
