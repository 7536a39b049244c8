"""The folder that pages run Python from → one copy for all editions, named by what is in it.

A page asks for `_shared/<hash>/…`. A browser may keep such an address for good, and what a page loads from
there fits together even while a new edition is being uploaded.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import build_tools
from build_tools.builders.browser import assemble
from build_tools.core.book import Book
from build_tools.core.files import digest, digest_file, write_atomic

ROOT = Path(build_tools.__file__).parents[1]
FOLDER = "_shared"
_NAME = "current.json"
# What the folder is made from, below the checkout.
_SOURCES = (
    "exercises/browser",
    "exercises/evidence",
    "exercises/grading",
    "exercises/pagecells",
    "exercises/tinytorch",
    "book/theme/static/lab",
    "book/theme/static/practice",
    "build_tools/builders",
    "package-lock.json",
    "node_modules/pyodide",
)


def wanted(book: Book) -> bool:
    """Return whether the book's pages shall run Python: `sphinx.config.mlsysbook_lab`."""
    return book.config.sphinx.get("mlsysbook_lab") is True


def prepare(book: Book) -> str:
    """Make the folder, or find that it is as it should be; returns its address from the top of the site.

    Raises BuildError as `assemble` does.
    """
    place = book.paths.cache / "python"
    key = _stamp()
    known = _known(place)
    if known is None or known["key"] != key or not (place / known["hash"]).is_dir():
        known = {"key": key, "hash": _make(place)}
        write_atomic(place / _NAME, json.dumps(known))
    return f"{FOLDER}/{known['hash']}"


def staged(book: Book) -> dict[str, Path]:
    """Return the folder by its address from the top of the site; empty where no page runs Python."""
    place = book.paths.cache / "python"
    known = _known(place) if wanted(book) else None
    return {} if known is None else {f"{FOLDER}/{known['hash']}": place / known["hash"]}


def sources() -> list[Path]:
    """Return the folders whose change makes another folder necessary."""
    return [path for name in _SOURCES if (path := ROOT / name).exists()]


def _make(place: Path) -> str:
    """Assemble, name the result by its content, and take older ones away; returns the name."""
    fresh = place / "next"
    assemble(ROOT, fresh)
    parts = [f"{path.relative_to(fresh)}:{digest_file(path)}" for path in sorted(_files(fresh))]
    name = digest(*parts)[:16]
    for old in place.iterdir():
        if old.is_dir() and old.name not in (name, "next"):
            shutil.rmtree(old)
    if (place / name).exists():
        shutil.rmtree(fresh)
    else:
        fresh.rename(place / name)
    return name


def _known(place: Path) -> dict[str, str] | None:
    try:
        state = json.loads((place / _NAME).read_bytes())
        return {"key": str(state["key"]), "hash": str(state["hash"])}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _stamp() -> str:
    entries = []
    for source in sources():
        for path in sorted(_files(source)) if source.is_dir() else [source]:
            if "__pycache__" not in path.parts:
                stat = path.stat()
                entries.append(f"{path}:{stat.st_size}:{stat.st_mtime_ns}")
    return digest(*entries)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
