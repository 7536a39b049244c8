"""Which state of a book an edition was made from: a date and, where it is known, a commit."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from build_tools.core.book import Book


@dataclass(frozen=True)
class Revision:
    """`date` in UTC; `commit` is short, or empty outside a repository."""

    date: datetime
    commit: str


def revision_of(book: Book) -> Revision:
    """Return the last commit's date; outside a repository that of the newest page.

    SOURCE_DATE_EPOCH, which packagers set, wins. Never the time of the build: two builds of one commit give
    the same bytes.
    """
    date, commit = _committed(book) or (_newest(book), "")
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        date = int(given)
    return Revision(datetime.fromtimestamp(date, UTC), commit)


def state_files(book: Book) -> frozenset[Path]:
    """Return the file that changes with every commit, none outside a repository.

    The same pages after another commit are another edition: its title page names the commit.
    """
    name = _git(book, "rev-parse", "--git-path", "logs/HEAD")
    return frozenset([book.root / name]) if name else frozenset()


def _git(book: Book, *command: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(book.root), *command],
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )
    except (OSError, subprocess.TimeoutExpired):
        # No git here, or one that waits for a file system: the date of the pages serves.
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _committed(book: Book) -> tuple[int, str] | None:
    words = _git(book, "log", "-1", "--format=%ct %h", "--", ".").split()
    return (int(words[0]), words[1]) if len(words) == 2 else None


def _newest(book: Book) -> int:
    return int(max(page.source.stat().st_mtime for page in book.pages))
