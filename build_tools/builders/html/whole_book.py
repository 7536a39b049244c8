"""The PDF and EPUB that other builds left → files of the site, and what its first page says of them."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from build_tools.core.book import Book

FOLDER = "_book"


def whole_books(book: Book, code: str) -> list[Path]:
    """Return the printed and the packed book of the edition `code`, those that exist."""
    name = f"{book.project}-{code}"
    candidates = (book.paths.pdf / f"{name}.pdf", book.paths.epub / f"{name}.epub")
    return [path for path in candidates if path.is_file()]


def out_of_date(book: Book, code: str, site: Path) -> bool:
    """Return whether the site offers others than there are."""
    folder = site / FOLDER
    offered = {_state(path) for path in folder.iterdir()} if folder.is_dir() else set()
    return offered != {_state(path) for path in whole_books(book, code)}


def offer(book: Book, code: str, site: Path) -> list[dict[str, str]]:
    """Put the files into the site; return title, address from its root, size and date of each."""
    found = whole_books(book, code)
    folder = site / FOLDER
    if folder.is_dir():
        shutil.rmtree(folder)
    if found:
        folder.mkdir(parents=True)
    for path in found:
        # With its time stamp: that is how the next build knows it again.
        shutil.copy2(path, folder / path.name)
    return [
        {
            "title": path.suffix[1:].upper(),
            "name": f"{FOLDER}/{path.name}",
            "size": f"{path.stat().st_size / 1e6:.1f} MB",
            "date": _date(path),
        }
        for path in found
    ]


def _state(path: Path) -> tuple[str, int, int]:
    stat = path.stat()
    return path.name, stat.st_size, stat.st_mtime_ns


def _date(path: Path) -> str:
    seconds = float(os.environ.get("SOURCE_DATE_EPOCH") or path.stat().st_mtime)
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
