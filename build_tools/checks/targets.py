"""What the book offers to be linked to, what was published, and where what is gone went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.checks.context import Context
from build_tools.checks.references import made_labels
from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError
from build_tools.core.yamlfile import read_yaml


@dataclass(frozen=True)
class Redirect:
    """From a page (`chapters/x`) or a label (`chapters/x#label`) to another."""

    old: str
    new: str
    line: int


def offered(context: Context) -> frozenset[str]:
    """Return every page, and every label as `docname#label`."""
    found = set(context.pages)
    for page in context.pages.values():
        found.update(
            f"{page.docname}#{label.name}" for label in page.labels if label.kind != "anchor"
        )
        for directive in page.named("graded-exercise"):
            found.add(f"{page.docname}#exr-{directive.argument.strip().replace('/', '-')}")
    return frozenset(found) | {f"#{name}" for name in made_labels(context)}


def registered(context: Context) -> Iterator[tuple[str, int]]:
    """Yield the targets of the registry with their lines; none without the file."""
    text = context.text(context.book.root / context.settings.targets)
    for number, line in enumerate((text or "").split("\n"), 1):
        name = line.strip()
        if name and not name.startswith("# "):
            yield name, number


def redirects(context: Context) -> tuple[tuple[Redirect, ...], str | None]:
    """Return the redirects, and what is wrong with their file, if anything."""
    path = context.book.root / context.settings.redirects
    if not path.is_file():
        return (), None
    try:
        file = read_yaml(
            path, missing=Code.TARGET_REDIRECT, malformed=Code.TARGET_REDIRECT, remedy=""
        )
    except BuildError as error:
        return (), error.diagnostics[0].message
    if not isinstance(file.data, dict | None):
        return (), "the file is not a mapping of old targets to new ones"
    found = (
        Redirect(str(old), str(new), file.line(old) or 1) for old, new in (file.data or {}).items()
    )
    return tuple(found), None
