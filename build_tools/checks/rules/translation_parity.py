"""A translation that lost, added or changed what must stay: a reference, a number, a formula, code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.translated import at, translations
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity
from build_tools.translate.parity import compared

REMEDY = "Keep it as it is in the source; only its place in the sentence may change."


def check(context: Context) -> Iterator[Finding]:
    """Compare each part of `msgid` and `msgstr`."""
    for catalog, message in translations(context):
        for each in compared(message.msgid, message.msgstr):
            text = f"the translation {each}"
            found = at(Code.TRANSLATION_PARITY, catalog, message.translated, text, REMEDY)
            yield replace(found, severity=Severity.HINT) if each.doubtful else found


RULE = Rule({Code.TRANSLATION_PARITY: Severity.ERROR}, check, "book")
