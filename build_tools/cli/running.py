"""`mlsysbook execute` and `serve`: cells run, pages followed while they are written."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from build_tools.cli import shared
from build_tools.core.config import ExecutionMode


@click.command(cls=shared.Reported)
@shared.directory
@click.argument("pages", nargs=-1, metavar="[PAGE]...")
@shared.path_output
@shared.jobs
@shared.quiet
@click.option("--why", is_flag=True, help="Say what would run and why, and stop.")
@click.option("--force", is_flag=True, help="Run every cell, fresh outputs or not.")
@click.option("--recorded", is_flag=True, help="Renew the committed records of `recorded` cells.")
@shared.scheduler
@click.option("--strict", is_flag=True, help="A claim about time that fails is an error.")
def execute(
    directory: Path,
    pages: tuple[str, ...],
    path_output: Path | None,
    jobs: int,
    quiet: bool,
    why: bool,
    force: bool,
    recorded: bool,
    scheduler: str | None,
    strict: bool,
) -> None:
    """Run the code cells of the book in DIR, or of the PAGEs named, whose outputs are out of date."""
    from build_tools.execute import RunOptions
    from build_tools.pipeline.console import Console
    from build_tools.pipeline.execution import execute as run
    from build_tools.pipeline.execution import explain

    book = shared.read(directory, path_output)
    mode: ExecutionMode | None = "force" if force else None
    if why:
        for line in explain(book, pages, mode):
            click.echo(line)
        return
    console = Console(quiet=quiet)
    options = RunOptions(jobs=jobs or None, scheduler=scheduler, strict=strict, recorded=recorded)
    result = run(book, pages, options, console.report, console.say, mode)
    console.clear()
    console.findings(result.diagnostics)
    console.say(result.summary)
    if not result.ok:
        sys.exit(1)


@click.command(cls=shared.Reported)
@shared.directory
@shared.path_output
@shared.jobs
@shared.quiet
@click.option(
    "--execute/--no-execute", default=True, envvar="EXECUTE", help="Run cells as they change."
)
@click.option("--port", default=8000, show_default=True, help="0 takes any free port.")
@click.option("--edition", metavar="CODE", help="The language to follow; the first by default.")
def serve(
    directory: Path,
    path_output: Path | None,
    jobs: int,
    quiet: bool,
    execute: bool,
    port: int,
    edition: str | None,
) -> None:
    """Show the book in DIR in a browser and rebuild pages as they are saved."""
    from build_tools.builders.result import BuildOptions
    from build_tools.pipeline.console import Console
    from build_tools.pipeline.serve import serve as follow

    book = shared.read(directory, path_output)
    if edition is not None and edition not in {each.code for each in book.editions}:
        codes = ", ".join(each.code for each in book.editions)
        raise click.BadParameter(f"this book has {codes}", param_hint="--edition")
    follow(book, BuildOptions(jobs, execute=execute), Console(quiet=quiet), port, edition)
