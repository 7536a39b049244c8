"""A page's source and its stored outputs → one notebook to render."""

from __future__ import annotations

import copy
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from build_tools.execute.notebook import code_cells, code_of

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from build_tools.execute.store import Executed


def apply_outputs(notebook: NotebookNode, executed: Executed) -> list[int]:
    """Give each code cell of `notebook` the stored outputs of the same code, in place.

    Returns the numbers, from 1, of cells that have none because their code has changed since: after a
    build with execution off those stand without outputs, and the others keep theirs.
    """
    cells = code_cells(notebook)
    stored = code_cells(executed.notebook)
    if "language_info" in executed.notebook.metadata:
        notebook.metadata["language_info"] = executed.notebook.metadata["language_info"]
    matcher = SequenceMatcher(
        None, [code_of(cell) for cell in cells], [code_of(cell) for cell in stored], autojunk=False
    )
    matched = set()
    for here, there, size in matcher.get_matching_blocks():
        for offset in range(size):
            cell, source = cells[here + offset], stored[there + offset]
            cell.outputs = copy.deepcopy(source.outputs)
            cell.execution_count = source.execution_count
            matched.add(here + offset)
    for at, cell in enumerate(cells):
        if at not in matched:
            cell.outputs = []
            cell.execution_count = None
    return [at + 1 for at in range(len(cells)) if at not in matched]
