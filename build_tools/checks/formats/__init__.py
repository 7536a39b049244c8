"""Findings → text for people, JSON, SARIF 2.1.0, annotations of a code host."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from build_tools.checks.formats.github import github
from build_tools.checks.formats.machine import as_json
from build_tools.checks.formats.sarif import sarif
from build_tools.core.diagnostics import Diagnostic

Format = Literal["text", "json", "sarif", "github"]
WRITERS: dict[str, Callable[[Sequence[Diagnostic]], str]] = {
    "json": as_json,
    "sarif": sarif,
    "github": github,
}
