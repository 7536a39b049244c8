"""What the commands share: plug-ins, the way errors end, common arguments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from build_tools.core.book import Book, read_book
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


class Reported(click.Command):
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


directory = click.argument(
    "directory", type=click.Path(file_okay=False, path_type=Path), default=Path(), metavar="[DIR]"
)
path_output = click.option(
    "--path-output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Build into PATH/_build instead of DIR/_build.",
    metavar="PATH",
)
jobs = click.option(
    "--jobs", "-j", type=click.IntRange(0), default=0, help="Processes; 0, the default: one a core."
)
quiet = click.option("--quiet", "-q", is_flag=True, help="Show findings only.")
scheduler = click.option(
    "--scheduler", metavar="ADDRESS", help="Run cells on the Dask cluster at ADDRESS."
)
execution = click.option(
    "--execute/--no-execute",
    default=True,
    envvar="EXECUTE",
    help="Run cells whose outputs are out of date (the default), or use the last outputs.",
)
strictness = click.option(
    "--strict/--no-strict",
    default=None,
    help="Exit with 1 on a warning. In a book with the profile `house` that is the default, except for "
    "claims about time, which a busy machine may miss.",
)


def read(folder: Path, output: Path | None) -> Book:
    """Read the book that a command was given. Raises BuildError."""
    return read_book(folder, None if output is None else output / "_build")
