"""Is what an earlier build staged whole, made by these tools, and undamaged? If not, it goes."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

from build_tools.core.book import Book
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Diagnostic, Severity
from build_tools.core.edition import Edition
from build_tools.core.files import write_atomic

# Each format stages pages of its own; a website's folders keep the names they had when it was alone.
SITE = "site"


def staging(book: Book, edition: Edition, kind: str = SITE) -> Path:
    """Return the folder that Sphinx writes to; readers never see it."""
    return book.paths.cache / kind / edition.code


def doctrees(book: Book, edition: Edition, kind: str = SITE) -> Path:
    """Return the folder of the environment that the staged pages were written from."""
    return book.paths.doctrees(edition.code if kind == SITE else f"{edition.code}-{kind}")


def findings_file(book: Book, edition: Edition, kind: str = SITE) -> Path:
    """Return where the findings about staged pages are kept."""
    return staging(book, edition, kind).with_name(f"{edition.code}.findings.json")


def mark_whole(book: Book, edition: Edition, tool: str, kind: str = SITE) -> None:
    """Note that the staged pages are whole, who made them, and what the cache beside them holds."""
    content = {"tool": tool, "digest": _digest(book, edition, kind)}
    write_atomic(_mark(book, edition, kind), json.dumps(content))


def mark_unfinished(book: Book, edition: Edition, kind: str = SITE) -> None:
    """Note that pages are about to change: a kill from now on leaves them without the mark."""
    _mark(book, edition, kind).unlink(missing_ok=True)


def discard_unusable(
    book: Book, edition: Edition, tool: str, say: Callable[[str], None], kind: str = SITE
) -> Diagnostic | None:
    """Remove staged pages that a killed build left half done, other tools made, or that are damaged.

    `say` is told why. Damage is no one's mistake, and returned as a diagnostic.
    """
    folders = (staging(book, edition, kind), doctrees(book, edition, kind))
    if not any(folder.exists() for folder in folders):
        return None
    state = _read(_mark(book, edition, kind))
    damage = None
    if state is None:
        say("The last build did not end; building every page anew.")
    elif state["tool"] != tool:
        say("The toolchain has changed since the last build; building every page anew.")
    elif state["digest"] != _digest(book, edition, kind):
        say("The cache of pages is damaged; building every page anew.")
        damage = _damage(folders[1])
    else:
        return None
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    findings_file(book, edition, kind).unlink(missing_ok=True)
    return damage


def _mark(book: Book, edition: Edition, kind: str) -> Path:
    return staging(book, edition, kind).with_name(f"{edition.code}.whole")


def _read(path: Path) -> dict[str, str] | None:
    try:
        state = json.loads(path.read_bytes())
        return {"tool": str(state["tool"]), "digest": str(state["digest"])}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _digest(book: Book, edition: Edition, kind: str) -> str:
    """Digest the environment, doctrees and findings: bytes, since damage need not change a time stamp."""
    folder = doctrees(book, edition, kind)
    total = hashlib.blake2b(digest_size=32)
    for path in (*sorted(folder.rglob("*")), findings_file(book, edition, kind)):
        if path.is_file():
            content = path.read_bytes()
            total.update(f"{path.name}:{len(content)}:".encode())
            total.update(content)
    return total.hexdigest()


def _damage(folder: Path) -> Diagnostic:
    return Diagnostic(
        code=Code.BUILD_CACHE_CORRUPT,
        message="the cache of pages was not as the last build left it; every page was built anew",
        remedy="Nothing to do. If it happens again, the disk may be failing.",
        severity=Severity.HINT,
        path=folder,
    )
