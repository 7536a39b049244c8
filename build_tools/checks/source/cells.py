"""The code cells of a page: their code without options, and tags. Shared by the rules on code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.checks.source.facts import Directive, Facts

_MAGIC = re.compile(r"^(\s*)(?:[%!?].*|[\w.]+\?{1,2}\s*)$", re.MULTILINE)


@dataclass(frozen=True)
class Cell:
    """`line` is that of the first line of `code`."""

    directive: Directive
    code: str
    line: int
    tags: tuple[str, ...]

    @property
    def python(self) -> bool:
        """Whether the cell is in Python, as far as the page says."""
        return self.directive.argument.strip().lower() in (
            "",
            "python",
            "python3",
            "ipython",
            "ipython3",
        )


def cells(page: Facts) -> Iterator[Cell]:
    """Yield the cells that run, in order."""
    for directive in page.named("code-cell"):
        tags = re.findall(r"[\w-]+", directive.option("tags"))
        yield Cell(directive, directive.body, directive.body_line, tuple(tags))


def tree(cell: Cell) -> ast.Module | SyntaxError | None:
    """Parse a cell, without IPython's own lines; None for a cell that is another program (`%%bash`)."""
    if cell.code.lstrip().startswith("%%"):
        return None
    try:
        return ast.parse(_MAGIC.sub(_passed, cell.code))
    except SyntaxError as error:
        # IPython waits at the top level, and assigns what a command prints.
        if re.search(r"=\s*[!%]|\bawait\b", cell.code):
            return None
        return error


def _passed(match: re.Match[str]) -> str:
    return f"{match[1] or ''}pass"


def literal_records(page: Facts) -> Iterator[tuple[str, int]]:
    """Yield ids that cells give to `record` as a plain string, with their lines."""
    for cell in cells(page):
        parsed = tree(cell) if cell.python else None
        if not isinstance(parsed, ast.Module):
            continue
        for node in ast.walk(parsed):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "record"
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and isinstance(node.args[0].value, str)
            ):
                yield node.args[0].value, cell.line + node.lineno - 1
