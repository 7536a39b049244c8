"""What should not be committed inside an `.ipynb`: errors, huge outputs, cells run out of order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

LARGEST = 500_000


def check(context: Context) -> Iterator[Finding]:
    """Report notebooks that are not valid JSON, hold errors, big outputs, empty cells or a mixed order."""
    for page in context.pages.values():
        if page.path.endswith(".ipynb"):
            text = context.text(context.book.root / page.path) or ""
            for line, message, remedy in _problems(text):
                yield Finding(Code.NOTEBOOK_HYGIENE, message, remedy, line, path=page.path)


def _problems(text: str) -> Iterator[tuple[int, str, str]]:
    try:
        data = json.loads(text)
        cells = data["cells"]
    except (ValueError, KeyError, TypeError) as error:
        yield (
            getattr(error, "lineno", 1),
            f"not a notebook: {error}",
            "Open and save it in Jupyter.",
        )
        return
    if "kernelspec" not in data.get("metadata", {}):
        yield 1, "no kernelspec says what runs the cells", "Choose a kernel in Jupyter and save."
    places = _places(text)
    last = 0
    for index, cell in enumerate(cells):
        line = places[index] if index < len(places) else 1
        if not "".join(cell.get("source", "")).strip():
            yield line, "an empty cell", "Remove it."
        if cell.get("cell_type") != "code":
            continue
        count = cell.get("execution_count")
        if isinstance(count, int):
            if count <= last:
                yield (
                    line,
                    f"cell [{count}] stands after [{last}]",
                    "Restart the kernel and run all cells.",
                )
            last = count
        yield from ((line, *rest) for rest in _outputs(cell))


def _outputs(cell: dict[str, Any]) -> Iterator[tuple[str, str]]:
    outputs = cell.get("outputs", [])
    tags = cell.get("metadata", {}).get("tags", [])
    if "raises-exception" not in tags and any(one.get("output_type") == "error" for one in outputs):
        yield "the saved output is an error", "Mend the cell and run it, or clear the outputs."
    size = len(json.dumps(outputs))
    if size > LARGEST:
        yield f"the saved outputs have {size // 1000} kB", "Clear them; the build makes them anew."


def _places(text: str) -> list[int]:
    return [number for number, line in enumerate(text.split("\n"), 1) if '"cell_type"' in line]


RULE = Rule({Code.NOTEBOOK_HYGIENE: Severity.WARNING}, check, "book")
