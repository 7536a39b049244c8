"""One rule a file: see `build_tools.checks.rule`."""
