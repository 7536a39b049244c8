"""A file of old findings that do not count; it can only shrink."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from build_tools.checks.finding import Finding
from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.core.files import write_if_changed

# A line number would make every entry stale as soon as something is written above it.
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Baseline:
    """How often each finding may occur."""

    path: Path
    counts: Counter[Key]

    def split(self, findings: Iterable[Finding]) -> tuple[list[Finding], Counter[Key]]:
        """Return the findings that are not in it, and what of it was found."""
        left, new = Counter(self.counts), []
        for each in findings:
            if left[key(each)] > 0:
                left[key(each)] -= 1
            else:
                new.append(each)
        return new, self.counts - left

    def shrink(self, found: Counter[Key]) -> int:
        """Write the file without what was not found any more; return how many entries went."""
        gone = self.counts.total() - found.total()
        if gone:
            write(self.path, found)
        return gone


def read(path: Path) -> Baseline | None:
    """Read a baseline, or return None where there is none yet. Raises BuildError."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        counts = Counter(
            {(one["code"], one["path"], one["message"]): int(one["count"]) for one in entries}
        )
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        problem = Diagnostic(
            code=Code.CONFIG_INVALID,
            message=f"{path.name} is not a baseline: {error}",
            remedy="Remove it; `mlsysbook check --baseline` writes it anew.",
            path=path,
        )
        raise BuildError(problem) from error
    return Baseline(path, counts)


def write(path: Path, counts: Counter[Key]) -> None:
    """Write a baseline, sorted, one entry a finding."""
    entries = [
        {"code": code, "path": name, "message": message, "count": count}
        for (code, name, message), count in sorted(counts.items())
        if count
    ]
    write_if_changed(path, json.dumps(entries, indent=1, ensure_ascii=False) + "\n")


def key(finding: Finding) -> Key:
    """Return what tells a finding from others as long as its line may move."""
    return (str(finding.code), finding.path or "", finding.message)
