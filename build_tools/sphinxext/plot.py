"""`{plot} <chapter>/<name>` → a numbered figure, drawn from records when the page is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from build_tools.core.codes import Code
from build_tools.sphinxext.context import context_of
from build_tools.sphinxext.figures import style
from build_tools.sphinxext.figures.labels import labels
from build_tools.sphinxext.report import warn
from build_tools.sphinxext.vocabulary import Ours
from build_tools.sphinxext.watch import watch

FOLDER = "figures"


class plot(nodes.General, nodes.Element, addnodes.translatable, Ours):  # noqa: N801 - docutils' custom
    """A figure still to be drawn: `name`, `script`, `alt`, `size` (inches), `page` of its records.

    Its alternative text and its labels go to the catalog of the page like any paragraph.
    """

    def preserve_original_messages(self) -> None:
        """Keep the source texts; they are attributes already."""

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Note the translation of the alternative text or of a label."""
        self["translations"][original_message] = translated_message

    def extract_original_messages(self) -> Sequence[str]:
        """Return the texts for translators."""
        return list(dict.fromkeys([*filter(None, [self["alt"]]), *self["labels"]]))

    def translate(self, text: str) -> str:
        """Return the translation of a label or of the alternative text, or the text itself."""
        found: str = self["translations"].get(text, text)
        return found


def width_option(argument: str | None) -> str:
    """Read `text`, `margin`, `wide` or a percentage of the text's width. Raises ValueError."""
    text = (argument or "").strip()
    if text in style.WIDTHS:
        return text
    if re.fullmatch(r"[1-9]\d?%|100%", text):
        return text
    raise ValueError(f"'{text}' is not one of {', '.join(style.WIDTHS)} or a percentage")


class Plot(SphinxDirective):
    """The directive."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[Any] = {
        "name": directives.unchanged,
        "label": directives.unchanged,
        "alt": directives.unchanged,
        "width": width_option,
        "records": directives.unchanged,
        "class": directives.class_option,
    }

    def run(self) -> list[nodes.Node]:
        """Return a figure with the plot and its caption."""
        width = self.options.get("width", "text")
        node = self._plot(width)
        figure = nodes.figure("", node, classes=["ml-plot", *self.options.get("class", [])])
        self.set_source_info(figure)
        if width.endswith("%"):
            figure["width"] = width
        else:
            figure["classes"].append(f"ml-width-{width}")
        if width == "margin":
            figure["classes"].append("margin")
        self._caption(figure)
        if "label" in self.options:
            self.options.setdefault("name", self.options["label"])
        self.add_name(figure)
        if not figure["ids"]:
            self.state.document.set_id(figure)
        return [figure]

    def _plot(self, width: str) -> plot:
        name = self.arguments[0].strip()
        script = Path(self.env.srcdir) / FOLDER / f"{name}.py"
        node = plot(
            name=name,
            script=str(script),
            alt=" ".join(self.options.get("alt", "").split()),
            size=_inches(width),
            page=self.env.docname,
            labels=[],
            translations={},
        )
        self.set_source_info(node)
        if not node["alt"]:
            warn(
                Code.FIGURE_NO_ALT,
                f"the figure '{name}' has no alternative text",
                "Say in `:alt:` what it shows, in a sentence or two.",
                node,
            )
        if "records" in self.options:
            node["page"] = self._page(node)
        watch(self.env, "file", str(script))
        watch(self.env, "records", node["page"])
        if script.is_file():
            node["labels"] = labels(script.read_text(encoding="utf-8"))
        return node

    def _page(self, node: plot) -> str:
        name = self.options["records"].strip()
        pages = context_of(self.env.app).resolve(name, set(self.env.found_docs))
        if len(pages) == 1:
            return pages[0]
        warn(
            Code.RECORD_UNKNOWN,
            f"'{name}' can mean {' or '.join(pages)}" if pages else f"no page '{name}'",
            "Write the whole name of the page in `:records:`.",
            node,
        )
        return str(node["page"])

    def _caption(self, figure: nodes.figure) -> None:
        body = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, body)
        if not body.children:
            return
        first, rest = body.children[0], body.children[1:]
        if not isinstance(first, nodes.paragraph):
            first, rest = nodes.paragraph(), body.children
        caption = nodes.caption(first.rawsource, "", *first.children)
        caption.source, caption.line = first.source, first.line
        figure += caption
        if rest:
            figure += nodes.legend("", *rest)


def _inches(width: str) -> float:
    if width.endswith("%"):
        return style.WIDTHS["text"] * int(width[:-1]) / 100
    return style.WIDTHS[width]


DIRECTIVES = {"plot": Plot}


def setup(app: Sphinx) -> None:
    """Register the node."""
    app.add_node(plot, override=True)
