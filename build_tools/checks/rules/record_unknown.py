"""A `{value}` whose record no cell makes."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.cells import cells
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report ids that the last run did not publish and that stand in no cell as a string."""
    for page in context.pages.values():
        for role in page.roles:
            if role.name != "value":
                continue
            doc, _, rest = role.content.rpartition("::")
            name = rest.split(":")[0].split("|")[0].strip()
            there = _page(context, page, doc.strip())
            if there is None:
                message = f"no page '{doc}'"
                yield Finding(
                    Code.RECORD_UNKNOWN,
                    message,
                    "Write docname::id.",
                    role.line,
                    role.column,
                    page.path,
                )
                continue
            if not _makes(context, there, name):
                known = sorted({each for each, _ in there.records} | _published(context, there))
                near = get_close_matches(name, known, n=2, cutoff=0.6)
                remedy = f"Did you mean {' or '.join(near)}?" if near else "Record it in a cell."
                message = f"no record '{name}' on {'this page' if there is page else there.docname}"
                yield Finding(
                    Code.RECORD_UNKNOWN, message, remedy, role.line, role.column, page.path
                )


def _published(context: Context, page: Facts) -> frozenset[str]:
    return context.records.get(page.docname, frozenset())


def _makes(context: Context, page: Facts, name: str) -> bool:
    if any(each == name for each, _ in page.records):
        return True
    if name in _published(context, page):
        # A record that an earlier version of the page made may still lie there; it must come from code.
        return True
    # Ids made of parts are known only after a run.
    ran = page.docname in context.records
    return not ran and any(
        'f"' in cell.code or "f'" in cell.code or "+" in cell.code for cell in cells(page)
    )


def _page(context: Context, page: Facts, doc: str) -> Facts | None:
    if not doc:
        return page
    for name in (doc, f"chapters/{doc}"):
        if name in context.pages:
            return context.pages[name]
    last = [each for each in context.pages.values() if each.docname.rpartition("/")[2] == doc]
    return last[0] if len(last) == 1 else None


RULE = Rule({Code.RECORD_UNKNOWN: Severity.ERROR}, check, "book")
