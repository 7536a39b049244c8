"""A diagnostic found while Sphinx reads or writes → one line of its warning stream.

The line reads `message [code] remedy`; the `Diagnostic` itself travels on the log record as `diagnostic`,
so that a builder of ours shows it without parsing text.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.util import logging

from build_tools.core.codes import Code
from build_tools.core.diagnostics import Diagnostic, Severity

logger = logging.getLogger(__name__)
Location = nodes.Node | tuple[str, int] | None


def warn(
    code: Code,
    message: str,
    remedy: str,
    location: Location,
    severity: Severity = Severity.WARNING,
) -> None:
    """Log a warning, or an error, of `code` at `location`: a node, or the path of a file with a line."""
    path, line = _place(location)
    found = Diagnostic(
        code=code,
        message=message,
        remedy=remedy,
        severity=severity,
        path=None if path is None else Path(path),
        line=line,
    )
    # Sphinx itself turns a (name, line) pair into the path of a document, and knows no other files.
    where = location if isinstance(location, nodes.Node) else _text(path, line)
    logger.log(
        "ERROR" if severity is Severity.ERROR else "WARNING",
        "%s [%s] %s",
        message,
        code,
        remedy,
        location=where,
        type="mlsysbook",
        subtype=str(code),
        extra={"diagnostic": found},
    )


def _place(location: Location) -> tuple[str | None, int | None]:
    if location is None:
        return None, None
    if isinstance(location, tuple):
        return location
    node: nodes.Node | None = location
    while node is not None:
        if node.source:
            return node.source, node.line
        node = node.parent
    return None, None


def _text(path: str | None, line: int | None) -> str | None:
    return path if line is None else f"{path}:{line}"
