"""Math nodes → TeX: several equations, several lines, and definitions within a page."""

import pytest
from docutils import nodes
from docutils.utils import new_document

from build_tools.sphinxext.math.display import formula_of, note_definitions, wrap


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("a = b", "a = b"),
        (r"a \\ b", r"\begin{split}a \\ b\end{split}"),
        (r"\begin{align} a \\ b \end{align}", r"\begin{align} a \\ b \end{align}"),
        (r"x = \begin{pmatrix} a \\ b \end{pmatrix}", r"x = \begin{pmatrix} a \\ b \end{pmatrix}"),
        (r"\substack{a \\ b}", r"\substack{a \\ b}"),
        (r"\{ a \\ b \}", r"\begin{split}\{ a \\ b \}\end{split}"),
        ("a = 1\n\nb = 2", r"\begin{aligned}&a = 1\\&b = 2\end{aligned}"),
        ("a &= 1\n\n\nb &= 2", r"\begin{aligned}a &= 1\\b &= 2\end{aligned}"),
        ("  \n ", ""),
    ],
)
def test_lines_are_wrapped_only_outside_environments(tex, expected):
    assert wrap(tex) == expected


def test_a_label_left_in_the_tex_is_taken_out():
    block = nodes.math_block("", r"\begin{align} a \label{eq:a} \end{align}", nowrap=True)
    assert formula_of(block).tex == r"\begin{align} a  \end{align}"


def test_definitions_hold_after_the_formula_that_makes_them():
    page = new_document("page")
    for tex in ("a", r"\newcommand{\x}{b}", r"\x", r"\let\y=c", r"\y"):
        page += nodes.paragraph("", "", nodes.math("", tex))
    before, define, after, _again, last = note_definitions(page)
    assert (before.preamble, define.preamble) == ("", "")
    assert after.preamble == r"\newcommand{\x}{b}"
    assert last.preamble == "\\newcommand{\\x}{b}\n\\let\\y=c"
    # A copy of the node, as in a table of contents, means the same formula.
    assert [formula_of(each.deepcopy()) for each in page.findall(nodes.math)][2] == after
