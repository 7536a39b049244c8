"""Comments in Python listings → messages for translators → the comments of a translated page.

Strings stay: they are what a program prints, and the outputs below a cell were made once for all languages.
What runs in the reader's page is the English source; only what is shown changes.
"""

from __future__ import annotations

import io
import tokenize
from collections.abc import Iterator, Sequence
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

_PYTHON = {"python", "ipython", "ipython3", "python3", "py"}
_WIDTH = 72  # of a line of code; print and phones are set for it


class code_comments(nodes.Invisible, nodes.Element, addnodes.translatable):  # noqa: N801 - docutils' custom
    """Stands before a listing while its comments are translated."""

    def preserve_original_messages(self) -> None:
        """Keep the source texts; they are attributes already."""

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Note one translation."""
        self["translations"][original_message] = translated_message

    def extract_original_messages(self) -> Sequence[str]:
        """Return the comments, each once."""
        return list(dict.fromkeys(self["comments"]))


class CollectComments(SphinxTransform):
    """Puts the comments of each listing where Sphinx looks for messages."""

    default_priority = 6

    def apply(self, **_kwargs: Any) -> None:
        """Visit the listings of the page."""
        for block in list(self.document.findall(nodes.literal_block)):
            if block.get("language") not in _PYTHON or block.parent is None:
                continue
            words = [text for _, _, text in comments_of(block.astext())]
            if not words:
                continue
            node = code_comments(comments=words, translations={})
            node.source, node.line = block.source, block.line
            block.parent.insert(block.parent.index(block), node)


class ShowComments(SphinxTransform):
    """Writes the translations into the listings and takes the helpers out."""

    default_priority = 21  # after Sphinx has looked translations up (20)

    def apply(self, **_kwargs: Any) -> None:
        """Visit what CollectComments left."""
        if self.app.builder.name == "gettext":
            return
        for node in list(self.document.findall(code_comments)):
            parent = node.parent
            block = parent[parent.index(node) + 1]
            if node["translations"] and isinstance(block, nodes.literal_block):
                text = with_comments(block.astext(), node["translations"])
                block.rawsource = text
                block.children = []
                block += nodes.Text(text)
            parent.remove(node)


def comments_of(code: str) -> Iterator[tuple[int, int, str]]:
    """Yield (line from 0, column, text without the mark) of each comment that says something in words."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (tokenize.TokenError, SyntaxError):
        return  # not Python after all, or a listing that is cut: nothing is translated
    for token in tokens:
        text = token.string.lstrip("#").strip()
        if token.type == tokenize.COMMENT and any(each.isalpha() for each in text):
            yield token.start[0] - 1, token.start[1], text


def with_comments(code: str, translations: dict[str, str]) -> str:
    """Return the code with its comments translated; one that would make a line too long moves above it."""
    lines = code.split("\n")
    for row, column, text in reversed(list(comments_of(code))):
        if text not in translations:
            continue
        before, mark = lines[row][:column], f"# {translations[text]}"
        if before.strip() and _columns(before + mark) > _WIDTH:
            indent = before[: len(before) - len(before.lstrip())]
            lines[row : row + 1] = [indent + mark, before.rstrip()]
        else:
            lines[row] = before + mark
    return "\n".join(lines)


def _columns(text: str) -> int:
    """Return the width of a line; characters of East Asian scripts take two columns."""
    return sum(2 if ord(each) > 0x2E7F else 1 for each in text)


def setup(app: Sphinx) -> None:
    """Register the node and both transforms."""
    app.add_node(code_comments)
    app.add_transform(CollectComments)
    app.add_transform(ShowComments)
