"""A translated page → what is still in English is marked so, and the page says how much it is.

Marked elements get `lang="en"`, for the fonts, the hyphenation and the voice that reads them. Where an older
translation exists, made from an English text that has changed since, it is folded below its paragraph.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages

from build_tools.sphinxext.words import word
from build_tools.translate.places import older_path
from build_tools.translate.texts import has_words

ENOUGH = 0.995  # a page with one caption missing is a translated page
_HOLDERS = (nodes.paragraph, nodes.title, nodes.caption, nodes.term, nodes.rubric, nodes.line)


class older(nodes.General, nodes.Element):  # noqa: N801 - docutils' custom
    """A translation of an earlier text, shown on request."""


class MarkEnglish(SphinxTransform):
    """Marks what the edition's catalog left in English."""

    default_priority = 26  # Sphinx translates at 20 and counts at 25

    def apply(self, **_kwargs: Any) -> None:
        """Visit the texts of the page."""
        book = self.config.mlsysbook_book
        if book is None or len(book.editions) == 1 or self.app.builder.name == "gettext":
            return
        if self.config.language == book.editions[0].sphinx:
            return
        kept = _older(book, str(self.config.language), self.env.docname)
        total = left = 0
        for node, message in list(extract_messages(self.document)):
            if not has_words(message) or not isinstance(node, _HOLDERS):
                continue
            total += 1
            if node.get("translated"):
                continue
            left += 1
            node["classes"].append("language-" + book.editions[0].html)
            if message in kept and isinstance(node, nodes.paragraph):
                _fold(node, kept[message])
        if total:
            self.document["mlsysbook_translated"] = (total - left, total)
            if left and (total - left) / total < ENOUGH:
                _notice(self.document, total - left, total)


def _older(book: Any, language: str, docname: str) -> dict[str, str]:
    path: Path = older_path(book, language, docname)
    if not path.is_file():
        return {}
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _fold(node: nodes.Element, text: str) -> None:
    parent = node.parent
    # As text, not as markup: its references may be to what no longer exists.
    parent.insert(parent.index(node) + 1, older("", nodes.Text(text)))


def _notice(document: nodes.document, done: int, total: int) -> None:
    if done:
        text = word("This page is partly translated: %d of %d texts. The others are in English.")
        text = text % (done, total)
    else:
        text = word("This page is not translated yet. It is shown in English.")
    note = nodes.paragraph("", text, classes=["ml-untranslated-note"])
    section = next(document.findall(nodes.section), None)
    if section is not None:
        section.insert(1, note)


def visit_older(self: Any, _node: nodes.Element) -> None:
    """Write a fold; its summary is in the language of the edition."""
    summary = self.encode(word("An older translation, made before the English text changed"))
    self.body.append(f'<details class="ml-older"><summary>{summary}</summary><p>')


def depart_older(self: Any, _node: nodes.Element) -> None:
    """Close the fold."""
    self.body.append("</p></details>\n")


def skip(_self: Any, _node: nodes.Element) -> None:
    """Leave it out, where nothing can be unfolded."""
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the node and the transform."""
    app.add_node(older, html=(visit_older, depart_older), latex=(skip, None), text=(skip, None))
    app.add_transform(MarkEnglish)
