"""`mlsysbook exercise …`: prove that exercises grade, grade a file, list them, start one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from build_tools.cli import shared

folder = click.option(
    "--directory",
    "-C",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    default=Path(),
    help="The folder of the book.",
)


@click.group()
def exercise() -> None:
    """Graded exercises and quizzes."""


@exercise.command("check", cls=shared.Reported)
@click.argument("names", nargs=-1, metavar="[CHAPTER[/EXERCISE]]...")
@folder
@click.option("--browser", is_flag=True, help="Grade in Chromium too, and compare.")
@click.option("--force", is_flag=True, help="Grade again what has not changed.")
@shared.jobs
@shared.quiet
def check(
    names: tuple[str, ...], directory: Path, browser: bool, force: bool, jobs: int, quiet: bool
) -> None:
    """Prove that starters fail, solutions pass, and each mutant is told what is wrong with it."""
    from build_tools.pipeline.console import Console
    from build_tools.pipeline.exercises import check as prove

    console = Console(quiet=quiet)
    outcome = prove(
        directory.resolve(),
        names,
        jobs or os.cpu_count() or 1,
        console.report,
        browser=browser,
        force=force,
    )
    console.clear()
    console.findings(outcome.diagnostics)
    console.say(outcome.summary)
    if outcome.failed:
        sys.exit(1)


@exercise.command("run", cls=shared.Reported)
@click.argument("name", metavar="CHAPTER/EXERCISE")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@folder
@click.option(
    "--untrusted", is_flag=True, help="The code is somebody else's: use a sandbox or refuse."
)
@click.option("--seconds", type=click.IntRange(1), default=20, show_default=True)
def run(name: str, file: Path, directory: Path, untrusted: bool, seconds: int) -> None:
    """Grade FILE by the tests of an exercise; exit with 1 unless every test passes."""
    from build_tools.exercise import Library
    from grading.host import check as grade
    from grading.sandbox import NoSandboxError

    found = Library(directory.resolve()).exercise(name)
    work = file.read_text(encoding="utf-8")
    try:
        report = grade(work, found.tests.text, seconds=seconds, untrusted=untrusted)
    except NoSandboxError as error:
        raise click.ClickException(str(error)) from None
    if report.printed:
        click.echo(report.printed.rstrip())
    for each in report.outcomes:
        click.echo(f"{'passed ' if each.passed else 'FAILED '} {each.test}")
        if each.message:
            click.echo(f"        {each.message}")
    if not report.passed:
        sys.exit(1)


@exercise.command("list", cls=shared.Reported)
@folder
def show(directory: Path) -> None:
    """List exercises and quizzes with their minutes and objectives."""
    from build_tools.exercise import Library

    library = Library(directory.resolve())
    for chapter in library.chapters():
        for name in library.exercises(chapter):
            each = library.exercise(f"{chapter}/{name}")
            about = f"{each.minutes:3} min  objective {each.objective}  {each.where}"
            click.echo(f"{each.key:48} {about}  {each.title.text}")
        if chapter in library.quizzes():
            items = library.quiz(chapter).items
            later = sum(bool(item.delayed) for item in items)
            click.echo(f"{chapter + ' quiz':48} {len(items)} items, {later} of them asked later")


@exercise.command("new", cls=shared.Reported)
@click.argument("name", metavar="CHAPTER/EXERCISE")
@folder
@click.option("--title", required=True, help="In sentence case.")
def new(name: str, directory: Path, title: str) -> None:
    """Start an exercise: all its files, to be filled in."""
    from build_tools.pipeline.new_exercise import new_exercise

    path = new_exercise(directory.resolve(), name, title)
    click.echo(f"An exercise is in {path}. Prove it with: mlsysbook exercise check {name}")
