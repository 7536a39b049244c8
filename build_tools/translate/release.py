"""Catalogs that translators edit → the ones that Sphinx reads, with only what may be printed.

Left out, so that the English paragraph is shown in its place: what is untranslated or fuzzy, what lost or
added a role, a formula, code or a number, and a file that cannot be read. Each is told at its line.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from build_tools.core.book import Book
from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic, Severity
from build_tools.core.edition import Edition
from build_tools.core.files import write_if_changed
from build_tools.translate.catalog import Message, read, repeated
from build_tools.translate.parity import differences
from build_tools.translate.places import catalogs, older_path, release_folder


def release(book: Book, edition: Edition) -> list[Diagnostic]:
    """Write the catalogs of one edition where Sphinx finds them; return what was left out as broken."""
    folder = release_folder(book, edition)
    problems: list[Diagnostic] = []
    written: set[Path] = set()
    for name, path in catalogs(book, edition):
        shown = path.relative_to(book.root)
        try:
            messages = read(path, shown)
        except BuildError as error:
            problems += error.diagnostics
            continue
        problems += [_twice(source, line, shown, edition) for source, line in repeated(path)]
        kept = Catalog(locale=edition.sphinx.replace("-", "_"), fuzzy=False)
        for message in messages:
            if not message.current:
                continue
            if found := differences(message.source, message.text):
                problems += list(_told(message, found, shown, edition))
                continue
            kept.add(message.source, message.text)
        written.add(_write(folder / name, kept))
        older = {each.source: each.text for each in messages if each.fuzzy and each.text}
        _write_older(older_path(book, edition.sphinx, name), older)
    for stale in set(folder.rglob("*.mo")) - written if folder.is_dir() else ():
        stale.unlink()
        stale.with_suffix(".po").unlink(missing_ok=True)
    return problems


def _write(stem: Path, catalog: Catalog) -> Path:
    stream = io.BytesIO()
    write_mo(stream, catalog)
    stem.parent.mkdir(parents=True, exist_ok=True)
    # Sphinx finds catalogs by their `.po`; what it reads is the `.mo` beside it.
    source, target = stem.with_name(stem.name + ".po"), stem.with_name(stem.name + ".mo")
    if write_if_changed(target, stream.getvalue()) or not source.exists():
        source.write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
        target.touch()
    return target


def _write_older(path: Path, texts: dict[str, str]) -> None:
    if texts:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_if_changed(path, json.dumps(texts, ensure_ascii=False, indent=0))
    else:
        path.unlink(missing_ok=True)


def _told(
    message: Message, found: list[str], shown: Path, edition: Edition
) -> Iterator[Diagnostic]:
    for each in found:
        yield Diagnostic(
            code=Code.TRANSLATION_PARITY,
            message=f"the translation {each}; the English paragraph is shown instead",
            remedy="Keep it as it is in the source; only its place in the sentence may change.",
            severity=Severity.WARNING,
            path=shown,
            line=message.line,
            edition=edition.code,
            catalog=shown,
        )


def _twice(source: str, line: int, shown: Path, edition: Edition) -> Diagnostic:
    return Diagnostic(
        code=Code.TRANSLATION_MALFORMED,
        message=f"the catalog translates '{source[:60]}' twice",
        remedy="Delete one of the two entries.",
        severity=Severity.WARNING,
        path=shown,
        line=line,
        edition=edition.code,
        catalog=shown,
    )
