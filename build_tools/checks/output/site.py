"""The folder of a built website → its pages, each parsed once, and where an address on one of them leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from build_tools.checks.output.page import HtmlPage, Place, css_requests, read_page
from build_tools.core.book import Book

# Files of packages, not pages: themes bring pages of licenses, Pyodide a console.
_NOT_PAGES = frozenset({"_static", "_shared", "_sources", "pagefind", "_images", "_downloads"})


@dataclass
class Site:
    """Pages by their path in `folder`, `en/index.html`. `shown` gives a path as findings print it."""

    book: Book
    folder: Path
    pages: dict[str, HtmlPage]

    def shown(self, name: str) -> str:
        """Return the path of a file of the site, from the book's root where it lies in it."""
        path = self.folder / name
        root = self.book.root
        return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()

    def edition(self, name: str) -> str:
        """Return the language tag that a page must have, or an empty text for pages above all editions."""
        first = name.partition("/")[0]
        if len(self.book.editions) == 1:
            return self.book.editions[0].html
        return next((each.html for each in self.book.editions if each.code == first), "")

    @cached_property
    def unbuilt(self) -> frozenset[str]:
        """Folders of editions that were not built: links to them wait for their build."""
        if len(self.book.editions) == 1:
            return frozenset()
        codes = {each.code for each in self.book.editions}
        return frozenset(code for code in codes if not (self.folder / code).is_dir())

    def target(self, page: str, address: str) -> tuple[str, str] | None:
        """Return file and fragment that an address on a page means, or None for one of another host."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            return None
        path, fragment = unquote(parts.path), unquote(parts.fragment)
        if not path:
            return page, fragment
        base = [] if path.startswith("/") else page.split("/")[:-1]
        for step in path.split("/"):
            if step == ".." and base:
                base.pop()
            elif step not in ("", ".", ".."):
                base.append(step)
        name = "/".join(base)
        if path.endswith(("/", "/.", "/..")) or path in (".", "..") or not name:
            name = f"{name}/index.html".lstrip("/")
        return name, fragment

    @cached_property
    def _files(self) -> dict[str, bool]:
        return {}

    def exists(self, name: str) -> bool:
        """Tell whether the site has a file; asked for once."""
        if name not in self.pages and name not in self._files:
            self._files[name] = (self.folder / name).is_file()
        return name in self.pages or self._files[name]

    def style_requests(self) -> Iterator[tuple[str, Place]]:
        """Yield what the style sheets of the site fetch, with the sheet's path."""
        for path in sorted(self.folder.rglob("*.css")):
            name = path.relative_to(self.folder).as_posix()
            for each in css_requests(path.read_text(encoding="utf-8", errors="replace")):
                yield name, each


def read_site(book: Book) -> Site:
    """Read the website of a book; a site without pages when it was not built."""
    folder = book.paths.html
    pages = {}
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder)
        if not _NOT_PAGES & set(name.parts[:-1]):
            pages[name.as_posix()] = read_page(path.read_bytes())
    return Site(book, folder, pages)
