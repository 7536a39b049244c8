"""A book, an edition and a page → where its catalogs lie.

`locale_dirs` of `_config.yml` names the folder that translators work in, one folder a language by its
`code`: `book/locale/zh/LC_MESSAGES/chapters/1-foundations/introduction.po`. Sphinx never reads these. It
gets copies that hold only what may be printed (see `release`), under the cache, by its own language names.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from build_tools.core.book import Book
from build_tools.core.edition import Edition

INTERFACE = "sphinx"  # the catalog of the theme's words, in which Sphinx looks them up


def source_folder(book: Book, edition: Edition) -> Path | None:
    """Return the folder of an edition's catalogs; None when the book declares no `locale_dirs`."""
    declared = book.config.sphinx.get("locale_dirs")
    if not declared:
        return None
    return book.root / str(declared[0]) / edition.code / "LC_MESSAGES"


def catalogs(book: Book, edition: Edition) -> Iterator[tuple[str, Path]]:
    """Yield (name, path) of every catalog of an edition; a name is a docname or `sphinx`."""
    folder = source_folder(book, edition)
    if folder is not None and folder.is_dir():
        for path in sorted(folder.rglob("*.po")):
            yield path.relative_to(folder).with_suffix("").as_posix(), path


def templates(book: Book) -> Path:
    """Return the folder of the templates: the English texts of every page as they are now."""
    return book.paths.cache / "gettext" / "templates"


def released(book: Book) -> Path:
    """Return the folder from which Sphinx reads, in its own layout."""
    return book.paths.cache / "locale"


def release_folder(book: Book, edition: Edition) -> Path:
    """Return where Sphinx looks for an edition's catalogs."""
    return released(book) / edition.sphinx / "LC_MESSAGES"


def older_path(book: Book, language: str, name: str) -> Path:
    """Return where the fuzzy translations of a page lie, by their English text of today, as JSON."""
    return released(book) / language / "older" / f"{name}.json"
