"""`mlsysbook i18n …`: catalogs brought up to date, counted, checked."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from build_tools.cli import shared
from build_tools.core.book import Book
from build_tools.core.edition import Edition


@click.group()
def i18n() -> None:
    """Keep the translations of a book in step with its English text."""


languages = click.option(
    "--language",
    "-l",
    "codes",
    multiple=True,
    metavar="CODE",
    help="An edition, by its code; all but the first when none is named.",
)


@i18n.command(cls=shared.Reported)
@shared.directory
@shared.path_output
@shared.quiet
@languages
def update(directory: Path, path_output: Path | None, quiet: bool, codes: tuple[str, ...]) -> None:
    """Bring the catalogs of the book in DIR up to date; what changed in English is marked fuzzy."""
    from build_tools.pipeline.catalogs import update as run
    from build_tools.pipeline.console import Console

    book = shared.read(directory, path_output)
    console = Console(quiet=quiet)
    changed, problems = run(book, _editions(book, codes), console.say)
    console.findings(problems)
    console.say(f"{len(changed)} catalogs changed.")
    if any(each.severity == "error" for each in problems):
        sys.exit(1)


def _editions(book: Book, codes: tuple[str, ...]) -> list[Edition]:
    known = {each.code: each for each in book.editions[1:]}
    for code in codes:
        if code not in known:
            raise click.BadParameter(
                f"the book has no translated edition '{code}'; it has {', '.join(known) or 'none'}"
            )
    return [known[code] for code in codes] if codes else list(known.values())
