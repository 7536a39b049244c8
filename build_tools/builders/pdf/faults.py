"""What goes wrong while a book is laid out → diagnostics at the line of the source."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from weasyprint.logger import LOGGER

from build_tools.builders.pdf.fonts import name_of, package_for
from build_tools.builders.pdf.overflow import overflows
from build_tools.core.book import Book
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Diagnostic, Severity

_GLYPH = re.compile(r"\.notdef glyph .* \(U\+(?P<point>[0-9A-F]+)\)$", re.DOTALL)
_IMAGE = re.compile(r"Failed to load (?:image at ['\"]?(?P<url>[^\s'\"]+)|inline SVG)")


class Faults(logging.Handler):
    """Listens to WeasyPrint while it is open, and looks over the pages that came of it."""

    def __init__(self, book: Book) -> None:
        super().__init__(logging.WARNING)
        self._book = book
        self._found: dict[Diagnostic, None] = {}
        self._packages: set[str] = set()

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What was found, each once."""
        return list(self._found)

    def __enter__(self) -> Self:
        self._before = LOGGER.handlers[:], LOGGER.propagate
        LOGGER.handlers[:] = [self]
        LOGGER.propagate = False
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        LOGGER.handlers[:], LOGGER.propagate = self._before

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what a reader would miss; a style that paper does not know is no fault of the book."""
        message = record.getMessage()
        glyph = _GLYPH.match(message)
        if glyph is not None:
            self._missing(chr(int(glyph["point"], 16)))
        image = _IMAGE.match(message)
        if image is None:
            return
        name = Path(image["url"] or "").name
        self._add(
            Code.PDF_IMAGE,
            f"the picture {name or 'drawn in the page'} cannot be printed: {message.partition(': ')[2]}",
            "Give the picture as PNG, JPEG or plain SVG in the book's folder.",
            *self._place(name),
        )

    def _missing(self, character: str) -> None:
        """Report a character that no font has; one of each package is enough."""
        package = package_for(character)
        if package in self._packages:
            return
        self._packages.add(package)
        self._add(
            Code.PDF_FONT,
            f"no font on this machine has {name_of(character)}, nor perhaps others of its script",
            f"Install one: sudo apt-get install {package}",
            *self._place(character),
        )

    def look(self, document: Any) -> None:
        """Report text and pictures that reach beyond the edge of their page."""
        for excess in overflows(document):
            self._add(
                Code.PDF_OVERFLOW,
                f"{excess.what} reaches {excess.millimeters:.0f} mm beyond the page's edge",
                "Break it into lines, make it narrower, or give a picture a width.",
                *self._place(excess.words, excess.docname),
            )

    def _add(
        self, code: Code, message: str, remedy: str, path: Path | None, line: int | None
    ) -> None:
        finding = Diagnostic(
            code=code,
            message=message,
            remedy=remedy,
            severity=Severity.WARNING,
            path=path,
            line=line,
        )
        self._found.setdefault(finding)

    def _place(self, words: str, docname: str = "") -> tuple[Path | None, int | None]:
        """Return the first line of the book, or of one page of it, that holds `words`."""
        for page in self._book.pages:
            if docname and page.docname != docname:
                continue
            path = page.source.relative_to(self._book.root)
            lines = page.source.read_text(encoding="utf-8", errors="replace").splitlines()
            for number, line in enumerate(lines, start=1):
                if words and words in line:
                    return path, number
            if docname:
                return path, 1
        return None, None
