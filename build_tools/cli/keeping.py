"""`mlsysbook new` and `clean`: what stands before a build, and what is left after it."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.cli import shared


@click.command(cls=shared.Reported)
@shared.directory
@shared.path_output
@click.option("--all", "everything", is_flag=True, help="Executed outputs and caches too.")
def clean(directory: Path, path_output: Path | None, everything: bool) -> None:
    """Remove what builds made; executed outputs stay unless --all is given."""
    from build_tools.pipeline.clean import clean as remove

    for path in remove(
        shared.read(directory, path_output).paths, everything=everything, say=click.echo
    ):
        click.echo(f"removed {path}")


@click.group()
def new() -> None:
    """Start something new."""


@new.command("book", cls=shared.Reported)
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--title", default=None, help="The book's title; the folder's name by default.")
def new_book(directory: Path, title: str | None) -> None:
    """Start a book in DIRECTORY that builds: `mlsysbook html DIRECTORY`."""
    from build_tools.pipeline.new import new_book as create

    create(directory, title)
    click.echo(f"A book is in {directory}. Build it with: mlsysbook html {directory}")
