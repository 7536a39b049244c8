"""Records that the last run published → their ids, page by page."""

from __future__ import annotations

from build_tools.core.book import Book


def published_records(book: Book) -> dict[str, frozenset[str]]:
    """Return the ids under `_build/records`; a page without a folder there is left out."""
    found = {}
    for page in book.pages:
        folder = book.paths.records / page.docname
        if folder.is_dir():
            found[page.docname] = frozenset(path.stem for path in folder.glob("*.json"))
    return found
