"""`python -m build_tools.cli` is `mlsysbook`."""

from build_tools.cli.process import run

run()
