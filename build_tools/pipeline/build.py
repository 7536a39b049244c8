"""A folder with a book → what is published of it in one format: the steps of a build, in order."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from build_tools.builders import shared
from build_tools.builders.result import BuildOptions, BuildResult, Progress, Report
from build_tools.core.book import Book
from build_tools.core.codes import Code
from build_tools.core.config import ExecutionMode
from build_tools.core.diagnostics import Diagnostic, Severity
from build_tools.core.edition import Edition
from build_tools.execute import RunOptions
from build_tools.pipeline import manifest as manifests
from build_tools.pipeline.editions import entrance
from build_tools.pipeline.execution import execute
from build_tools.pipeline.lock import locked
from build_tools.pipeline.offline import offline
from build_tools.pipeline.publish import publish, recover, signature
from build_tools.pipeline.writable import writable
from build_tools.translate.localized import localized

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


@dataclass(frozen=True)
class Format:
    """One format: its name, the folder it is published in, and how an edition is built and all published."""

    name: str
    target: Path
    make: Callable[[Book, Edition, BuildOptions, Report, Say], BuildResult]
    publish: Callable[[Book], tuple[str, ...]]


def build(book: Book, options: BuildOptions, report: Report, say: Say) -> Outcome:
    """Build and publish the website of every edition. Raises BuildError."""
    site = Format("html", book.paths.html, _edition, publish_site)
    return produce(book, site, options, report, say)


def produce(book: Book, made: Format, options: BuildOptions, report: Report, say: Say) -> Outcome:
    """Build and publish every edition in one format. Raises BuildError.

    `say` takes a sentence for the user, `report` the steps. What was published stays whole until the new is.
    """
    start = time.perf_counter()
    mode: ExecutionMode | None = None if options.execute else "off"
    executed = execute(book, (), _running(options), report, say, mode)
    with writable(book.paths.output), locked(book.paths.output, say):
        known = manifests.load(manifests.path_of(book, made.name))
        options = replace(options, tool=manifests.tool_stamp())
        if executed.idle and known and _nothing_to_do(book, made.target, known, options.tool):
            seconds = time.perf_counter() - start
            return Outcome(made.target, tuple(known.diagnostics), seconds=seconds, unchanged=True)
        forget(book, made.name, made.target)
        began = time.time_ns()
        results = tuple(
            made.make(localized(book, each), each, options, report, say) for each in book.editions
        )
        report(Progress("publish"))
        changed = made.publish(book)
        found = (each for result in results for each in result.warnings)
        diagnostics = (*book.problems, *executed.diagnostics, *found)
        _remember(book, made, results, diagnostics, options.tool, known, began)
    return Outcome(
        site=made.target,
        diagnostics=diagnostics,
        pages_written=sum(result.pages_written for result in results),
        files_changed=changed,
        seconds=time.perf_counter() - start,
        results=results,
    )


def forget(book: Book, name: str = "html", target: Path | None = None) -> None:
    """Clear what a killed build left, and the claim that all is up to date, before changing anything."""
    recover(target or book.paths.html)
    manifests.path_of(book, name).unlink(missing_ok=True)


def publish_site(book: Book) -> tuple[str, ...]:
    """Put every edition that is staged whole in front of readers; returns the files that differ."""
    staged = {each.code: book.paths.cache / "site" / each.code for each in book.editions}
    if book.flat:
        there, extra = {"": staged[book.editions[0].code]}, {}
    else:
        there = {code: folder for code, folder in staged.items() if folder.is_dir()}
        extra = {"index.html": entrance(book).encode()}
    if shared.wanted(book):
        extra |= offline(book, there, extra)
        there = {**there, **shared.staged(book)}
    return publish(there, extra, book.paths.html)


def failed(diagnostics: tuple[Diagnostic, ...], warnings: bool, timing: bool = False) -> bool:
    """Return whether a command that found these exits with 1.

    Errors always count, `warnings` where asked. A claim about time that a busy machine missed counts only
    with `timing`: it must not break the build of somebody who mended a comma.
    """
    return any(
        each.severity is Severity.ERROR
        or (
            warnings
            and each.severity is Severity.WARNING
            and (timing or each.code is not Code.CLAIM_NOT_REPRODUCED)
        )
        for each in diagnostics
    )


def _running(options: BuildOptions) -> RunOptions:
    return RunOptions(jobs=options.jobs or None, scheduler=options.scheduler, strict=options.strict)


def _nothing_to_do(book: Book, target: Path, known: manifests.Manifest, tool: str) -> bool:
    return (
        known.tool == tool
        and target.is_dir()
        and manifests.same_output(known, signature(target))
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
    made: Format,
    results: tuple[BuildResult, ...],
    diagnostics: tuple[Diagnostic, ...],
    tool: str,
    known: manifests.Manifest | None,
    began: int,
) -> None:
    outside = tuple(sorted({str(path) for result in results for path in result.inputs}))
    found = manifests.stamps(book, outside)
    manifests.save(
        manifests.path_of(book, made.name),
        manifests.Manifest(
            tool=tool,
            published=signature(made.target),
            files=manifests.fingerprint(found, known.files if known else {}, began),
            diagnostics=[each for each in diagnostics if each.code != Code.BUILD_CACHE_CORRUPT],
            outside=outside,
        ),
    )
