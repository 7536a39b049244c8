"""Which state of a book an edition was made from: a date and, where it is known, a commit."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime

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


def _committed(book: Book) -> tuple[int, str] | None:
    command = ["git", "-C", str(book.root), "log", "-1", "--format=%ct %h", "--abbrev=9"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        # No git here, or one that waits for a file system: the date of the pages serves.
        return None
    words = done.stdout.split()
    return (int(words[0]), words[1]) if done.returncode == 0 and len(words) == 2 else None


def _newest(book: Book) -> int:
    return int(max(page.source.stat().st_mtime for page in book.pages))
