"""A reference to a label that nothing has."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.references import anchors, label_references, made_labels
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report roles and links whose label neither the sources nor, after a build, Sphinx know."""
    made = made_labels(context)
    for page in context.pages.values():
        own: frozenset[str] | None = None
        for each in label_references(page):
            name = each.target.lower()
            if name in context.labels or name in made or not name:
                continue
            if each.how == "link":
                own = anchors(page) if own is None else own
                if name in own or _heading_elsewhere(context, name):
                    continue
            if each.how == "any" and name in context.book.by_docname:
                continue
            if name in context.known or _elsewhere(context, name):
                continue
            yield Finding(
                Code.REFERENCE_UNDEFINED,
                f"no label '{each.target}'",
                _remedy(context, name),
                each.line,
                each.column,
                page.path,
            )
        yield from _documents(page, context)


def _heading_elsewhere(context: Context, name: str) -> bool:
    # MyST looks for `#name` among all labels of the book, headings of other pages only by their path.
    return name in context.known


def _elsewhere(context: Context, target: str) -> bool:
    """Tell whether a target belongs to another book that intersphinx knows: `python:tutorial/index`."""
    mapping = context.book.config.sphinx.get("intersphinx_mapping") or {}
    prefix, colon, _ = target.partition(":")
    return bool(colon) and prefix in {str(name).lower() for name in mapping}


def _documents(page: Facts, context: Context) -> Iterator[Finding]:
    for role in page.roles:
        if role.name != "doc" or _elsewhere(context, role.target):
            continue
        path = context.resolve(page, role.target)
        if any(Path(f"{path}{end}").is_file() for end in ("", ".md", ".ipynb", ".rst")):
            continue
        yield Finding(
            Code.REFERENCE_UNDEFINED,
            f"no page '{role.target}'",
            "Paths of {doc} are relative to the page, or begin with / at the book's root.",
            role.line,
            role.column,
            page.path,
        )


def _remedy(context: Context, name: str) -> str:
    near = get_close_matches(name, context.labels, n=2, cutoff=0.75)
    return (
        f"Did you mean {' or '.join(near)}?" if near else "Define the label, or mend the reference."
    )


RULE = Rule({Code.REFERENCE_UNDEFINED: Severity.ERROR}, check, "book")
