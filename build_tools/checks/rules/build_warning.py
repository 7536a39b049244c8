"""Warnings of the last build that still hold: Sphinx's about pages, which nobody should have to look for."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report what the last build of the website found about pages that did not change since."""
    for each in context.findings():
        # Rules of ours look at records and references afresh; a build without its cells lacks them all.
        if each.code is not Code.BUILD_WARNING:
            continue
        path = None if each.path is None else each.path.as_posix()
        yield Finding(
            Code.BUILD_WARNING,
            each.message,
            each.remedy or "Mend it and build again.",
            each.line,
            each.column,
            path,
            edition=each.edition,
        )


RULE = Rule({Code.BUILD_WARNING: Severity.WARNING}, check, "book", elsewhere=Severity.HINT)
