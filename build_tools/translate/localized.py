"""A book and an edition → the book with its title and the captions of its parts in that language.

These stand in the two YAML files and not on a page, so Sphinx does not know them. They are entries of the
catalog `sphinx`, with the theme's words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from build_tools.core.book import Book
from build_tools.core.diagnostics import BuildError
from build_tools.core.edition import Edition
from build_tools.core.toc import Entry
from build_tools.translate.catalog import read
from build_tools.translate.places import INTERFACE, source_folder


def texts(book: Book) -> Iterator[str]:
    """Yield the title and the captions, each once, in their order."""
    yield book.config.title
    yield from dict.fromkeys(page.part for page in book.pages if page.part)


def words(book: Book, edition: Edition) -> dict[str, str]:
    """Return what the catalog `sphinx` of an edition translates; nothing when it cannot be read.

    That it cannot be read is told where catalogs are released.
    """
    folder = source_folder(book, edition)
    path = folder / f"{INTERFACE}.po" if folder else None
    if path is None or edition == book.editions[0] or not path.is_file():
        return {}
    try:
        return {each.source: each.text for each in read(path) if each.current}
    except BuildError:
        return {}


def localized(book: Book, edition: Edition) -> Book:
    """Return the book as readers of `edition` see its title and its parts."""
    known = words(book, edition)
    if not known:
        return book

    def said(text: str) -> str:
        return known.get(text, text)

    def entry(old: Entry) -> Entry:
        subtrees = tuple(
            replace(
                each,
                caption=each.caption and said(each.caption),
                entries=tuple(map(entry, each.entries)),
            )
            for each in old.subtrees
        )
        return replace(old, subtrees=subtrees)

    return replace(
        book,
        config=replace(book.config, title=said(book.config.title)),
        toc=replace(book.toc, root=entry(book.toc.root)),
        pages=tuple(replace(page, part=page.part and said(page.part)) for page in book.pages),
    )
