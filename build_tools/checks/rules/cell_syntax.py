"""A cell that Python cannot parse: found now, rather than after the cells before it have run."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.cells import cells, tree
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(page: Facts, context: Context) -> Iterator[Finding]:
    """Report syntax errors in Python cells that are meant to run."""
    execution = context.book.config.execution
    if execution.mode == "off" or execution.allow_errors:
        return
    python = "python" in page.front or not page.front
    for cell in cells(page):
        if not python or not cell.python or {"raises-exception", "skip-execution"} & set(cell.tags):
            continue
        error = tree(cell)
        if isinstance(error, SyntaxError):
            line = cell.line + (error.lineno or 1) - 1
            message = f"the cell is not Python: {error.msg}"
            yield Finding(Code.CELL_SYNTAX, message, "Mend the code.", line, error.offset)


RULE = Rule({Code.CELL_SYNTAX: Severity.ERROR}, check, elsewhere=Severity.WARNING)
