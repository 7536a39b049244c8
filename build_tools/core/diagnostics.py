"""A diagnostic: what is wrong, where, and how to mend it; and `BuildError`, which stops a build with some.

A `BuildError` is the user's to mend and is shown without a traceback, exit status 1. Every other
exception is a bug of ours and keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from build_tools.core.codes import Code


class Severity(StrEnum):
    """Errors stop or fail a build, warnings fail it under `--strict`, hints never do."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, kw_only=True)
class Diagnostic:
    """One finding, in the words of whoever has to mend it.

    `path` is relative to the book where it can be; `line` and `column` count from 1.
    `edition` is the code of a translated edition, `catalog` the `.po` file that the text came from.
    """

    code: Code
    message: str
    remedy: str = ""
    severity: Severity = Severity.ERROR
    path: Path | None = None
    line: int | None = None
    column: int | None = None
    edition: str | None = None
    catalog: Path | None = None

    @property
    def location(self) -> str:
        """`path:line:column` as far as known; empty when the finding has no place."""
        parts = [] if self.path is None else [self.path.as_posix()]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)

    def __str__(self) -> str:
        where = f"{self.location}: " if self.location else ""
        text = f"{where}{self.severity}: {self.message} [{self.code}]"
        return f"{text}\n    {self.remedy}" if self.remedy else text

    def to_json(self) -> dict[str, Any]:
        """Return the finding as JSON-ready values; absent fields are left out."""
        values = {
            "code": str(self.code),
            "severity": str(self.severity),
            "message": self.message,
            "remedy": self.remedy or None,
            "path": self.path.as_posix() if self.path else None,
            "line": self.line,
            "column": self.column,
            "edition": self.edition,
            "catalog": self.catalog.as_posix() if self.catalog else None,
        }
        return {key: value for key, value in values.items() if value is not None}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Diagnostic:
        """Return the finding that `to_json` wrote; other keys are ignored. Raises KeyError, ValueError."""
        return cls(
            code=Code(values["code"]),
            message=values["message"],
            remedy=values.get("remedy", ""),
            severity=Severity(values["severity"]),
            path=Path(values["path"]) if "path" in values else None,
            line=values.get("line"),
            column=values.get("column"),
            edition=values.get("edition"),
            catalog=Path(values["catalog"]) if "catalog" in values else None,
        )


class BuildError(Exception):
    """Stops the command with one or more diagnostics that the user can mend."""

    def __init__(self, diagnostics: Diagnostic | Iterable[Diagnostic]) -> None:
        found = (diagnostics,) if isinstance(diagnostics, Diagnostic) else tuple(diagnostics)
        if not found:
            raise ValueError("a BuildError needs at least one diagnostic")
        self.diagnostics: tuple[Diagnostic, ...] = found
        super().__init__("\n".join(str(each) for each in found))

    def __reduce__(self) -> tuple[type[BuildError], tuple[tuple[Diagnostic, ...]]]:
        # Exceptions are pickled by their text, from which the diagnostics cannot be made again.
        return BuildError, (self.diagnostics,)
