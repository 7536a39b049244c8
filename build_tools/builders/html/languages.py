"""A page of an edition → the same page in the others, and which of them search engines should know.

Every page exists in every edition, in English where it is not translated. To readers all are offered; the
`hreflang` links name only pages that hold a translation.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from build_tools.core.book import Book
from build_tools.translate.status import status


@dataclass(frozen=True)
class Languages:
    """The pages of each edition that are translated, at least in part; None for all of them."""

    translated: dict[str, frozenset[str] | None]

    @classmethod
    def of(cls, book: Book) -> Languages:
        """Count the catalogs of a book."""
        first, *others = book.editions
        pages: dict[str, frozenset[str] | None] = {first.code: None}
        for edition in others:
            pages[edition.code] = frozenset(
                each.name for each in status(book, edition) if each.done
            )
        return cls(pages)

    def holds(self, code: str, pagename: str) -> bool:
        """Return whether the page is translated in the edition `code`."""
        pages = self.translated[code]
        return pages is None or pagename in pages


def note_languages(app: Sphinx, config: Config) -> None:
    """Handle `config-inited`: a page that is translated for the first time changes the links of all."""
    book: Book | None = config.mlsysbook_book
    if book is None or len(book.editions) == 1:
        return
    known = Languages.of(book)
    app.mlsysbook_languages = known  # type: ignore[attr-defined]
    config["mlsysbook_translated"] = [
        [code, sorted(pages or ())] for code, pages in known.translated.items()
    ]


def add_languages(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: Any
) -> None:
    """Handle `html-page-context`: set `editions`, empty for a book in one language."""
    book: Book | None = app.config.mlsysbook_book
    context["editions"] = []
    if book is None or len(book.editions) == 1:
        return
    # Sphinx writes its own name of the language, zh-CN, where readers' fonts and voices want the script.
    context["language"] = next(
        each.html for each in book.editions if each.code == app.config.mlsysbook_edition
    )
    known: Languages = app.mlsysbook_languages  # type: ignore[attr-defined]
    address = app.builder.get_target_uri(pagename)
    up = "../" * (address.count("/") + 1)
    context["editions"] = [
        {
            "code": each.code,
            "html": each.html,
            "name": each.name,
            "url": f"{up}{each.code}/{address}",
            "current": each.code == app.config.mlsysbook_edition,
            "translated": known.holds(each.code, pagename),
        }
        for each in book.editions
    ]
    links = (
        f'<link rel="alternate" hreflang="{escape(each["html"])}" href="{escape(each["url"])}">'
        for each in context["editions"]
        if each["translated"]
    )
    # Every theme prints these.
    context["metatags"] = "\n".join((context.get("metatags") or "", *links))
