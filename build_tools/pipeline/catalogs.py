"""`mlsysbook i18n`: the English texts of a book → the catalogs of its editions, and how far they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from build_tools.builders.templates import read_templates
from build_tools.core.book import Book
from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic, Severity
from build_tools.core.edition import Edition
from build_tools.translate.catalog import parse, write
from build_tools.translate.merge import Source, merged
from build_tools.translate.places import source_folder


def update(
    book: Book, editions: Iterable[Edition], say: Callable[[str], None]
) -> tuple[list[Path], list[Diagnostic]]:
    """Bring the catalogs of `editions` up to date with the English texts.

    Returns the files that changed, and what is doubtful. A catalog that cannot be read is left as it is.
    Raises BuildError when the book declares no `locale_dirs`, or cannot be read.
    """
    editions = list(editions)
    for edition in editions:
        folder_of(book, edition)
    say("reading the English texts")
    pages, problems = read_templates(book)
    changed = []
    for edition in editions:
        folder = folder_of(book, edition)
        for name, sources in pages.items():
            path = folder / f"{name}.po"
            try:
                if _update(path, sources, edition, book):
                    changed.append(path)
            except BuildError as error:
                problems += error.diagnostics
        problems += _gone(folder, pages, edition, book.root)
    return changed, problems


def folder_of(book: Book, edition: Edition) -> Path:
    """Return the folder of an edition's catalogs. Raises BuildError when the book declares none."""
    folder = source_folder(book, edition)
    if folder is None:
        raise BuildError(
            Diagnostic(
                code=Code.CONFIG_INVALID,
                message="the book has no folder for translations",
                remedy="Name one in _config.yml: sphinx.config.locale_dirs: [book/locale].",
                path=Path(book.config.file.path.name),
                line=book.config.file.line("sphinx", "config"),
            )
        )
    return folder


def _update(path: Path, sources: list[Source], edition: Edition, book: Book) -> bool:
    old = parse(path.read_bytes(), path.relative_to(book.root)) if path.is_file() else None
    return write(path, merged(sources, old, edition, book.project))


def _gone(
    folder: Path, pages: dict[str, list[Source]], edition: Edition, root: Path
) -> list[Diagnostic]:
    """Tell of catalogs whose page is no longer in the book; nobody's work is deleted here."""
    return [
        Diagnostic(
            code=Code.TRANSLATION_STALE,
            message=f"the book has no page '{name}' any more",
            remedy="Delete the catalog, or bring the page back.",
            severity=Severity.WARNING,
            path=path.relative_to(root),
            edition=edition.code,
            catalog=path.relative_to(root),
        )
        for path in sorted(folder.rglob("*.po"))
        if (name := path.relative_to(folder).with_suffix("").as_posix()) not in pages
    ]
