"""A citation whose key is in no bibliography."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report unknown keys, with those that are nearest."""
    keys = {entry.key for entry in context.bibliography}
    for page in context.pages.values():
        for role in page.roles:
            if not role.name.startswith("cite"):
                continue
            for key in (each.strip() for each in role.content.split(",")):
                key = key.rpartition(">")[2] or key
                if key in keys or not key:
                    continue
                near = get_close_matches(key, keys, n=2, cutoff=0.6)
                remedy = (
                    f"Did you mean {' or '.join(near)}?"
                    if near
                    else "Add the source to the bibliography, after looking it up."
                )
                message = f"no source '{key}' in the bibliography"
                yield Finding(
                    Code.CITATION_UNDEFINED, message, remedy, role.line, role.column, page.path
                )


RULE = Rule({Code.CITATION_UNDEFINED: Severity.ERROR}, check, "book")
