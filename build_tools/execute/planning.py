"""A book and what is stored of it → which pages have to run, and why; nothing is executed or written.

Only the memo of file digests is renewed. On an unchanged book this reads one index and one stored notebook
a page and asks the file system for the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from build_tools.core.book import SUFFIXES, Book, Page
from build_tools.core.codes import Code
from build_tools.core.config import ExecutionMode
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.execute.fingerprint import Fingerprinter, Parts, changes
from build_tools.execute.memo import Memo
from build_tools.execute.pages import Facts, PageReader, excluded_by, settings
from build_tools.execute.rules import rules_of
from build_tools.execute.store import Corrupt, Index, Store, corrupt

State = Literal["fresh", "stale", "missing", "excluded", "no-cells", "foreign-outputs"]
STATES: tuple[str, ...] = get_args(State)


@dataclass(frozen=True)
class Plan:
    """What is to be done about one page.

    fresh: its stored outputs fit; stale, missing: it has to run; excluded: by pattern or mode;
    no-cells: nothing in it runs; foreign-outputs: a notebook saved with all its outputs, shown as it is.
    `reasons` say why in words. `measures` pages run alone, `recorded` ones have cells
    too long for every build. `stored` is True when an earlier run fits, so that publishing is enough.
    `problems` are for the user to see: a warning informs, an error keeps the page from running.
    """

    docname: str
    fingerprint: str
    state: State
    reasons: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    cells: int = 0
    measures: bool = False
    recorded: bool = False
    stored: bool = False
    parts: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def runs(self) -> bool:
        """True when the page has to be executed or published."""
        return self.state in ("stale", "missing")


def plan(
    book: Book, docnames: Iterable[str] | None = None, mode: ExecutionMode | None = None
) -> list[Plan]:
    """Return a plan for each page, or for those named, in reading order.

    `mode` replaces the book's: `off` runs nothing, `force` runs every page again. In a book's own
    configuration `force` and `cache` only mean that outputs saved in an `.ipynb` do not count.
    Raises BuildError for a docname that is not a page.
    """
    memo = Memo(book.paths.outputs / "memo.json", settings(book))
    planner = _Planner(book, memo, mode)
    pages = book.pages if docnames is None else [page_of(book, name) for name in docnames]
    plans = [planner.plan(page) for page in pages]
    memo.save()
    return plans


def page_of(book: Book, docname: str) -> Page:
    """Return a page by docname, also one that stands in no table of contents. Raises BuildError."""
    if docname in book.by_docname:
        return book.by_docname[docname]
    for suffix in SUFFIXES:
        source = book.root / f"{docname}{suffix}"
        if source.is_file():
            return Page(docname, source, None, None, 1, None)
    raise BuildError(
        Diagnostic(
            code=Code.EXECUTE_NOT_RUN,
            message=f"'{docname}' is not a page of this book",
            remedy="Name a page as _toc.yml does: its path in the book, without suffix.",
        )
    )


class _Planner:
    def __init__(self, book: Book, memo: Memo, mode: ExecutionMode | None) -> None:
        self._book = book
        self._asked = mode
        self._pages = PageReader(book, memo)
        self._fingerprints = Fingerprinter(book, memo)
        self._store = Store(book.paths)

    def plan(self, page: Page) -> Plan:
        if self._asked == "off":
            return Plan(page.docname, "", "excluded", ("execution is off",))
        pattern = excluded_by(self._book, page.source)
        if pattern is not None:
            return Plan(page.docname, "", "excluded", (f"matches '{pattern}'",))
        try:
            facts = self._pages.facts(page)
        except BuildError as error:
            return Plan(page.docname, "", "missing", ("cannot be read",), self._placed(page, error))
        if facts is None or not facts.cells:
            return Plan(page.docname, "", "no-cells")
        mode = self._asked or rules_of(self._book, facts.own).mode
        if mode in ("off", "inline"):
            why = "execution is off" if mode == "off" else "inline: left to myst-nb"
            return Plan(page.docname, "", "excluded", (why,), cells=len(facts.cells))
        if mode == "auto" and facts.complete:
            why = "every cell has an output already"
            return Plan(page.docname, "", "foreign-outputs", (why,), cells=len(facts.cells))
        return self._decide(page, facts)

    def _placed(self, page: Page, error: BuildError) -> tuple[Diagnostic, ...]:
        path = page.source.relative_to(self._book.root)
        return tuple(replace(each, path=path) for each in error.diagnostics)

    def _decide(self, page: Page, facts: Facts) -> Plan:
        parts, importers, problems = self._fingerprints.parts(page, facts)
        try:
            index = self._store.index(page.docname)
            if parts.fingerprint in index.entries:
                self._store.text(page.docname, index, parts.fingerprint)
            damaged = None
        except Corrupt as error:
            index = Index()
            damaged = corrupt(page.docname, error)
        reasons: tuple[str, ...]
        state: State
        if problems:
            state, reasons, stored = _stale(index), ("a data file is missing",), False
        elif damaged is not None:
            state, reasons, stored = "missing", ("stored outputs are damaged",), False
            problems.append(damaged)
        else:
            state, reasons, stored = self._state(index, parts, importers)
        return Plan(
            docname=page.docname,
            fingerprint=parts.fingerprint,
            state=state,
            reasons=reasons,
            problems=tuple(problems),
            cells=len(facts.cells),
            measures=facts.tagged("measure"),
            recorded=facts.tagged("recorded"),
            stored=stored,
            parts=parts.to_json(),
        )

    def _state(
        self, index: Index, parts: Parts, importers: dict[str, int]
    ) -> tuple[State, tuple[str, ...], bool]:
        if index.current is None:
            return "missing", ("never executed",), False
        if self._asked == "force":
            return "stale", ("asked for",), False
        entry = index.entries.get(parts.fingerprint)
        if entry is not None and not entry["complete"]:
            return "stale", ("failed the last time",), False
        if entry is not None and index.current == parts.fingerprint:
            return "fresh", (), False
        reasons = tuple(changes(index.parts, parts, importers))
        return "stale", reasons or ("the stored outputs are gone",), entry is not None


def _stale(index: Index) -> State:
    return "missing" if index.current is None else "stale"
