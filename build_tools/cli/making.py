"""`mlsysbook html`, `pdf`, `epub`: one book → one format."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from build_tools.cli import shared

if TYPE_CHECKING:
    from build_tools.core.book import Book
    from build_tools.pipeline.build import Outcome
    from build_tools.pipeline.console import Console

Command = TypeVar("Command", bound=Callable[..., None])


def _making(command: Command) -> Command:
    """Give a command the arguments that all formats take."""
    for option in reversed(
        (
            shared.directory,
            shared.path_output,
            shared.jobs,
            shared.quiet,
            shared.execution,
            shared.strictness,
            shared.scheduler,
        )
    ):
        command = option(command)
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


@click.command(cls=shared.Reported)
@_making
def html(
    directory: Path,
    path_output: Path | None,
    jobs: int,
    quiet: bool,
    execute: bool,
    strict: bool | None,
    scheduler: str | None,
) -> None:
    """Build the website of the Jupyter Book in DIR (here, unless told otherwise)."""
    from build_tools.builders.result import BuildOptions
    from build_tools.pipeline.build import build
    from build_tools.pipeline.console import Console

    console = Console(quiet=quiet)
    book = shared.read(directory, path_output)
    options = BuildOptions(jobs, bool(strict), execute, scheduler=scheduler)
    outcome = build(book, options, console.report, console.say)
    place = "" if directory == Path() else f" {directory}"
    try:
        _finish(book, outcome, console, strict, "pages written", "site")
    finally:
        console.say(f"Read it with: mlsysbook serve{place}")


@click.command(cls=shared.Reported)
@_making
def pdf(
    directory: Path,
    path_output: Path | None,
    jobs: int,
    quiet: bool,
    execute: bool,
    strict: bool | None,
    scheduler: str | None,
) -> None:
    """Print the Jupyter Book in DIR (here, unless told otherwise) as PDF."""
    from build_tools.builders.result import BuildOptions
    from build_tools.pipeline.console import Console
    from build_tools.pipeline.pdf import build_pdfs

    console = Console(quiet=quiet)
    book = shared.read(directory, path_output)
    options = BuildOptions(jobs, bool(strict), execute, scheduler=scheduler)
    outcome = build_pdfs(book, options, console.report, console.say)
    _finish(book, outcome, console, strict, "pages", "PDF")


@click.command(cls=shared.Reported)
@_making
def epub(
    directory: Path,
    path_output: Path | None,
    jobs: int,
    quiet: bool,
    execute: bool,
    strict: bool | None,
    scheduler: str | None,
) -> None:
    """Pack the Jupyter Book in DIR (here, unless told otherwise) as EPUB."""
    from build_tools.builders.result import BuildOptions
    from build_tools.pipeline.console import Console
    from build_tools.pipeline.epub import build_epubs

    console = Console(quiet=quiet)
    book = shared.read(directory, path_output)
    options = BuildOptions(jobs, bool(strict), execute, scheduler=scheduler)
    outcome = build_epubs(book, options, console.report, console.say)
    _finish(book, outcome, console, strict, "pages written", "EPUB")
