"""How far a catalog is behind: entries without a translation, fuzzy ones, texts that the source lost."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.translated import at
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report one finding a kind and catalog, at the first entry of that kind."""
    for catalog in context.catalogs:
        live = [each for each in catalog.messages if each.msgid and not each.obsolete]
        fuzzy = [each for each in live if each.fuzzy]
        missing = [each for each in live if not each.msgstr]
        obsolete = [each for each in catalog.messages if each.obsolete]
        kinds = (
            (
                "are fuzzy and fall back to the source",
                fuzzy,
                "Read them again and remove the flag.",
            ),
            ("have no translation yet", missing, "Translate them."),
            ("are of texts that the source no longer has", obsolete, "Remove them."),
        )
        for words, entries, remedy in kinds:
            if entries:
                message = f"{len(entries)} of {len(catalog.messages)} entries {words}"
                yield at(Code.TRANSLATION_STALE, catalog, entries[0].line, message, remedy)


RULE = Rule({Code.TRANSLATION_STALE: Severity.HINT}, check, "book")
