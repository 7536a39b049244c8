"""What was read and found last time, kept by content: only what changed is read and looked at again."""

from __future__ import annotations

import contextlib
import hashlib
import pickle
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.checks.finding import Finding
from build_tools.checks.source.facts import Facts
from build_tools.core.book import Book
from build_tools.core.files import write_atomic


@dataclass
class Seen:
    """One page: the digest of its source, its facts, and each rule's findings with what else it read."""

    digest: str
    facts: Facts
    results: dict[str, tuple[str, tuple[Finding, ...]]] = field(default_factory=dict)


class Store:
    """Loads and saves `Seen` for all pages; starts empty when the rules themselves have changed.

    The file lies under `.cache`, where only these tools write; Sphinx keeps its environment there likewise.
    """

    def __init__(self, book: Book, version: str) -> None:
        self.path = book.paths.cache / "checks" / "seen.pickle"
        self.version = version
        self.seen: dict[str, Seen] = {}
        self.changed = False
        # Whatever is wrong with a cache, the answer is to do without it.
        with contextlib.suppress(Exception):
            version, seen = pickle.loads(self.path.read_bytes())
            if version == self.version:
                self.seen = seen

    def page(self, docname: str, text: str) -> Seen | None:
        """Return what is known of a page, if its source is still the same."""
        seen = self.seen.get(docname)
        return seen if seen is not None and seen.digest == digest(text) else None

    def save(self, keep: frozenset[str]) -> None:
        """Write what is known of the pages in `keep`, if anything was added."""
        if self.changed or self.seen.keys() - keep:
            seen = {name: each for name, each in self.seen.items() if name in keep}
            write_atomic(self.path, pickle.dumps((self.version, seen), pickle.HIGHEST_PROTOCOL))


def digest(text: str) -> str:
    """Return a digest of a text."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def version(*parts: str) -> str:
    """Return a digest of our own rules and of `parts`: what else all results depend on."""
    total = hashlib.blake2b(digest_size=16)
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        total.update(path.read_bytes())
    total.update("\0".join(parts).encode())
    return total.hexdigest()
