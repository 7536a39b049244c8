"""A term that is defined twice."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.terms import defined
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report each later entry of a name."""
    first: dict[str, str] = {}
    for page in context.pages.values():
        for name, line, column in defined(page):
            place = first.setdefault(name.lower(), f"{page.path}:{line}")
            if place != f"{page.path}:{line}":
                message = f"the term '{name}' is defined twice; first at {place}"
                remedy = "Keep one; two senses need two names."
                yield Finding(Code.GLOSSARY_DUPLICATE, message, remedy, line, column, page.path)


RULE = Rule({Code.GLOSSARY_DUPLICATE: Severity.ERROR}, check, "book", elsewhere=Severity.WARNING)
