"""A folder with a book → its published site: the steps of a build, in order."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from build_tools.builders.result import BuildOptions, BuildResult, Progress, Report
from build_tools.core.book import Book
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Diagnostic, Severity
from build_tools.core.edition import Edition
from build_tools.execute import RunOptions, plan
from build_tools.pipeline import manifest as manifests
from build_tools.pipeline.editions import entrance
from build_tools.pipeline.execution import run_plans
from build_tools.pipeline.lock import locked
from build_tools.pipeline.publish import publish, recover, signature
from build_tools.pipeline.writable import writable

Say = Callable[[str], None]


@dataclass(frozen=True)
class Outcome:
    """What a build came to. `unchanged` says that nothing had to be done."""

    site: Path
    diagnostics: tuple[Diagnostic, ...]
    pages_written: int = 0
    files_changed: tuple[str, ...] = ()
    seconds: float = 0.0
    unchanged: bool = False
    results: tuple[BuildResult, ...] = field(default=())


def build(book: Book, options: BuildOptions, report: Report, say: Say) -> Outcome:
    """Build and publish the website of every edition. Raises BuildError.

    `say` takes a sentence for the user, `report` the steps. The old site stays whole until the new one is.
    """
    start = time.perf_counter()
    with writable(book.paths.output), locked(book.paths.output, say):
        known = manifests.load(manifests.path_of(book, "html"))
        options = replace(options, tool=manifests.tool_stamp())
        plans = plan(book, mode=None if options.execute else "off")
        idle = not any(each.runs or each.problems for each in plans)
        if idle and known and _nothing_to_do(book, known, options.tool):
            seconds = time.perf_counter() - start
            return Outcome(
                book.paths.html, tuple(known.diagnostics), seconds=seconds, unchanged=True
            )
        executed = run_plans(book, plans, _running(options), report)
        forget(book)
        began = time.time_ns()
        results = tuple(_edition(book, each, options, report, say) for each in book.editions)
        report(Progress("publish"))
        changed = publish_site(book)
        found = (each for result in results for each in result.warnings)
        diagnostics = (*book.problems, *executed.diagnostics, *found)
        _remember(book, results, diagnostics, options.tool, known, began)
    return Outcome(
        site=book.paths.html,
        diagnostics=diagnostics,
        pages_written=sum(result.pages_written for result in results),
        files_changed=changed,
        seconds=time.perf_counter() - start,
        results=results,
    )


def forget(book: Book) -> None:
    """Clear what a killed build left, and the claim that the site is up to date, before changing anything."""
    recover(book.paths.html)
    manifests.path_of(book, "html").unlink(missing_ok=True)


def publish_site(book: Book) -> tuple[str, ...]:
    """Put every edition that is staged whole in front of readers; returns the files that differ."""
    staged = {each.code: book.paths.cache / "site" / each.code for each in book.editions}
    if book.flat:
        return publish({"": staged[book.editions[0].code]}, {}, book.paths.html)
    there = {code: folder for code, folder in staged.items() if folder.is_dir()}
    return publish(there, {"index.html": entrance(book).encode()}, book.paths.html)


def failed(diagnostics: tuple[Diagnostic, ...], strict: bool) -> bool:
    """Return whether a command that found these exits with 1."""
    worst = {each.severity for each in diagnostics}
    return Severity.ERROR in worst or (strict and Severity.WARNING in worst)


def _running(options: BuildOptions) -> RunOptions:
    return RunOptions(jobs=options.jobs or None, scheduler=options.scheduler, strict=options.strict)


def _nothing_to_do(book: Book, known: manifests.Manifest, tool: str) -> bool:
    return (
        known.tool == tool
        and book.paths.html.is_dir()
        and manifests.same_output(known, signature(book.paths.html))
        and manifests.unchanged(known, manifests.stamps(book, known.outside))
    )


def _edition(
    book: Book, edition: Edition, options: BuildOptions, report: Report, say: Say
) -> BuildResult:
    # Sphinx takes a second to import; a build that has nothing to do never gets here.
    from build_tools.builders.html.site import build_html

    return build_html(book, edition, options, report, say)


def _remember(
    book: Book,
    results: tuple[BuildResult, ...],
    diagnostics: tuple[Diagnostic, ...],
    tool: str,
    known: manifests.Manifest | None,
    began: int,
) -> None:
    outside = tuple(sorted({str(path) for result in results for path in result.inputs}))
    found = manifests.stamps(book, outside)
    manifests.save(
        manifests.path_of(book, "html"),
        manifests.Manifest(
            tool=tool,
            published=signature(book.paths.html),
            files=manifests.fingerprint(found, known.files if known else {}, began),
            diagnostics=[each for each in diagnostics if each.code != Code.BUILD_CACHE_CORRUPT],
            outside=outside,
        ),
    )
