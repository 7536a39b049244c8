"""A book and the rules asked for → findings, in the order of the sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import cast

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import BookCheck, PageCheck, Rule, all_rules
from build_tools.checks.settings import Settings, read_settings
from build_tools.checks.source.facts import Facts
from build_tools.checks.source.read import read_page
from build_tools.checks.store import Seen, Store, digest, version
from build_tools.core.book import Book
from build_tools.core.diagnostics import Diagnostic

_ALLOW = re.compile(r"^%\s*allow\s+([a-z][\w.-]*):[ \t]*\S", re.MULTILINE)


def chosen(only: Iterable[str] = (), skip: Iterable[str] = ()) -> Callable[[str], bool]:
    """Return what tells whether a code is asked for; `figure` means every code of that area."""
    wanted, left = tuple(only), tuple(skip)

    def accept(code: str) -> bool:
        return (not wanted or _named(code, wanted)) and not _named(code, left)

    return accept


def _named(code: str, names: Iterable[str]) -> bool:
    return any(
        code == name or fnmatchcase(code, name) or code.startswith(f"{name}.") for name in names
    )


def open_book(
    book: Book,
    environment: Callable[[], frozenset[str]] = frozenset,
    findings: Callable[[], tuple[Diagnostic, ...]] = tuple,
) -> tuple[Context, Store]:
    """Read a book's pages, or take over what is known of them. Raises BuildError."""
    settings = read_settings(book.root)
    store = Store(
        book, version(book.profile, repr(settings), book.config.file.path.read_text("utf-8"))
    )
    pages: dict[str, Facts] = {}
    for page in book.pages:
        path = page.source.relative_to(book.root).as_posix()
        # Sphinx reads what is not UTF-8 with a warning of its own.
        text = page.source.read_text(encoding="utf-8", errors="replace")
        seen = store.page(page.docname, text)
        if seen is None:
            seen = store.seen[page.docname] = Seen(
                digest(text), read_page(page.docname, path, text)
            )
            store.changed = True
        pages[page.docname] = seen.facts
    return Context(book, settings, pages, environment, findings), store


def check_book(
    context: Context,
    store: Store,
    accept: Callable[[str], bool],
    rules: tuple[Rule, ...] | None = None,
) -> list[Finding]:
    """Run the rules that report an accepted code; findings have path and severity, sorted and once."""
    found: dict[Finding, None] = {}
    settings: Settings = context.settings
    for rule in all_rules() if rules is None else rules:
        if rule.house and not context.house:
            continue
        if not any(accept(code) and not _named(code, settings.skip) for code in rule.codes):
            continue
        for each in _run(rule, context, store):
            if accept(each.code) and not _named(each.code, settings.skip):
                severity = each.severity or rule.severity(each.code, house=context.house)
                found[replace(each, severity=severity)] = None
    store.save(frozenset(context.pages))
    allowed = {name: _allowed(page) for name, page in _by_path(context).items()}
    kept = (
        each for each in found if (each.code, each.line) not in allowed.get(each.path or "", ())
    )
    return sorted(
        kept, key=lambda each: (each.path or "", each.line or 0, each.column or 0, each.code)
    )


def _run(rule: Rule, context: Context, store: Store) -> Iterator[Finding]:
    if rule.scope != "page":
        yield from cast("BookCheck", rule.check)(context)
        return
    extra = rule.extra(context) if rule.extra else ""
    for docname, page in context.pages.items():
        seen = store.seen[docname]
        known = seen.results.get(rule.name)
        if known is None or known[0] != extra:
            found = tuple(cast("PageCheck", rule.check)(page, context))
            known = seen.results[rule.name] = (extra, found)
            store.changed = True
        for each in known[1]:
            yield each if each.path else replace(each, path=page.path)


def _by_path(context: Context) -> dict[str, Facts]:
    return {page.path: page for page in context.pages.values()}


def _allowed(page: Facts) -> set[tuple[str, int]]:
    """Return codes and lines that `% allow code: reason` excuses: the paragraph or block below it."""
    found = set()
    for match in _ALLOW.finditer(page.text):
        line, _ = page.place(match.start())
        below = page.text[match.end() :].split("\n")[1:]
        for number, text in enumerate(below, line + 1):
            if not text.strip() and number > line + 1:
                break
            found.add((match[1], number))
    return found
