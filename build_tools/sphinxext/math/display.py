"""Math nodes of a doctree → the TeX that MathJax shall read.

Sphinx lets authors write several equations in one block, parted by blank lines, and break a line by `\\\\`
outside any environment. The wrapping below is that of `sphinx.ext.mathjax`, except that nothing is wrapped
that is an environment already: `split` around `align` is an error in LaTeX.
"""

from __future__ import annotations

import re
from typing import TypeGuard

from docutils import nodes

from build_tools.sphinxext.math.formula import Formula

# On a math node: the page's earlier formulas that define commands. Absent on almost all.
PREAMBLE = "mlsysbook-preamble"
DEFINES = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|(?:re)?newenvironment|DeclareMathOperator"
    r"|DeclarePairedDelimiter|[gex]?def|let)(?![a-zA-Z])"
)
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")
_TOKEN = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}|\\.|[{}]|%[^\n]*", re.DOTALL)
_ENVIRONMENT = re.compile(r"\s*\\begin\s*\{")


def formula_of(node: nodes.math | nodes.math_block) -> Formula:
    """Return the formula of a math node, with the definitions that hold there."""
    preamble = str(node.get(PREAMBLE, ""))
    if isinstance(node, nodes.math):
        return Formula(node.astext().strip(), preamble=preamble)
    # Sphinx numbers equations; a label that was left in the TeX has no use here.
    tex = _LABEL.sub("", node.astext()).strip()
    return Formula(tex if node.get("nowrap") else wrap(tex), display=True, preamble=preamble)


def note_definitions(doctree: nodes.document) -> list[Formula]:
    """Return a page's formulas in order, after telling each which definitions stand before it.

    MathJax in a browser reads a page as one text: a command defined in one formula holds in all after it.
    """
    found: list[Formula] = []
    definitions: list[str] = []
    for node in filter(is_math, doctree.findall()):
        if definitions:
            node[PREAMBLE] = "\n".join(definitions)
        found.append(formula_of(node))
        if DEFINES.search(node.astext()):
            definitions.append(found[-1].tex)
    return found


def is_math(node: nodes.Node) -> TypeGuard[nodes.math | nodes.math_block]:
    """Tell whether a node is a formula, inline or displayed."""
    return isinstance(node, nodes.math | nodes.math_block)


def wrap(tex: str) -> str:
    """Wrap a display with several equations, or several lines, in the environment that sets them."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", tex) if part.strip()]
    lines = [rf"\begin{{split}}{part}\end{{split}}" if _breaks(part) else part for part in parts]
    if len(lines) < 2:
        return "".join(lines)
    inner = [line if _ENVIRONMENT.match(line) or "&" in line else "&" + line for line in lines]
    return r"\begin{aligned}" + r"\\".join(inner) + r"\end{aligned}"


def _breaks(part: str) -> bool:
    r"""Tell whether `\\` stands outside every environment and group."""
    depth = 0
    for token in _TOKEN.findall(part):
        if token == r"\\" and depth == 0:
            return True
        if token == "{" or token.startswith(r"\begin"):
            depth += 1
        elif token == "}" or token.startswith(r"\end"):
            depth -= 1
    return False
