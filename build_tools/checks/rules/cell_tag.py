"""A tag that nothing knows: the cell runs, or shows, as if it had none."""

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

OURS = {"measure", "native", "recorded"}
# Of myst-nb, and of the other tools that read the same notebooks.
SHARED = {"raises-exception", "skip-execution", "parameters", "thebe-init", "nbval-skip", "popout"}
SHOWN = {"scroll-output", "output_scroll", "full-width", "margin", "remove-stdout", "remove-stderr"}
HIDDEN = {f"{verb}-{part}" for verb in ("hide", "remove") for part in ("input", "output", "cell")}
TAGS = frozenset(OURS | SHARED | SHOWN | HIDDEN)


def check(page: Facts, context: Context) -> Iterator[Finding]:
    """Report tags near a known one, and in our own book every unknown one."""
    for cell in cells(page):
        for tag in cell.tags:
            near = get_close_matches(tag, TAGS, n=1, cutoff=0.8)
            if tag in TAGS or not (near or context.house):
                continue
            remedy = f"Did you mean {near[0]}?" if near else f"There are {', '.join(sorted(TAGS))}."
            message = f"no tag '{tag}'"
            yield Finding(Code.CELL_TAG, message, remedy, *cell.directive.at("tags"))


RULE = Rule({Code.CELL_TAG: Severity.ERROR}, check, elsewhere=Severity.WARNING)
