"""`mlsysbook html`, `pdf`, `epub`: one book → one format."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_tools.cli import shared

if TYPE_CHECKING:
    from build_tools.builders.result import BuildOptions
    from build_tools.core.book import Book
    from build_tools.pipeline.build import Outcome
    from build_tools.pipeline.console import Console

    Make = Callable[[Book, BuildOptions, Console], Outcome]

_ARGUMENTS = (
    shared.directory,
    shared.path_output,
    shared.jobs,
    shared.quiet,
    shared.execution,
    shared.strictness,
    shared.scheduler,
)


def _making(noun: str, what: str, *, served: bool = False) -> Callable[[Make], click.Command]:
    """Turn what builds a format into a command with the arguments that all formats take.

    `noun` is what it counts, `what` the result; `served` says that `mlsysbook serve` shows it.
    """

    def command(make: Make) -> click.Command:
        @functools.wraps(make)
        def run(
            directory: Path,
            path_output: Path | None,
            jobs: int,
            quiet: bool,
            execute: bool,
            strict: bool | None,
            scheduler: str | None,
        ) -> None:
            # Only a command that runs pays for importing what it needs.
            from build_tools.builders.result import BuildOptions
            from build_tools.pipeline.console import Console

            console = Console(quiet=quiet)
            book = shared.read(directory, path_output)
            options = BuildOptions(jobs, bool(strict), execute, scheduler=scheduler)
            outcome = make(book, options, console)
            try:
                _finish(book, outcome, console, strict, noun, what)
            finally:
                if served:
                    place = "" if directory == Path() else f" {directory}"
                    console.say(f"Read it with: mlsysbook serve{place}")

        decorated: Callable[..., None] = run
        for argument in reversed(_ARGUMENTS):
            decorated = argument(decorated)
        return click.command(cls=shared.Reported)(decorated)

    return command


def _finish(
    book: Book, outcome: Outcome, console: Console, strict: bool | None, noun: str, what: str
) -> None:
    """Say what came of a build, and exit with 1 where it counts as failed."""
    from build_tools.pipeline.build import failed
    from build_tools.pipeline.console import short

    console.clear()
    console.findings(outcome.diagnostics)
    did = "Nothing changed" if outcome.unchanged else f"{outcome.pages_written} {noun}"
    console.say(f"{did} in {outcome.seconds:.1f} s. The {what} is in {short(outcome.site)}")
    warnings = book.profile == "house" if strict is None else strict
    if failed(outcome.diagnostics, warnings, timing=bool(strict)):
        sys.exit(1)


@_making("pages written", "site", served=True)
def html(book: Book, options: BuildOptions, console: Console) -> Outcome:
    """Build the website of the Jupyter Book in DIR (here, unless told otherwise)."""
    from build_tools.pipeline.build import build

    return build(book, options, console.report, console.say)


@_making("pages", "PDF")
def pdf(book: Book, options: BuildOptions, console: Console) -> Outcome:
    """Print the Jupyter Book in DIR (here, unless told otherwise) as PDF."""
    from build_tools.pipeline.documents import build_pdfs

    return build_pdfs(book, options, console.report, console.say)


@_making("pages written", "EPUB")
def epub(book: Book, options: BuildOptions, console: Console) -> Outcome:
    """Pack the Jupyter Book in DIR (here, unless told otherwise) as EPUB."""
    from build_tools.pipeline.documents import build_epubs

    return build_epubs(book, options, console.report, console.say)
