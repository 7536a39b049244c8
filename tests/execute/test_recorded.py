import json
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError
from build_tools.execute.recorded import apply_recorded, write_recorded

PAGE = Path("part/page.md")


def notebook(*cells):
    return new_notebook(
        cells=[
            new_code_cell(
                source, outputs=[new_output("stream", name="stdout", text=text)],
                metadata={"tags": tags, "source_map": [9, 9]},
            )
            for source, text, tags in cells
        ]
    )  # fmt: skip


def texts(found):
    return ["".join(output["text"] for output in cell.outputs) for cell in found.cells]


def test_builds_show_what_was_recorded(tmp_path):
    path = tmp_path / "page.recorded.json"
    write_recorded(notebook(("a", "1", []), ("b", "full", ["recorded"])), path, "2026")
    assert "1" not in [
        output.get("text") for output in json.loads(path.read_text())["cells"][0]["outputs"]
    ]
    small = notebook(("a", "2", []), ("b\n", "small", ["recorded"]))
    assert apply_recorded(small, path, PAGE) == []
    assert texts(small) == ["2", "full"]


def test_a_record_of_older_code_is_shown_and_said(tmp_path):
    path = tmp_path / "page.recorded.json"
    write_recorded(notebook(("b", "full", ["recorded"])), path, "2026")
    small = notebook(("c", "small", ["recorded"]))
    [problem] = apply_recorded(small, path, PAGE)
    assert (problem.code, problem.line) == (Code.EXECUTE_STALE, 9)
    assert texts(small) == ["full"]


def test_without_a_record_smoke_outputs_are_not_passed_off_as_results(tmp_path):
    small = notebook(("b", "small", ["recorded"]))
    [problem] = apply_recorded(small, tmp_path / "none.json", PAGE)
    assert problem.code is Code.EXECUTE_NOT_RUN
    assert texts(small) == [""]


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", '{"version": 9}', '{"version": 1, "cells": [3]}']
)
def test_a_damaged_record_is_said(tmp_path, damage):
    path = tmp_path / "page.recorded.json"
    path.write_text(damage)
    with pytest.raises(BuildError, match=r"page\.recorded\.json cannot be read"):
        apply_recorded(notebook(("b", "x", ["recorded"])), path, PAGE)
