"""All that rules may look at, each thing read when the first rule asks for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from build_tools.checks.output.site import Site, read_site
from build_tools.checks.reading.apparatus import (
    Chapter,
    Items,
    read_chapters,
    read_decisions,
    read_misconceptions,
)
from build_tools.checks.reading.bibtex import Entry, read_bibliography
from build_tools.checks.reading.catalogs import Catalog, read_catalogs
from build_tools.checks.reading.values import published_records
from build_tools.checks.settings import Settings
from build_tools.checks.source.facts import Facts, Label
from build_tools.core.book import Book
from build_tools.core.diagnostics import Diagnostic


@dataclass(frozen=True)
class Known:
    """What only Sphinx knows: targets of any kind by name, and warnings of the last build that still hold."""

    targets: frozenset[str] = frozenset()
    warnings: tuple[Diagnostic, ...] = ()


@dataclass
class Context:
    """A book as its rules see it.

    `environment` reads what Sphinx knows of the book; it is called only when something cannot be decided
    from the sources, because it takes seconds after a change. `findings` gives the warnings of the last
    build.
    """

    book: Book
    settings: Settings
    pages: Mapping[str, Facts]
    environment: Callable[[], frozenset[str]] = frozenset
    findings: Callable[[], tuple[Diagnostic, ...]] = tuple
    _files: dict[Path, str | None] = field(default_factory=dict)

    @property
    def house(self) -> bool:
        """Whether this is our own book."""
        return self.book.profile == "house"

    @cached_property
    def complete(self) -> bool:
        """Whether every chapter of the plan is written; until then terms and sources may wait for theirs."""
        plan = self.text(self.book.root / "book" / "plan.yml") or ""
        stems = {name.rpartition("/")[2] for name in self.pages}
        return set(re.findall(r"\bstem: ([\w-]+)", plan)) <= stems

    @cached_property
    def known(self) -> frozenset[str]:
        """Every target that Sphinx knows, in lower case."""
        return frozenset(each.lower() for each in self.environment())

    @cached_property
    def labels(self) -> dict[str, list[tuple[Facts, Label]]]:
        """Where each label of the sources is defined, by its name in lower case."""
        found: dict[str, list[tuple[Facts, Label]]] = {}
        for page in self.pages.values():
            for label in page.labels:
                found.setdefault(label.name.lower(), []).append((page, label))
        return found

    @cached_property
    def bibliography(self) -> tuple[Entry, ...]:
        """All entries of the book's `.bib` files."""
        return tuple(read_bibliography(self.book))

    @cached_property
    def misconceptions(self) -> Items:
        """`exercises/misconceptions.toml`."""
        return read_misconceptions(self.book.root)

    @cached_property
    def decisions(self) -> Items:
        """`book/decisions.yml`."""
        return read_decisions(self.book.root)

    @cached_property
    def chapters(self) -> dict[str, Chapter]:
        """The exercises and quiz of each chapter, by its stem."""
        return read_chapters(self.book.root)

    @cached_property
    def catalogs(self) -> tuple[Catalog, ...]:
        """The `.po` files of all editions but the first."""
        return tuple(read_catalogs(self.book))

    @cached_property
    def records(self) -> dict[str, frozenset[str]]:
        """Ids of the published records of each page; a page that never ran is not in it."""
        return published_records(self.book)

    @cached_property
    def site(self) -> Site:
        """The built website; without pages where there is none."""
        return read_site(self.book)

    def text(self, path: Path) -> str | None:
        """Return a file's text, or None where there is no such file or no text in it."""
        if path not in self._files:
            try:
                self._files[path] = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                self._files[path] = None
        return self._files[path]

    def resolve(self, page: Facts, target: str) -> Path:
        """Return the file that a page means by a path: from the book's root by `/`, else beside it."""
        if target.startswith("/"):
            return self.book.root / target.lstrip("/")
        return (self.book.root / page.path).parent / target

    def stem(self, page: Facts) -> str:
        """Return the name that a chapter goes by everywhere, `benchmarking`."""
        return page.docname.rpartition("/")[2]

    def chapter_pages(self) -> Iterator[Facts]:
        """Yield the pages that are chapters of our book."""
        for page in self.pages.values():
            if page.docname.startswith("chapters/"):
                yield page
