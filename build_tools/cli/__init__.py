"""`mlsysbook …`: arguments → calls. Parsing and exit statuses only; the work is below.

Modules of the work are imported inside the commands: most of them need Sphinx or nbclient, which take
longer to import than an unchanged book takes to check.
"""

from __future__ import annotations

import click

from build_tools.cli.checking import check
from build_tools.cli.exercising import exercise
from build_tools.cli.keeping import clean, new
from build_tools.cli.linking import links
from build_tools.cli.making import epub, html, pdf
from build_tools.cli.running import execute, serve
from build_tools.cli.shared import PluginGroup
from build_tools.cli.translating import i18n


@click.group(cls=PluginGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mlsysbook-toolchain", prog_name="mlsysbook")
def main() -> None:
    """Build, check and serve a textbook whose every number was measured."""


for command in (html, pdf, epub, execute, check, links, serve, exercise, i18n, clean, new):
    main.add_command(command)
