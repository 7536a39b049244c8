import json

import pytest

from build_tools.core.diagnostics import BuildError
from build_tools.execute.notebook import code_cells, read_notebook, tags
from tests.execute.conftest import HEAD, cell, page


def read(tmp_path, text, name="a.md", **options):
    path = tmp_path / name
    path.write_text(text)
    return read_notebook(path, **options)


def test_cells_know_the_lines_of_their_code(tmp_path):
    text = page("a = 1\nb = 2") + "\nprose\n" + cell("c = 3", "hide-input")
    notebook = read(tmp_path, text)
    lines = text.splitlines()
    for each in code_cells(notebook):
        first, last = each.metadata["source_map"]
        assert "\n".join(lines[first - 1 : last]) == each.source
    assert [tags(each) for each in code_cells(notebook)] == [[], ["hide-input"]]


def test_lines_are_right_after_options_in_yaml(tmp_path):
    text = HEAD + "\n```{code-cell} python\n---\ntags: [measure]\n---\nx = 1\n```\n"
    [found] = code_cells(read(tmp_path, text))
    assert text.splitlines()[found.metadata["source_map"][0] - 1] == "x = 1"


def test_a_cell_in_a_comment_or_in_another_directive_is_no_cell(tmp_path):
    text = HEAD + "\n<!--\n```{code-cell} python\na\n```\n-->\n\n:::{note}\n" + cell("b") + ":::\n"
    assert code_cells(read(tmp_path, text)) == []


def test_plain_markdown_is_no_notebook(tmp_path):
    assert read(tmp_path, "# Title\n\n```python\nx\n```\n") is None


def test_a_broken_notebook_is_the_users_to_mend(tmp_path):
    with pytest.raises(BuildError, match="cannot be read as a notebook"):
        read(tmp_path, "{", "a.ipynb")


def test_a_custom_format_is_read_by_its_own_reader(tmp_path):
    source = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    formats = {".own": ["nbformat.reads", {"as_version": 4}]}
    notebook = read(tmp_path, json.dumps(source), "a.own", formats=formats)
    assert notebook.cells == []


def test_tags_that_are_no_list_are_said(tmp_path):
    text = HEAD + "\n```{code-cell} python\n:tags: measure\nx\n```\n"
    with pytest.raises(BuildError, match="'measure' is not of type 'array'"):
        read(tmp_path, text)
