"""A label whose prefix says another kind of thing than it stands on: `fig-` on a table."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

PREFIXES = {
    "fig-": {"figure"},
    "tab-": {"table"},
    "eq-": {"equation"},
    "sec-": {"section"},
    "exp-": {"experiment"},
    "wex-": {"worked-example"},
    "def-": {"definition"},
    "idea-": {"key-idea"},
}
KINDS = {kind: prefix for prefix, kinds in PREFIXES.items() for kind in kinds}


def check(page: Facts, _context: Context) -> Iterator[Finding]:
    """Report labels that stand on another kind of thing, and numbered things without their prefix."""
    for label in page.labels:
        prefix = next((each for each in PREFIXES if label.name.startswith(each)), None)
        wanted = KINDS.get(label.kind)
        if prefix and label.kind not in PREFIXES[prefix] and wanted != prefix:
            yield Finding(
                Code.LABEL_PREFIX,
                f"'{label.name}' is the label of {_a(label.kind)}",
                f"Labels of this kind begin with {wanted}." if wanted else "Move or rename it.",
                label.line,
                label.column,
            )
        elif prefix is None and wanted and label.kind != "section":
            yield Finding(
                Code.LABEL_PREFIX,
                f"the label '{label.name}' of {_a(label.kind)} has not the prefix {wanted}",
                f"Write {wanted}{label.name}.",
                label.line,
                label.column,
            )


def _a(kind: str) -> str:
    if kind == "text":
        return "a paragraph"
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


RULE = Rule({Code.LABEL_PREFIX: Severity.WARNING}, check, house=True)
