"""`mlsysbook check`: stale cells run, then every rule, then what was found is told, kept, mended."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.builders.result import Report
from build_tools.checks import baseline
from build_tools.checks.finding import Finding
from build_tools.checks.fix import mend
from build_tools.checks.formats import WRITERS
from build_tools.checks.run import check_book, chosen, open_book
from build_tools.checks.settings import read_settings
from build_tools.core.book import Book
from build_tools.core.diagnostics import Diagnostic, Severity
from build_tools.core.files import write_if_changed
from build_tools.pipeline.names import known_targets, last_warnings


@dataclass(frozen=True)
class CheckOptions:
    """What the command line asks for; see its help."""

    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    execute: bool = True
    fix: bool = False
    baseline: Path | None = None


@dataclass
class Checked:
    """What a check came to. `mended` is how many findings were mended, `old` how many the baseline holds."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    mended: int = 0
    old: int = 0
    seconds: float = 0.0

    def failed(self, *, warnings: bool) -> bool:
        """Tell whether there is an error, or with `warnings` anything but hints."""
        bad = {Severity.ERROR, Severity.WARNING} if warnings else {Severity.ERROR}
        return any(each.severity in bad for each in self.diagnostics)


def check(book: Book, options: CheckOptions, report: Report, say: Callable[[str], None]) -> Checked:
    """Check `book`. Raises BuildError for what stops a check: settings or a baseline that cannot be read."""
    start = time.perf_counter()
    done = Checked(list(book.problems))
    if options.execute:
        done.diagnostics += _execute(book, report, say)
    found = _find(book, options)
    if options.fix:
        mended = mend(book.root, found)
        done.mended = len(mended)
        if mended:
            found = _find(book, options)
    file = options.baseline or _own_baseline(book, options)
    if file is not None:
        found, done.old = _without_old(file, found, say)
    done.diagnostics += [each.diagnostic() for each in found]
    if not options.only and not options.skip:
        for name in ("json", "sarif"):
            write_if_changed(
                book.paths.report / f"check.{name}", WRITERS[name](done.diagnostics) + "\n"
            )
    done.seconds = time.perf_counter() - start
    return done


def _find(book: Book, options: CheckOptions) -> list[Finding]:
    context, store = open_book(book, lambda: known_targets(book), lambda: last_warnings(book))
    return check_book(context, store, chosen(options.only, options.skip))


def _own_baseline(book: Book, options: CheckOptions) -> Path | None:
    """Return the baseline that the book names, unless only some rules run, which would seem to shrink it."""
    name = read_settings(book.root).baseline
    return book.root / name if name and not options.only and not options.skip else None


def _execute(book: Book, report: Report, say: Callable[[str], None]) -> list[Diagnostic]:
    # Execution needs nbclient, which takes longer to load than all rules take to run.
    from build_tools.execute import RunOptions, plan

    if not any(each.state in ("stale", "missing") for each in plan(book)):
        return []
    from build_tools.pipeline.execution import execute

    return list(execute(book, (), RunOptions(), report, say).diagnostics)


def _without_old(
    path: Path, found: list[Finding], say: Callable[[str], None]
) -> tuple[list[Finding], int]:
    old = baseline.read(path)
    if old is None:
        counted = [each for each in found if each.severity is not Severity.HINT]
        baseline.write(path, Counter(map(baseline.key, counted)))
        say(f"{len(counted)} findings written to {path}; from now on it only shrinks.")
        return [each for each in found if each.severity is Severity.HINT], len(counted)
    new, seen = old.split(found)
    if gone := old.shrink(seen):
        say(f"{gone} findings of the baseline are mended and gone from {path}.")
    return new, seen.total()
