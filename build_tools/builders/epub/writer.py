"""Sphinx's HTML writer, with a word where something of a page cannot come into a book."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from build_tools.builders.epub.clean import clean
from build_tools.builders.epub.markup import find_all, parsed, words
from build_tools.core.codes import Code
from build_tools.sphinxext.report import warn

_ALIVE = re.compile(
    r"<(script|iframe|canvas|video|audio|object|embed|form|button)\b", re.IGNORECASE
)
_REMOTE = re.compile(r"https?://\S+", re.IGNORECASE)
_SHOWN = ".//h:img | .//svg:svg | .//m:math | .//h:table"


class EPUBTranslator(HTML5Translator):
    """Reports, with its line, what lives only in a browser, and says in the book what is missing."""

    def visit_raw(self, node: nodes.raw) -> None:
        """Leave out raw HTML of which nothing would be left, and say so."""
        text = node.astext()
        if "html" not in node.get("format", "").split() or not _ALIVE.search(text) or _shows(text):
            super().visit_raw(node)
            return
        if node.source is None and node.line is None:
            # No author wrote it: an extension's settings for a script that is not here.
            raise nodes.SkipNode
        address = (
            _REMOTE.search(re.sub(r"""["'<>]""", " ", text)) if "<iframe" in text.lower() else None
        )
        warn(
            Code.EPUB_INTERACTIVE,
            "an output or raw HTML works only in a browser; the EPUB has a note in its place",
            "Let the cell display an image as well, or put beside it what it shows.",
            node,
        )
        self._note("This part is interactive and is found in the web edition.", address, node)
        raise nodes.SkipNode

    def visit_image(self, node: nodes.Element) -> None:
        """Put the address of an image on another host in its place: a book makes no request."""
        uri = str(node["uri"])
        if "://" not in uri:
            super().visit_image(node)
            return
        warn(
            Code.EPUB_REMOTE_IMAGE,
            f"the image {uri} lies on another host; the EPUB links to it",
            "Copy the image into the book.",
            node,
        )
        label = escape(str(node.get("alt") or "Image"))
        self.body.append(f'<a class="remote" href="{escape(uri)}">{label}</a>')
        raise nodes.SkipNode

    def visit_download_reference(self, node: nodes.Element) -> None:
        """Write the words of a link to a file, which does not travel with the book."""
        self.body.append(self.starttag(node, "span", "", CLASS="download"))
        self.context.append("</span>")

    def _note(self, text: str, address: Any, node: nodes.Element) -> None:
        tag = "span" if isinstance(node.parent, nodes.TextElement) else "p"
        link = ""
        if address is not None:
            where = escape(address[0])
            link = f' <a href="{where}">{where}</a>'
        self.body.append(f'<{tag} class="interactive">{escape(text)}{link}</{tag}>')


def _shows(text: str) -> bool:
    """Tell whether raw HTML still shows something when all that lives is taken out of it."""
    page = parsed(text)
    clean(page)
    return bool(words(page)) or bool(find_all(page, _SHOWN))
