"""`mlsysbook …`: arguments → calls. Parsing and exit statuses only; the work is below.

Modules are imported inside the commands: most of them need Sphinx or nbclient, which take longer to import
than an unchanged book takes to check.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from build_tools.core.book import Book, read_book
from build_tools.core.config import ExecutionMode
from build_tools.core.diagnostics import BuildError

GROUP = "mlsysbook.commands"


class PluginGroup(click.Group):
    """A group whose further commands come from the entry points of installed packages."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names, sorted."""
        return sorted({*super().list_commands(ctx), *_plugins()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return our own command of that name, else a plug-in's."""
        own = super().get_command(ctx, cmd_name)
        if own is not None:
            return own
        plugin = _plugins().get(cmd_name)
        return None if plugin is None else plugin.load()


def _plugins() -> dict[str, Any]:
    from importlib.metadata import entry_points  # reads every installed package's metadata

    return {point.name: point for point in entry_points(group=GROUP)}


class _Reported(click.Command):
    """A command that shows a BuildError as diagnostics, without a traceback, and exits with 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BuildError as error:
            from build_tools.pipeline.console import Console

            Console().findings(error.diagnostics)
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo("\nInterrupted. What was published before is untouched.", err=True)
            ctx.exit(130)


_book = click.argument(
    "directory", type=click.Path(file_okay=False, path_type=Path), default=Path(), metavar="[DIR]"
)
_output = click.option(
    "--path-output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Build into PATH/_build instead of DIR/_build.",
    metavar="PATH",
)
_jobs = click.option(
    "--jobs", "-j", type=click.IntRange(0), default=0, help="Processes; 0, the default: one a core."
)
_quiet = click.option("--quiet", "-q", is_flag=True, help="Show findings only.")


@click.group(cls=PluginGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mlsysbook-toolchain", prog_name="mlsysbook")
def main() -> None:
    """Build, check and serve a textbook whose every number was measured."""


@main.command(cls=_Reported)
@_book
@_output
@_jobs
@_quiet
@click.option(
    "--execute/--no-execute",
    default=True,
    envvar="EXECUTE",
    help="Run cells whose outputs are out of date (the default), or build prose from the last outputs.",
)
@click.option(
    "--strict/--no-strict",
    default=None,
    help="Exit with 1 on a warning. In a book with the profile `house` that is the default, except for "
    "claims about time, which a busy machine may miss.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Run cells on the Dask cluster at ADDRESS.")
@click.option("-v", "--verbose", count=True, help="Show how long each step took.")
def html(
    directory: Path,
    path_output: Path | None,
    jobs: int,
    quiet: bool,
    execute: bool,
    strict: bool | None,
    scheduler: str | None,
    verbose: int,
) -> None:
    """Build the website of the Jupyter Book in DIR (here, unless told otherwise)."""
    from build_tools.builders.result import BuildOptions
    from build_tools.pipeline.build import build, failed
    from build_tools.pipeline.console import Console, short

    console = Console(quiet=quiet)
    book = _read(directory, path_output)
    strictly = book.profile == "house" if strict is None else strict
    options = BuildOptions(jobs, bool(strict), execute, verbose, scheduler)
    outcome = build(book, options, console.report, console.say)
    console.clear()
    console.findings(outcome.diagnostics)
    where = short(outcome.site)
    did = "Nothing changed" if outcome.unchanged else f"{outcome.pages_written} pages written"
    console.say(f"{did} in {outcome.seconds:.1f} s. The site is in {where}")
    place = "" if directory == Path() else f" {directory}"
    console.say(f"Read it with: mlsysbook serve{place}")
    if failed(outcome.diagnostics, strictly, timing=bool(strict)):
        sys.exit(1)


@main.command(cls=_Reported)
@_book
@_output
@_jobs
@_quiet
@click.option(
    "--execute/--no-execute",
    default=True,
    envvar="EXECUTE",
    help="Run cells whose outputs are out of date (the default), or print the last outputs.",
)
@click.option(
    "--strict/--no-strict",
    default=None,
    help="Exit with 1 on a warning. The default for a book with the profile `house`.",
)
def pdf(
    directory: Path,
    path_output: Path | None,
    jobs: int,
    quiet: bool,
    execute: bool,
    strict: bool | None,
) -> None:
    """Print the Jupyter Book in DIR (here, unless told otherwise) as PDF."""
    from build_tools.builders.result import BuildOptions
    from build_tools.pipeline.build import failed
    from build_tools.pipeline.console import Console, short
    from build_tools.pipeline.pdf import build_pdfs

    console = Console(quiet=quiet)
    book = _read(directory, path_output)
    strictly = book.profile == "house" if strict is None else strict
    options = BuildOptions(jobs, bool(strict), execute)
    outcome = build_pdfs(book, options, console.report, console.say)
    console.clear()
    console.findings(outcome.diagnostics)
    did = "Nothing changed" if outcome.unchanged else f"{outcome.pages_written} pages"
    console.say(f"{did} in {outcome.seconds:.1f} s. The PDF is in {short(outcome.site)}")
    if failed(outcome.diagnostics, strictly):
        sys.exit(1)


@main.command(cls=_Reported)
@_book
@_output
@_jobs
@_quiet
@click.option(
    "--execute/--no-execute",
    default=True,
    envvar="EXECUTE",
    help="Run cells whose outputs are out of date (the default), or pack the last outputs.",
)
@click.option(
    "--strict/--no-strict",
    default=None,
    help="Exit with 1 on a warning. The default for a book with the profile `house`.",
)
def epub(
    directory: Path,
    path_output: Path | None,
    jobs: int,
    quiet: bool,
    execute: bool,
    strict: bool | None,
) -> None:
    """Pack the Jupyter Book in DIR (here, unless told otherwise) as EPUB."""
    from build_tools.builders.result import BuildOptions
    from build_tools.pipeline.build import failed
    from build_tools.pipeline.console import Console, short
    from build_tools.pipeline.epub import build_epubs

    console = Console(quiet=quiet)
    book = _read(directory, path_output)
    strictly = book.profile == "house" if strict is None else strict
    outcome = build_epubs(
        book, BuildOptions(jobs, bool(strict), execute), console.report, console.say
    )
    console.clear()
    console.findings(outcome.diagnostics)
    did = "Nothing changed" if outcome.unchanged else f"{outcome.pages_written} pages written"
    console.say(f"{did} in {outcome.seconds:.1f} s. The EPUB is in {short(outcome.site)}")
    if failed(outcome.diagnostics, strictly):
        sys.exit(1)


@main.command(cls=_Reported)
@_book
@click.argument("pages", nargs=-1, metavar="[PAGE]...")
@_output
@_jobs
@_quiet
@click.option("--why", is_flag=True, help="Say what would run and why, and stop.")
@click.option("--force", is_flag=True, help="Run every cell, fresh outputs or not.")
@click.option("--recorded", is_flag=True, help="Renew the committed records of `recorded` cells.")
@click.option("--scheduler", metavar="ADDRESS", help="Run cells on the Dask cluster at ADDRESS.")
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

    book = _read(directory, path_output)
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


@main.command(cls=_Reported)
@_book
@_output
@_jobs
@_quiet
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

    book = _read(directory, path_output)
    if edition is not None and edition not in {each.code for each in book.editions}:
        codes = ", ".join(each.code for each in book.editions)
        raise click.BadParameter(f"this book has {codes}", param_hint="--edition")
    follow(book, BuildOptions(jobs, execute=execute), Console(quiet=quiet), port, edition)


@main.command(cls=_Reported)
@_book
@_output
@click.option("--all", "everything", is_flag=True, help="Executed outputs and caches too.")
def clean(directory: Path, path_output: Path | None, everything: bool) -> None:
    """Remove what builds made; executed outputs stay unless --all is given."""
    from build_tools.pipeline.clean import clean as remove

    for path in remove(_read(directory, path_output).paths, everything=everything, say=click.echo):
        click.echo(f"removed {path}")


@main.group()
def new() -> None:
    """Start something new."""


@new.command("book", cls=_Reported)
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--title", default=None, help="The book's title; the folder's name by default.")
def new_book(directory: Path, title: str | None) -> None:
    """Start a book in DIRECTORY that builds: `mlsysbook html DIRECTORY`."""
    from build_tools.pipeline.new import new_book as create

    create(directory, title)
    click.echo(f"A book is in {directory}. Build it with: mlsysbook html {directory}")


def _read(directory: Path, path_output: Path | None) -> Book:
    return read_book(directory, None if path_output is None else path_output / "_build")


if __name__ == "__main__":
    main()
