"""`mlsysbook check`: the book's rules."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from build_tools.cli import shared


@click.command(cls=shared.Reported)
@shared.directory
@shared.path_output
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="How findings are printed.",
)
@click.option(
    "--only", multiple=True, metavar="CODE", help="Look for this code or area; repeatable."
)
@click.option(
    "--skip", multiple=True, metavar="CODE", help="Leave this code or area out; repeatable."
)
@click.option("--fix", is_flag=True, help="Mend what can be mended with certainty.")
@click.option("--hints/--no-hints", default=False, help="Print hints too; they never fail.")
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Findings in FILE do not count; it is written when absent, and can only shrink.",
)
@shared.execution
@shared.strictness
@shared.quiet
def check(
    directory: Path,
    path_output: Path | None,
    style: str,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    fix: bool,
    hints: bool,
    baseline: Path | None,
    execute: bool,
    strict: bool | None,
    quiet: bool,
) -> None:
    """Check the book in DIR: references, sources, figures, numbers, code, exercises, translations.

    Every code has a page in docs/diagnostics. Exit status 1 when an error was found.
    """
    from build_tools.checks.formats import WRITERS
    from build_tools.checks.formats.text import text
    from build_tools.pipeline.check import CheckOptions
    from build_tools.pipeline.check import check as run
    from build_tools.pipeline.console import Console

    console = Console(quiet=quiet or style != "text")
    book = shared.read(directory, path_output)
    done = run(book, CheckOptions(only, skip, execute, fix, baseline), console.report, console.say)
    console.clear()
    if style == "text":
        color = sys.stdout.isatty()
        click.echo(text(done.diagnostics, color=color, hints=hints or bool(only)), color=color)
        mended = f", {done.mended} mended" if done.mended else ""
        console.say(f"{len(book.pages)} pages checked in {done.seconds:.1f} s{mended}.")
    else:
        click.echo(WRITERS[style](done.diagnostics))
    if done.failed(warnings=book.profile == "house" if strict is None else strict):
        sys.exit(1)
