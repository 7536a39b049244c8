"""`mlsysbook links`: links to other hosts."""

from __future__ import annotations

import sys
from datetime import date
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
@click.option("--fix", is_flag=True, help="Write the new address of what has moved for good.")
@click.option("--strict", is_flag=True, help="Exit with 1 on a warning too.")
@shared.quiet
def links(
    directory: Path, path_output: Path | None, style: str, fix: bool, strict: bool, quiet: bool
) -> None:
    """Check links to other hosts on the built pages of the book in DIR.

    Answers are remembered in links.json beside links.toml, which says how hosts are asked and which
    links are allowed, why and until when. Exit status 1 when a link is broken.
    """
    from build_tools.checks.formats import WRITERS
    from build_tools.checks.formats.text import text
    from build_tools.pipeline.console import Console
    from build_tools.pipeline.links import check_links

    console = Console(quiet=quiet or style != "text")
    book = shared.read(directory, path_output)
    done = check_links(book, console.say, fix=fix, today=date.today())
    if style == "text":
        color = sys.stdout.isatty()
        click.echo(text(done.diagnostics, color=color), color=color)
        mended = f", {done.mended} mended" if done.mended else ""
        console.say(f"{done.links} links, {done.asked} asked for{mended}.")
    else:
        click.echo(WRITERS[style](done.diagnostics))
    if done.failed(warnings=strict):
        sys.exit(1)
