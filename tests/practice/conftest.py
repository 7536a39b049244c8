"""The book `practice`, built as a site with Python in its pages, and a browser that reads it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.laboratory.conftest import BELOW, ROOT, Host, browser, build, page, reader

__all__ = ["browser", "host", "page", "reader", "served"]


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to serve; the site lies in `below`."""
    book = tmp_path_factory.mktemp("practice") / "book"
    shutil.copytree(ROOT / "tests/roots/practice", book)
    shutil.copytree(ROOT / "book/theme", book / "theme")
    build(book)
    folder = book.parent / "served"
    shutil.copytree(book / "_build/html", folder / BELOW)
    return folder


@pytest.fixture(scope="module")
def host(served: Path) -> Iterator[Host]:
    made = Host(served)
    made.start()
    yield made
    made.kill()
