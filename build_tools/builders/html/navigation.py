"""The tree of all pages, which the theme resolves and parses anew for each page → once a book.

The theme's own function makes the tree once, as a page outside the book would see it. What differs from
page to page is little: addresses are relative, and the branch that leads to the page is marked. Those places
become slots in one long string, filled for each page. On a book of 46 pages the tree took a quarter of the
whole build.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

_SLOT = re.compile("\x01([A-Z])(\\d+)\x02")
# No page can have this name, so the tree made for it has no current branch and plain addresses.
_NOWHERE = "\x01"
_TOP = ("sidebar", 0)
# Their templates print the tree. Other themes above the same base take the parsed tree and change it.
_PRINTING = {"sphinx_book_theme", "pydata_sphinx_theme"}


@dataclass(frozen=True)
class Skeleton:
    """The tree's HTML cut at its slots, each page's address, and the branch of each page.

    `pieces` alternates between fixed text and `(kind, number)`; `branch` maps an address to the numbers of
    the elements that are current on that page.
    """

    pieces: tuple[str | tuple[str, int], ...]
    addresses: dict[int, str]
    branch: dict[str, frozenset[int]]

    def render(self, page: str) -> str:
        """Return the tree as it stands on the page with this address, relative to the site's root."""
        current = self.branch.get(page, frozenset())
        parts: list[str] = []
        for piece in self.pieces:
            if isinstance(piece, str):
                parts.append(piece)
                continue
            kind, number = piece
            if kind == "H":
                parts.append(relative_uri(page, self.addresses[number]) or "#")
            elif number in current:
                parts.append(_MARKS[kind])
        return "".join(parts)


# What stands in a slot of an element on the current branch.
_MARKS = {
    "L": " current active",
    "A": "current ",
    "F": "current ",
    "U": ' class="current"',
    "D": " open",
    "O": ' open="open"',
}


def make_skeleton(soup: BeautifulSoup) -> Skeleton:
    """Cut the theme's tree, made for no page, into a skeleton; `soup` is changed."""
    addresses: dict[int, str] = {}
    branch: dict[str, frozenset[int]] = {}
    numbers: dict[int, int] = {}
    for number, element in enumerate(soup.find_all(["li", "ul", "a", "details"])):
        numbers[id(element)] = number
        _slot(element, number)
    for link in soup.find_all("a", class_="internal"):
        if not isinstance(link.parent, Tag):
            continue
        number = numbers[id(link)]
        address = str(link["href"])
        addresses[number] = address
        link["href"] = f"\x01H{number}\x02"
        above = [numbers[id(parent)] for parent in link.parents if id(parent) in numbers]
        # The fold of the page's own sections stands beside its link, not above it.
        beside = [numbers[id(each)] for each in link.find_next_siblings("details", limit=1)]
        branch[address] = frozenset((number, *above, *beside))
    text = str(soup)
    for kind in "UDO":
        # An attribute of its own, not a class among others.
        text = re.sub(rf' slot="(\x01{kind}\d+\x02)"', r"\1", text)
    text = re.sub(r" (\x01L\d+\x02)", r"\1", text)
    text = re.sub(r"(\x01[AF]\d+\x02) ", r"\1", text)
    return Skeleton(_cut(text), addresses, branch)


def _cut(text: str) -> tuple[str | tuple[str, int], ...]:
    pieces: list[str | tuple[str, int]] = []
    end = 0
    for match in _SLOT.finditer(text):
        pieces += [text[end : match.start()], (match[1], int(match[2]))]
        end = match.end()
    return (*pieces, text[end:])


def _slot(element: Tag, number: int) -> None:
    """Put the slot where the theme would put the mark of the current branch."""
    attributes: dict[str, Any] = element.attrs
    classes = list(attributes.get("class", ()))
    if element.name == "li":
        if "toctree-l0" not in classes:
            attributes["class"] = [*classes[:1], f"\x01L{number}\x02", *classes[1:]]
    elif element.name == "a":
        attributes["class"] = [f"\x01A{number}\x02", *classes]
    elif element.name == "ul":
        if not classes:
            attributes["slot"] = f"\x01U{number}\x02"
        elif "list-caption" not in classes:
            attributes["class"] = [f"\x01F{number}\x02", *classes]
    elif "open" not in attributes and isinstance(element.parent, Tag):
        # A part opens by another path through the theme's code than a page with sections does.
        part = "toctree-l0" in element.parent.attrs.get("class", ())
        attributes["slot"] = f"\x01{'D' if part else 'O'}{number}\x02"


class Navigation:
    """Gives the pages of one build their tree; one for each way in which a template asks for it."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._skeletons: dict[tuple[Any, ...], Skeleton] = {}

    def attach(self) -> None:
        """Step in behind the theme's listener that defines the tree; other themes keep their own."""
        builder: Any = self._app.builder
        if builder.theme.name not in _PRINTING:
            return
        listeners = self._app.events.listeners["html-page-context"]
        for index, listener in enumerate(listeners):
            handler = listener.handler
            if getattr(handler, "__name__", "") == "add_toctree_functions":
                listeners[index] = listener._replace(handler=self._behind(handler))

    def _behind(self, theirs: Callable[..., None]) -> Callable[..., None]:
        def add_toctree_functions(
            app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
        ) -> None:
            theirs(app, pagename, templatename, context, doctree)
            original = context["generate_toctree_html"]

            def generate_toctree_html(
                kind: str, startdepth: int = 1, show_nav_level: int = 1, **options: Any
            ) -> Any:
                if (kind, startdepth) != _TOP or options.get("collapse") or pagename == _NOWHERE:
                    return original(
                        kind, startdepth=startdepth, show_nav_level=show_nav_level, **options
                    )
                key = (show_nav_level, *sorted(options.items()))
                if key not in self._skeletons:
                    self._skeletons[key] = self._make(theirs, context, show_nav_level, options)
                return self._skeletons[key].render(app.builder.get_target_uri(pagename))

            context["generate_toctree_html"] = generate_toctree_html

        return add_toctree_functions

    def _make(
        self,
        theirs: Callable[..., None],
        context: dict[str, Any],
        show_nav_level: int,
        options: dict[str, Any],
    ) -> Skeleton:
        builder: Any = self._app.builder
        neutral = {
            **context,
            "toctree": lambda **given: builder._get_local_toctree(_NOWHERE, **given),
        }
        theirs(self._app, _NOWHERE, "page.html", neutral, None)
        soup = neutral["generate_toctree_html"](
            "sidebar", startdepth=0, show_nav_level=show_nav_level, **options
        )
        return make_skeleton(soup)
