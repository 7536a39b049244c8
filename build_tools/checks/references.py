"""What references of all forms point to: shared by the rules on labels, anchors and files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from build_tools.checks.context import Context
from build_tools.checks.source.facts import Facts

# Roles that name a label, and what each says that it is.
LABEL_ROLES = frozenset(
    {"ref", "numref", "eq", "math:numref", "prf:ref", "any", "std:ref", "exercise:ref"}
)
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Reference:
    """`how` is the role's name or `link`; `title` is the text that the author gave, if any."""

    how: str
    target: str
    title: str | None
    start: int
    line: int
    column: int


def label_references(page: Facts) -> Iterator[Reference]:
    """Yield every reference to a label of the book: roles, and links that are no files."""
    for role in page.roles:
        if role.name in LABEL_ROLES:
            targets = (
                role.target.split(",") if role.name in ("eq", "math:numref") else [role.target]
            )
            for each in targets:
                yield Reference(
                    role.name, each.strip(), role.title, role.start, role.line, role.column
                )
    for link in page.links:
        url = link.url.removeprefix("project:")
        if not link.image and url.startswith("#") and len(url) > 1:
            yield Reference(
                "link", unquote(url[1:]), link.text or None, link.start, link.line, link.column
            )


def local_links(page: Facts) -> Iterator[tuple[str, str, bool, int, int]]:
    """Yield path, fragment, whether it is an image, line and column of links to files of the book."""
    for link in page.links:
        url = link.url.removeprefix("path:").removeprefix("project:")
        if not url or url.startswith(("#", "//", "{", "data:")) or _SCHEME.match(url):
            continue
        path, _, fragment = url.partition("#")
        path = unquote(path.partition("?")[0])
        if path:
            yield path, unquote(fragment), link.image, link.line, link.column


def anchors(page: Facts) -> frozenset[str]:
    """Return the ids that a page has in HTML: labels, and headings as GitHub and docutils name them."""
    found = {label.name.lower() for label in page.labels}
    found |= {label.name.lower().replace("_", "-").replace(":", "-") for label in page.labels}
    for heading in page.headings:
        text = re.sub(r"[`*$]|\{[\w:]+\}", "", heading.text).strip()
        found.add(re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-"))
        found.add(re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-"))
    for directive in page.named("graded-exercise"):
        found.add("exr-" + directive.argument.strip().replace("/", "-"))
    return frozenset(found)


def made_labels(context: Context) -> frozenset[str]:
    """Return labels that directives of ours make by themselves: exercises and quiz items."""
    found = set()
    for page in context.pages.values():
        for directive in page.named("graded-exercise"):
            found.add("exr-" + directive.argument.strip().replace("/", "-"))
    for chapter in context.chapters.values():
        for item in chapter.quiz.items if chapter.quiz else ():
            found.add(item.label)
    return frozenset(found)
