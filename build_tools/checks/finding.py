"""What a rule yields: a place, what is wrong there, and the mend where it is certain."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_tools.core.codes import Code
from build_tools.core.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Fix:
    """Replace `old`, which stands at the finding's line and column, by `new`; an empty `old` inserts."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. `path` is relative to the book and may be left out by rules on pages.

    `severity` is the rule's unless a rule has reason to give another. `catalog` is the `.po` file of a
    translated text; then `path` is the same file and `edition` the language.
    """

    code: Code
    message: str
    remedy: str
    line: int | None = None
    column: int | None = None
    path: str | None = None
    fix: Fix | None = None
    severity: Severity | None = None
    edition: str | None = None
    catalog: str | None = None

    def diagnostic(self) -> Diagnostic:
        """Return the finding as all tools print it. The severity must be set."""
        return Diagnostic(
            code=self.code,
            message=self.message,
            remedy=self.remedy,
            severity=self.severity or Severity.WARNING,
            path=None if self.path is None else Path(self.path),
            line=self.line,
            column=self.column,
            edition=self.edition,
            catalog=None if self.catalog is None else Path(self.catalog),
        )
