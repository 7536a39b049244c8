"""A term of the glossary that no page uses as one."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.terms import defined
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report entries that no `{term}` names, the glossary's own included."""
    used = {
        role.target.lower()
        for page in context.pages.values()
        for role in page.roles
        if role.name == "term"
    }
    for page in context.pages.values():
        for name, line, column in defined(page):
            if name.lower() not in used:
                yield Finding(
                    Code.GLOSSARY_UNUSED,
                    f"no page uses the term '{name}'",
                    "Write {term}`"
                    + name
                    + "` where the book first needs it, or remove the entry.",
                    line,
                    column,
                    page.path,
                    severity=None if context.complete else Severity.HINT,
                )


RULE = Rule({Code.GLOSSARY_UNUSED: Severity.WARNING}, check, "book", elsewhere=Severity.HINT)
