"""Findings → lines for a person, grouped by file, colored on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from build_tools.core.diagnostics import Diagnostic, Severity

COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.HINT: "36"}


def text(found: Sequence[Diagnostic], *, color: bool = False, hints: bool = True) -> str:
    """Return the findings, then their counts; `hints=False` only counts those."""
    shown = [each for each in found if hints or each.severity is not Severity.HINT]
    lines: list[str] = []
    for name, group in groupby(shown, key=_file):
        lines.append(_paint(name, "1", color))
        for each in group:
            lines.extend(_lines(each, color))
        lines.append("")
    lines.append(_summary(found, len(found) - len(shown)))
    return "\n".join(lines)


def _file(each: Diagnostic) -> str:
    return "the book" if each.path is None else each.path.as_posix()


def _lines(each: Diagnostic, color: bool) -> Iterator[str]:
    place = each.location.rpartition("/")[2] if each.path else ""
    kind = _paint(str(each.severity), COLORS[each.severity], color)
    before = f"  {place}: " if place else "  "
    yield f"{before}{kind}: {each.message} [{each.code}]"
    if each.remedy:
        yield f"      {_paint(each.remedy, '2', color)}"


def _summary(found: Sequence[Diagnostic], hidden: int) -> str:
    counts = Counter(each.severity for each in found)
    parts = [
        f"{counts[kind]} {kind}{'' if counts[kind] == 1 else 's'}"
        for kind in Severity
        if counts[kind]
    ]
    if not parts:
        return "Nothing found."
    more = " (see them with --hints)" if hidden else ""
    return ", ".join(parts) + more


def _paint(words: str, code: str, color: bool) -> str:
    return f"\x1b[{code}m{words}\x1b[0m" if color else words
