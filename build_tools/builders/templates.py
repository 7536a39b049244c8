"""A book → the English texts of every page, in the order in which a reader meets them.

Sphinx's own gettext builder finds them, with our extension's boxes, figures and exercises loaded; the theme's
words come as one more page, `sphinx`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from babel.messages.pofile import read_po

from build_tools.builders.html.state import staging
from build_tools.builders.opening import found, opened
from build_tools.core.book import Book
from build_tools.core.diagnostics import Diagnostic
from build_tools.translate.localized import texts
from build_tools.translate.merge import Source
from build_tools.translate.places import INTERFACE
from build_tools.translate.texts import has_words

KIND = "gettext"


def read_templates(book: Book) -> tuple[dict[str, list[Source]], list[Diagnostic]]:
    """Return, by catalog name, the texts that a translator is asked for, and what the build warned of.

    Raises BuildError for what the author can mend.
    """
    # A template of a page that is gone would ask for its translation for ever.
    shutil.rmtree(staging(book, book.editions[0], KIND), ignore_errors=True)
    with opened(book, book.editions[0], KIND, "sphinx.builders.gettext", KIND) as app:
        app.builder.build_all()
        problems = found(app.collector)
        folder = Path(app.outdir)
    pages = {}
    for path in sorted(folder.rglob("*.pot")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        if sources := _texts(path, folder, book.root):
            pages[name] = sources
    pages[INTERFACE] = [*map(Source, texts(book)), *pages.get(INTERFACE, ())]
    return pages, problems


def _texts(path: Path, folder: Path, root: Path) -> list[Source]:
    with path.open("rb") as stream:
        catalog = read_po(stream)
    return [
        Source(
            str(each.id),
            tuple(dict.fromkeys(_shown(name, folder, root) for name, _ in each.locations)),
        )
        for each in catalog
        if each.id and has_words(str(each.id))
    ]


def _shown(name: str, folder: Path, root: Path) -> str:
    """Return a place of a template, which is relative to the template's folder, relative to the book."""
    path = (folder / name).resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
