"""Findings → the workflow commands by which GitHub shows annotations beside changed lines."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.core.diagnostics import Diagnostic, Severity

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def github(found: Sequence[Diagnostic]) -> str:
    """Return one command a line."""
    return "\n".join(_command(each) for each in found)


def _command(each: Diagnostic) -> str:
    properties = {
        "file": None if each.path is None else each.path.as_posix(),
        "line": each.line,
        "col": each.column,
        "title": str(each.code),
    }
    given = ",".join(
        f"{name}={_property(str(value))}" for name, value in properties.items() if value
    )
    text = f"{each.message} {each.remedy}".strip()
    return f"::{LEVELS[each.severity]} {given}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
