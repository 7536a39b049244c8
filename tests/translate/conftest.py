"""The small book in two languages, read where its catalogs may be changed."""

import shutil
from pathlib import Path

import pytest

from build_tools.core.book import Book, read_book

ROOT = Path(__file__).parents[1] / "roots" / "editions"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    root = tmp_path / "editions"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns("_build"))
    return read_book(root, tmp_path / "out")


@pytest.fixture
def queues(book: Book) -> Path:
    """Return the catalog of the page `part/queues`."""
    return book.root / "locale" / "ja" / "LC_MESSAGES" / "part" / "queues.po"
