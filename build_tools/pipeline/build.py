"""A folder with a book → its published site: the steps of a build, in order."""

from __future__ import annotations

import errno
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.builders.result import BuildOptions, BuildResult, Progress, Report
from build_tools.core.book import Book
from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic, Severity
from build_tools.core.edition import Edition
from build_tools.pipeline import manifest as manifests
from build_tools.pipeline.editions import entrance
from build_tools.pipeline.lock import locked
from build_tools.pipeline.publish import publish, recover, signature

_UNWRITABLE = {
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "a file would be larger than is allowed",
    errno.ENOTDIR: "a file is in the way of a folder",
    errno.EEXIST: "a file is in the way of a folder",
}


@dataclass(frozen=True)
class Outcome:
    """What a build came to. `unchanged` says that nothing had to be done."""

    site: Path
    diagnostics: tuple[Diagnostic, ...]
    pages_written: int = 0
    files_changed: int = 0
    seconds: float = 0.0
    unchanged: bool = False
    results: tuple[BuildResult, ...] = field(default=())


def build(book: Book, options: BuildOptions, report: Report, say: Callable[[str], None]) -> Outcome:
    """Build and publish the website of every edition. Raises BuildError.

    `say` takes a sentence for the user, `report` the steps. The old site stays whole until the new one is.
    """
    start = time.perf_counter()
    with writable(book.paths.output), locked(book.paths.output, say):
        known = manifests.load(manifests.path_of(book, "html"))
        found = manifests.stamps(book, known.outside if known else ())
        tool = manifests.tool_stamp()
        if known and _nothing_to_do(book, known, tool, found):
            seconds = time.perf_counter() - start
            return Outcome(
                book.paths.html, tuple(known.diagnostics), seconds=seconds, unchanged=True
            )
        _discard_half_built(book, known, tool, say)
        manifests.path_of(book, "html").unlink(missing_ok=True)
        began = time.time_ns()
        results = tuple(_edition(book, edition, options, report, say) for edition in book.editions)
        report(Progress("publish"))
        changed = _publish(book, results)
        diagnostics = (*book.problems, *(each for result in results for each in result.warnings))
        _remember(book, results, diagnostics, tool, known, began)
    return Outcome(
        site=book.paths.html,
        diagnostics=diagnostics,
        pages_written=sum(result.pages_written for result in results),
        files_changed=changed,
        seconds=time.perf_counter() - start,
        results=results,
    )


@contextmanager
def writable(output: Path) -> Iterator[None]:
    """Turn an output folder that cannot be written into a diagnostic."""
    try:
        yield
    except OSError as error:
        if error.errno not in _UNWRITABLE:
            raise
        raise BuildError(
            Diagnostic(
                code=Code.BUILD_OUTPUT_UNWRITABLE,
                message=f"cannot write {error.filename or output}: {_UNWRITABLE[error.errno]}",
                remedy="Make room or give the permission, or choose another place with --path-output.",
                path=output,
            )
        ) from error


def _nothing_to_do(
    book: Book, known: manifests.Manifest, tool: str, found: dict[str, manifests.Stamp]
) -> bool:
    return (
        known.tool == tool
        and book.paths.html.is_dir()
        and manifests.same_output(known, signature(book.paths.html))
        and manifests.unchanged(known, found)
    )


def _edition(
    book: Book,
    edition: Edition,
    options: BuildOptions,
    report: Report,
) -> BuildResult:
    # Sphinx takes a second to import; a build that has nothing to do never gets here.
    from build_tools.builders.html.site import build_html

    return build_html(book, edition, options, report)


def _discard_half_built(
    book: Book, known: manifests.Manifest | None, tool: str, say: Callable[[str], None]
) -> None:
    """Start from nothing when the last build was killed, or another version of the tools made it."""
    recover(book.paths.html)
    cache = book.paths.cache
    leftovers = [folder for folder in (cache / "site", cache / "doctrees") if folder.exists()]
    if not leftovers:
        return
    if known is None:
        say("The last build did not end; building every page anew.")
    elif known.tool != tool:
        say("The toolchain has changed since the last build; building every page anew.")
    else:
        return
    for folder in leftovers:
        shutil.rmtree(folder)


def _publish(book: Book, results: tuple[BuildResult, ...]) -> int:
    if len(results) == 1:
        return publish({"": results[0].outdir}, {}, book.paths.html)
    staged = {
        edition.code: result.outdir for edition, result in zip(book.editions, results, strict=True)
    }
    return publish(staged, {"index.html": entrance(book).encode()}, book.paths.html)


def _remember(
    book: Book,
    results: tuple[BuildResult, ...],
    diagnostics: tuple[Diagnostic, ...],
    tool: str,
    known: manifests.Manifest | None,
    began: int,
) -> None:
    outside = tuple(sorted({str(path) for result in results for path in result.inputs}))
    files = manifests.fingerprint(
        manifests.stamps(book, outside), known.files if known else {}, began
    )
    manifests.save(
        manifests.path_of(book, "html"),
        manifests.Manifest(
            tool=tool,
            published=signature(book.paths.html),
            files=files,
            diagnostics=list(diagnostics),
            outside=outside,
        ),
    )


def failed(diagnostics: tuple[Diagnostic, ...], strict: bool) -> bool:
    """Return whether a command that found these exits with 1."""
    worst = {each.severity for each in diagnostics}
    return Severity.ERROR in worst or (strict and Severity.WARNING in worst)
