"""A folder with `_config.yml` and `_toc.yml` → `Book`: its pages in reading order, and its editions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path
from typing import Literal

from build_tools.core.codes import Code
from build_tools.core.config import Config, read_config
from build_tools.core.diagnostics import BuildError, Diagnostic, Severity
from build_tools.core.edition import Edition, read_editions
from build_tools.core.paths import BuildPaths
from build_tools.core.toc import Entry, Toc, read_toc

SUFFIXES = (".md", ".ipynb", ".rst")
Profile = Literal["house", "book"]


@dataclass(frozen=True)
class Page:
    """One document: its docname (path without suffix), its source, and where the contents name it.

    `part` is the caption it stands under; `depth` 0 is the landing page, 1 a chapter, 2 a section file.
    """

    docname: str
    source: Path
    title: str | None
    line: int | None
    depth: int
    part: str | None


@dataclass(frozen=True)
class Book:
    """A book as its two YAML files declare it; nothing is parsed yet.

    `problems` holds what is wrong but need not stop a build (a page that is named but missing).
    """

    root: Path
    config: Config
    toc: Toc
    pages: tuple[Page, ...]
    editions: tuple[Edition, ...]
    paths: BuildPaths
    problems: tuple[Diagnostic, ...] = field(default=())

    @property
    def project(self) -> str:
        """The stem of output files: `sphinx.config.mlsysbook_project`, else a slug of the title."""
        given = self.config.sphinx.get("mlsysbook_project")
        return str(given) if given else slug(self.config.title)

    @property
    def profile(self) -> Profile:
        """`house` for our own book, whose contract the checks enforce; `book` for any other."""
        return "house" if self.config.sphinx.get("mlsysbook_profile") == "house" else "book"

    @cached_property
    def by_docname(self) -> dict[str, Page]:
        """Pages by docname."""
        return {page.docname: page for page in self.pages}

    def html_dir(self, edition: Edition) -> Path:
        """Where the site of an edition lies: by its code if the book declares editions, else flat."""
        return self.paths.html if self.flat else self.paths.html / edition.code

    @property
    def flat(self) -> bool:
        """True for a book that declares no editions, whose site lies as Jupyter Book's does.

        A book that declares a single edition still gets a folder for it, so that no address changes
        when the second language comes.
        """
        return "mlsysbook_editions" not in self.config.sphinx


def read_book(root: Path, output: Path | None = None) -> Book:
    """Read the book in `root`; `output` replaces `root/_build`. Raises BuildError."""
    root = root.resolve()
    config = read_config(root / "_config.yml")
    toc = read_toc(root / "_toc.yml")
    finder = _Finder(root, config)
    pages = tuple(finder.pages(toc))
    if not pages:
        raise BuildError(list(finder.problems) or [_empty(toc)])
    output = (root / "_build" if output is None else output).resolve()
    return Book(
        root, config, toc, pages, read_editions(config), BuildPaths(output), tuple(finder.problems)
    )


def slug(title: str) -> str:
    """Lower-case words joined by hyphens; `book` when nothing is left. 'A: b!' → 'a-b'."""
    return "-".join(re.findall(r"[^\W_]+", title.lower())) or "book"


def _empty(toc: Toc) -> Diagnostic:
    return Diagnostic(
        code=Code.TOC_INVALID, message="no page", remedy="Add a root page.", path=toc.path
    )


class _Finder:
    """Resolves entries to files, remembers what is missing, refuses what is named twice."""

    def __init__(self, root: Path, config: Config) -> None:
        self.root = root
        self.problems: list[Diagnostic] = []
        self._seen: dict[str, int | None] = {}
        custom = config.sphinx.get("nb_custom_formats") or {}
        self._suffixes = (*SUFFIXES, *(each for each in custom if each not in SUFFIXES))

    def pages(self, toc: Toc) -> Iterator[Page]:
        self._toc = toc
        yield from self._walk(toc.root, 0, None)

    def _walk(self, entry: Entry, depth: int, part: str | None) -> Iterator[Page]:
        for source in self._sources(entry):
            docname = self._docname(source)
            if docname in self._seen:
                raise self._twice(entry, docname)
            self._seen[docname] = entry.line
            yield Page(docname, source, entry.title, entry.line, depth, part)
        for subtree in entry.subtrees:
            below = subtree.caption if subtree.caption is not None else part
            for child in subtree.entries:
                yield from self._walk(child, depth + 1, below)

    def _sources(self, entry: Entry) -> list[Path]:
        if entry.kind == "url":
            return []
        if entry.kind == "glob":
            found = self._glob(entry.target)
            if not found:
                self._problem(Code.TOC_EMPTY_GLOB, f"no file matches '{entry.target}'", entry)
            # A page that stands in the contents by name is not repeated by a later pattern.
            return [path for path in found if self._docname(path) not in self._seen]
        candidates = [self.root / entry.target] if entry.target.endswith(self._suffixes) else []
        candidates += [self.root / f"{entry.target}{suffix}" for suffix in self._suffixes]
        for path in candidates:
            if path.is_file():
                return [path]
        self._problem(
            Code.TOC_MISSING_FILE,
            f"'{entry.target}' is in the contents but there is no such file",
            entry,
        )
        return []

    def _glob(self, pattern: str) -> list[Path]:
        # Sphinx's patterns: `*` stays inside a folder, which pathlib's glob gives; sorted by docname.
        if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
            return []
        found = {
            path
            for suffix in ("", *self._suffixes)
            for path in self.root.glob(pattern + suffix)
            if path.is_file()
            and path.name.endswith(self._suffixes)
            and not fnmatch(path.name, ".*")
        }
        return sorted(found, key=self._docname)

    def _docname(self, source: Path) -> str:
        name = source.relative_to(self.root).as_posix()
        suffix = max((each for each in self._suffixes if name.endswith(each)), key=len)
        return name.removesuffix(suffix)

    def _problem(self, code: Code, message: str, entry: Entry) -> None:
        self.problems.append(
            Diagnostic(
                code=code,
                message=message,
                remedy="Write the file, mend the path, or remove the entry.",
                severity=Severity.WARNING,
                path=self._toc.path.relative_to(self.root),
                line=entry.line,
            )
        )

    def _twice(self, entry: Entry, docname: str) -> BuildError:
        return BuildError(
            Diagnostic(
                code=Code.TOC_DUPLICATE_FILE,
                message=f"'{docname}' is in the contents twice; first on line {self._seen[docname]}",
                remedy="A page has one place in a book; remove one of the entries.",
                path=self._toc.path.relative_to(self.root),
                line=entry.line,
            )
        )
