"""Math nodes → HTML: MathML in the page, equation numbers and anchors as Sphinx gives them."""

from __future__ import annotations

from html import escape
from typing import NoReturn

from docutils import nodes
from sphinx.locale import _
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity
from build_tools.sphinxext.math import signs
from build_tools.sphinxext.math.formula import Formula, TexError, Typeset
from build_tools.sphinxext.math.session import MathSession
from build_tools.sphinxext.report import warn

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
REMEDY = "Write it in TeX that MathJax 4 knows, or define the command under mathjax3_config."


def mathml(formula: Formula, done: Typeset, *, namespace: bool = False) -> str:
    """Return the `<math>` element of a formula set as MathML; XHTML needs its `namespace` said."""
    words = ["math"]
    if namespace:
        words.append(f'xmlns="{NAMESPACE}"')
    if formula.display:
        words.append('display="block"')
    if signs.rare(done.markup):
        words.append(f'class="{signs.CLASS}"')
    words.append(f'alttext="{escape(" ".join(formula.tex.split()))}"')
    return f"<{' '.join(words)}>{done.markup}</math>"


def drawing(done: Typeset, spoken: str) -> str:
    """Return the `<svg>` of a formula, its baseline on the text's and its size in em, with its words.

    Raises ValueError for a formula that was not set as SVG.
    """
    if done.width is None or done.height is None or done.depth is None:
        raise ValueError("this formula was not set as SVG")
    style = (
        f"width:{done.width:.4g}em;height:{done.height + done.depth:.4g}em;"
        f"vertical-align:{-done.depth:.4g}em"
    )
    label = escape(" ".join(spoken.split()))
    return done.markup.replace("<svg ", f'<svg role="img" aria-label="{label}" style="{style}" ', 1)


class MathVisitors:
    """What Sphinx calls for math nodes in every builder whose format is HTML."""

    def __init__(self, session: MathSession) -> None:
        self._session = session

    def inline(self, writer: HTML5Translator, node: nodes.math) -> NoReturn:
        """Write an inline formula."""
        element = self._element(writer, node)
        if node.get("ids") or node.get("classes"):
            element = f"{writer.starttag(node, 'span', '', CLASS='math')}{element}</span>"
        writer.body.append(element)
        raise nodes.SkipNode

    def display(self, writer: HTML5Translator, node: nodes.math_block) -> NoReturn:
        """Write a displayed formula with its number; nothing for one that only defines commands."""
        element = self._element(writer, node)
        numbered = bool(node.get("number"))
        if element or numbered or node.get("ids"):
            # `$$ … $$` within a sentence: a div would end the paragraph there.
            tag = "span" if isinstance(node.parent, nodes.TextElement) else "div"
            classes = "math notranslate nohighlight" + (" ml-numbered" if numbered else "")
            writer.body.append(writer.starttag(node, tag, "", CLASS=classes))
            if numbered:
                # Before the formula, where Sphinx puts it: themes float it to the right.
                writer.body.append(f'<span class="eqno">({get_node_equation_number(writer, node)})')
                writer.add_permalink_ref(node, _("Link to this equation"))
                writer.body.append("</span>")
            writer.body.append(f"{element}</{tag}>" + ("\n" if tag == "div" else ""))
        raise nodes.SkipNode

    def _element(self, writer: HTML5Translator, node: nodes.math | nodes.math_block) -> str:
        formula, done = self._session.get(node)
        if done.error is not None:
            self._report(writer, node, formula, done.error)
            tex = escape(formula.tex)
            return f'<code class="ml-math-error" title="{escape(done.error.message)}">{tex}</code>'
        if not done.markup:
            return ""
        if self._session.kind == "svg":
            return drawing(done, self._session.spoken(formula))
        return mathml(formula, done)

    def _report(
        self,
        writer: HTML5Translator,
        node: nodes.math | nodes.math_block,
        formula: Formula,
        error: TexError,
    ) -> None:
        # A title is written again in every table of contents that names it.
        if not self._session.first_report(node.source, node.line, formula):
            return
        house = getattr(writer.config, "mlsysbook_profile", "book") == "house"
        place = "" if error.position is None else f" at character {error.position + 1}"
        warn(
            Code.MATH_UNSUPPORTED,
            f"formula not understood: {error.message}{place}, near `{error.near(formula.tex)}`",
            REMEDY,
            node,
            severity=Severity.ERROR if house else Severity.WARNING,
        )
