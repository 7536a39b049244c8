"""The same word twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding, Fix
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

_TWICE = re.compile(r"(?<![\w'-])([A-Za-z]+)(\s+)(\1)(?![\w'-])", re.IGNORECASE)
# Sentences such as "what that that means" and "they had had" are right.
RIGHT = frozenset({"that", "had", "is", "do", "bye", "ha", "so", "very", "no", "yes", "x"})


def check(page: Facts, _context: Context) -> Iterator[Finding]:
    """Report words repeated with nothing but space between them, in the source as on the page."""
    for match in _TWICE.finditer(page.prose):
        # What was blanked between them (a role, a formula) is not space in the source.
        if page.text[match.start() : match.end()] != match[0] or "\n\n" in match[2]:
            continue
        right = match[1].lower() in RIGHT or match[1][0].isupper() != match[3][0].isupper()
        if right:
            continue
        line, column = page.place(match.start(3))
        # Over a line's end it takes a look to mend it well.
        fix = Fix(f"{match[3]} ", "") if page.prose[match.end() : match.end() + 1] == " " else None
        yield Finding(
            Code.WRITING_REPEATED,
            f"'{match[1]}' stands twice",
            "Remove one.",
            line,
            column,
            fix=fix,
        )


RULE = Rule({Code.WRITING_REPEATED: Severity.WARNING}, check, elsewhere=Severity.HINT)
