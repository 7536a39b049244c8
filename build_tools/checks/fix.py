"""Findings with a certain mend → the files mended."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from build_tools.checks.finding import Finding
from build_tools.core.files import write_if_changed


def mend(root: Path, findings: Iterable[Finding]) -> list[Finding]:
    """Apply every fix whose old text still stands where it was found; return those applied.

    Files are mended from the end, so that places before a mend stay true.
    """
    done = []
    files: dict[str, list[Finding]] = {}
    for each in findings:
        if each.fix is not None and each.path and each.line and not each.path.endswith(".ipynb"):
            files.setdefault(each.path, []).append(each)
    for name, found in files.items():
        path = root / name
        lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else [""]
        for each in sorted(found, key=lambda one: (one.line or 0, one.column or 1), reverse=True):
            if _apply(lines, each):
                done.append(each)
        write_if_changed(path, "\n".join(lines))
    return done


def _apply(lines: list[str], finding: Finding) -> bool:
    fix, index, column = finding.fix, (finding.line or 1) - 1, (finding.column or 1) - 1
    if fix is None or index >= len(lines):
        return False
    text = lines[index]
    if not text.startswith(fix.old, column):
        return False
    lines[index] = text[:column] + fix.new + text[column + len(fix.old) :]
    return True
