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


@i18n.command(cls=shared.Reported)
@shared.directory
@languages
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def status(directory: Path, codes: tuple[str, ...], as_json: bool) -> None:
    """Say how far each page of the book in DIR is in each language."""
    import json

    from build_tools.translate.status import status as counted
    from build_tools.translate.status import total

    book = shared.read(directory, None)
    found = {each: list(counted(book, each)) for each in _editions(book, codes)}
    if as_json:
        data = {each.code: [page.to_json() for page in pages] for each, pages in found.items()}
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    for edition, pages in found.items():
        click.echo(f"{edition.name} ({edition.code})")
        for page in [*pages, total(pages)]:
            stale = f", {page.fuzzy} stale" if page.fuzzy else ""
            click.echo(f"  {page.share:6.1%}  {page.done:5} of {page.total:5}{stale}  {page.name}")
