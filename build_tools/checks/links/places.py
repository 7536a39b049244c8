"""Links of the built pages → where their addresses stand in the sources."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from build_tools.checks.context import Context

_SUFFIXES = {".bib", ".po", ".yml", ".yaml", ".toml"}
_SKIPPED = {"node_modules", "tests", "_build"}
# Names that stand for any host (RFC 2606, RFC 6761) or for the reader's own machine.
_NOBODY = re.compile(
    r"(^|\.)(localhost|test|invalid|example|local|example\.(com|net|org))$", re.IGNORECASE
)
# An entry of a bibliography gives only the identifier; the page makes the address.
_IDENTIFIED = re.compile(r"^https?://(?:(?:dx\.)?doi\.org/|arxiv\.org/abs/)(.+)$")


@dataclass(frozen=True, slots=True)
class Place:
    """`exact`: the address itself stands there, and could be replaced."""

    path: str
    line: int
    column: int | None
    exact: bool


def external(context: Context, *, private: bool) -> dict[str, Place]:
    """Return every link to another host, each with the first place of the built pages where it stands."""
    found: dict[str, Place] = {}
    for name, page in context.site.pages.items():
        for link in page.links:
            if not link.text.lower().startswith(("http://", "https://")) or link.text in found:
                continue
            if private or _public(link.text):
                found[link.text] = Place(context.site.shown(name), link.line, None, False)
    return found


class Sources:
    """The texts of a book in which addresses stand."""

    def __init__(self, context: Context, skipped: Path) -> None:
        root = context.book.root
        paths = {page.source for page in context.book.pages}
        for folder, names, files in os.walk(root):
            names[:] = [each for each in names if each not in _SKIPPED and each[0] not in "._"]
            paths |= {Path(folder) / each for each in files if Path(each).suffix in _SUFFIXES}
        paths.discard(skipped)
        self.texts = {
            path.relative_to(root).as_posix(): text
            for path in sorted(paths)
            if (text := context.text(path)) is not None
        }

    def places(self, url: str, page: Place) -> list[Place]:
        """Return where a link stands: its address, else its identifier, else the built page."""
        found = list(self._find(url, exact=True))
        if not found and (match := _IDENTIFIED.match(url)):
            found = [each for each in self._find(match[1], exact=False) if ".bib" in each.path]
        return found or [page]

    def _find(self, text: str, *, exact: bool) -> Iterator[Place]:
        whole = re.compile(rf"(?<![\w/.]){re.escape(text)}(?![\w/%&=#?+~-]|\.\w)")
        for name, content in self.texts.items():
            if text not in content:
                continue
            for match in whole.finditer(content):
                start = content.rfind("\n", 0, match.start()) + 1
                line = content.count("\n", 0, match.start()) + 1
                yield Place(name, line, match.start() - start + 1, exact)


def _public(url: str) -> bool:
    try:
        name = urlsplit(url).hostname or ""
        return ipaddress.ip_address(name).is_global
    except ValueError:
        return "." in name and not _NOBODY.search(name)
