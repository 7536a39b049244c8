"""Reading a page: nothing moves, whatever the page holds."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.checks.source.read import read_page

FENCES = ["```", "````", ":::", "{note}", "{code-cell}", "---", ":name: fig-x", "%", "<!--", "-->"]
INLINE = ["`", "$", "$$", "(eq-x)", "[a](b#c)", "![", "](", "{ref}`x`", "<a id='b'>", "(sec-x)="]
PIECES = st.sampled_from([*FENCES, *INLINE, "# T", "\n", "\n\n", "  ", "word ", "詞"])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_flow_and_prose_stand_where_the_text_does(text: str) -> None:
    page = read_page("p", "p.md", text)
    assert len(page.text) == len(page.flow) == len(page.prose)
    for flow, prose, source in zip(page.flow, page.prose, page.text, strict=True):
        assert flow in (source, " ")
        assert prose in (flow, " ")
    for role in page.roles:
        assert page.text.split("\n")[role.line - 1][role.column - 1] == "{"


def test_a_fence_ends_where_markdown_ends_it() -> None:
    page = read_page("p", "p.md", "````{a} T\n:label: l\n\n```{b}\nin\n```\n````\nout {ref}`x`\n")
    outer, inner = page.directives
    assert (outer.name, outer.end, outer.option("label")) == ("a", 7, "l")
    assert (inner.name, inner.parents, inner.body) == ("b", ("a",), "in")
    assert [(role.target, role.line, role.column) for role in page.roles] == [("x", 8, 5)]
    assert page.unclosed == []


def test_code_is_no_prose_and_keeps_its_dollars() -> None:
    page = read_page("p", "p.md", "cost `a$b` and $x$ and `c$d`\n\n```sh\necho $y {ref}`z`\n```\n")
    assert [each.tex for each in page.formulas] == ["x"]
    assert page.roles == []
    assert page.prose.split() == ["cost", "and", "and"]


def test_the_lines_of_a_notebook_are_those_of_its_file() -> None:
    cell = {"cell_type": "markdown", "metadata": {}, "source": ["# T\n", "\n", "é {ref}`x`"]}
    text = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4}, indent=1)
    (role,) = read_page("p", "p.ipynb", text).roles
    assert "{ref}" in text.split("\n")[role.line - 1]
    assert read_page("p", "p.ipynb", "no json").text == ""
