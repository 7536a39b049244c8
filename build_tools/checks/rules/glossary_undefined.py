"""A term that is used as one and that no glossary defines."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.terms import defined
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report `{term}` without an entry; case does not count, as for Sphinx."""
    terms = {name.lower() for page in context.pages.values() for name, _, _ in defined(page)}
    made = {
        one.argument.strip().lower()
        for page in context.pages.values()
        for one in page.named("definition")
    }
    for page in context.pages.values():
        for role in page.roles:
            name = role.target.lower()
            if role.name != "term" or name in terms or name in made or name in context.known:
                continue
            near = get_close_matches(name, terms, n=2, cutoff=0.7)
            remedy = f"Did you mean {' or '.join(near)}?" if near else "Add it to the glossary."
            message = f"no term '{role.target}' in the glossary"
            yield Finding(
                Code.GLOSSARY_UNDEFINED, message, remedy, role.line, role.column, page.path
            )


RULE = Rule({Code.GLOSSARY_UNDEFINED: Severity.ERROR}, check, "book", elsewhere=Severity.WARNING)
