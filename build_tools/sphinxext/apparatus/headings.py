"""Words and numbers before the titles and lines of boxes: "Experiment 13.1", "Held fixed".

They are set when the page is written, in its language: the author's text alone is what translators see.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from build_tools.sphinxext.apparatus.kinds import KINDS
from build_tools.sphinxext.apparatus.nodes import ml_box, ml_box_title, ml_field
from build_tools.sphinxext.home import home
from build_tools.sphinxext.vocabulary import OurPostTransform
from build_tools.sphinxext.words import word

# Sphinx says "Fig. 13.2" and leaves the words of code blocks and sections to each of its languages.
HOUSE = {
    "figure": "Figure %s",
    "table": "Table %s",
    "code-block": "Listing %s",
    "section": "Section %s",
}


class Headings(OurPostTransform):
    """Sets them in every format."""

    default_priority = 7

    def work(self) -> None:
        """Visit the boxes and fields of the page."""
        for node in self.document.findall(ml_box):
            title = next((each for each in node.children if isinstance(each, ml_box_title)), None)
            if title is not None:
                self._head(node, title)
        for line in self.document.findall(ml_field):
            line.insert(0, [*self._word(str(word(line["word"])), bool(line.children), "ml-word")])

    def _head(self, node: ml_box, title: ml_box_title) -> None:
        kind = heading(node["word"], self._number(node))
        if title.children:
            title.children = [nodes.inline("", "", *title.children, classes=["ml-name"])]
            title.setup_child(title.children[0])
        title.insert(0, self._word(kind, bool(title.children), "ml-kind"))

    def _word(self, text: str, followed: bool, name: str) -> list[nodes.Node]:
        # On the page style sheets part the two; elsewhere a colon must.
        html = self.app.builder.format == "html"
        parts: list[nodes.Node] = [nodes.strong("", text, classes=[name])]
        if followed:
            parts.append(nodes.Text(" " if html else ": "))
        return parts

    def _number(self, node: ml_box) -> str:
        if "step" in node:
            return str(node["step"])
        if not node["numbered"]:
            return ""
        numbers = self.env.toc_fignumbers.get(home(node, self.env), {}).get(
            KINDS[node["kind"]].counter, {}
        )
        return ".".join(map(str, numbers.get(node["ids"][0], ())))


def heading(kind: str, number: str) -> str:
    """Return what stands before a title: "Experiment 13.1", "Experiment" where nothing is numbered."""
    return str(word(f"{kind} %s")) % number if number else str(word(kind))


def name_kinds(_app: Sphinx, config: Config) -> None:
    """Handle `config-inited`: let `{numref}` say "Experiment 13.1", our own book "Figure 13.2"."""
    formats = dict(config.numfig_format)
    for kind in KINDS.values():
        if kind.referable:
            formats.setdefault(kind.counter, str(word(f"{kind.word} %s")))
    if config.mlsysbook_profile == "house":
        for name, text in HOUSE.items():
            formats.setdefault(name, str(word(text)))
    config.numfig_format = formats
    if config.math_eqref_format:
        config.math_eqref_format = str(word(config.math_eqref_format))


def _title(node: nodes.Node) -> str:
    """Return what `{ref}` prints for a box; Sphinx does not count one of which this is empty."""
    title = next((each for each in node.children if isinstance(each, ml_box_title)), None)
    text = title.astext() if title is not None else ""
    return text or str(node["kind"] if isinstance(node, ml_box) and node["numbered"] else "")


def setup(app: Sphinx) -> None:
    """Register the transform, and the kinds that Sphinx shall count and refer to."""
    app.connect("config-inited", name_kinds, priority=200)
    for kind in KINDS.values():
        if kind.referable:
            app.add_enumerable_node(kind.node, kind.counter, _title, override=True)
    app.add_post_transform(Headings)
