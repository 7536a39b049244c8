"""Sphinx's HTML writer, with a word where something of a page cannot come into a book."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, NoReturn

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from build_tools.builders.epub.clean import clean
from build_tools.builders.epub.formulas import noted
from build_tools.builders.epub.markup import find_all, parsed, words
from build_tools.builders.epub.rawimages import is_html, remote, with_images
from build_tools.core.codes import Code
from build_tools.sphinxext.math.display import formula_of, is_math
from build_tools.sphinxext.report import warn
from build_tools.sphinxext.words import word

_ALIVE = re.compile(
    r"<(script|iframe|canvas|video|audio|object|embed|form|button)\b", re.IGNORECASE
)
_REMOTE = re.compile(r"https?://\S+", re.IGNORECASE)
_SHOWN = ".//h:img | .//svg:svg | .//m:math | .//h:table"


class EPUBTranslator(HTML5Translator):
    """Reports, with its line, what lives only in a browser, and says in the book what is missing."""

    def visit_raw(self, node: nodes.raw) -> None:
        """Leave out raw HTML of which nothing would be left, and say so; pack the images of the other."""
        text = node.astext()
        if not is_html(node):
            raise nodes.SkipNode
        if not _ALIVE.search(text) or _shows(text):
            builder = self.builder
            text = with_images(node, builder.env, builder.current_docname, Path(builder.outdir))
            packed = nodes.raw(text, text, **node.attributes)
            packed.parent = node.parent
            super().visit_raw(packed)
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
        self._note(word("This part is interactive and is found in the web edition."), address, node)
        raise nodes.SkipNode

    def visit_image(self, node: nodes.Element) -> None:
        """Put the address of an image on another host in its place: a book makes no request."""
        uri = str(node["uri"])
        if "://" not in uri:
            super().visit_image(node)
            return
        self.body.append(remote(uri, str(node.get("alt") or ""), node))
        raise nodes.SkipNode

    def visit_math(self, node: nodes.Element, math_env: str = "") -> None:
        """Write a formula and note what it is, so that a drawing can stand beside it."""
        self._formula(node, partial(super().visit_math, node, math_env))

    def visit_math_block(self, node: nodes.Element, math_env: str = "") -> None:
        """Write a displayed formula in the same way."""
        self._formula(node, partial(super().visit_math_block, node, math_env))

    def _formula(self, node: nodes.Element, visit: Callable[[], None]) -> NoReturn:
        if not is_math(node):
            raise TypeError(f"{node.tagname} is no formula")
        start = len(self.body)
        try:
            visit()
        except nodes.SkipNode:
            note = f'<math altimg="{escape(noted(formula_of(node)))}"'
            self.body[start:] = [each.replace("<math", note, 1) for each in self.body[start:]]
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
