"""A page or label that the registry of published targets does not hold yet; `--fix` adds it."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding, Fix
from build_tools.checks.rule import Rule
from build_tools.checks.targets import offered, registered
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report what is new, at the line of the sorted registry where it belongs."""
    lines = list(registered(context))
    if not lines:
        return
    names = {name for name, _ in lines}
    for name in sorted(offered(context) - names, reverse=True):
        line = next((number for each, number in lines if each > name), lines[-1][1] + 1)
        yield Finding(
            Code.TARGET_UNREGISTERED,
            f"'{name}' is not registered as published",
            "Run `mlsysbook check --fix` before a release; from then on it may not vanish.",
            line,
            1,
            context.settings.targets,
            Fix("", f"{name}\n"),
        )


RULE = Rule({Code.TARGET_UNREGISTERED: Severity.HINT}, check, "book")
