"""Units written in ways that standards and readers trip over; a matter of style, and so a hint."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding, Fix
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

_JOINED = re.compile(
    r"(?<![\w.\-/])(\d[\d,.]*\d|\d)(ms|ns|µs|μs|us|[kMGT]i?B|[kMG]Hz|GHz|MHz|kHz|mW|mJ|kW|kg|km|cm|mm)\b"
)
WORDS = {
    "msec": "ms",
    "msecs": "ms",
    "usec": "µs",
    "sec": "s",
    "secs": "s",
    "mins": "min",
    "hrs": "h",
    "KB": "kB",
    "Kb/s": "kbit/s",
    "Mbps": "Mbit/s",
    "Gbps": "Gbit/s",
    "Mhz": "MHz",
    "Ghz": "GHz",
    "Kbytes": "kB",
}
_WORD = re.compile(
    r"(?<=\d[ \u00a0\u202f])("
    + "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True))
    + r")(?![\w/])"
)


def check(page: Facts, _context: Context) -> Iterator[Finding]:
    """Report units without a space before them, and spellings that no standard knows."""
    for match in _JOINED.finditer(page.prose):
        line, column = page.place(match.start(2))
        unit = "µs" if match[2] == "us" else match[2]
        message = f"no space between '{match[1]}' and '{match[2]}'"
        fix = Fix(match[2], f"\u00a0{unit}")
        yield Finding(Code.UNIT_STYLE, message, f"Write {match[1]} {unit}.", line, column, fix=fix)
    for match in _WORD.finditer(page.prose):
        line, column = page.place(match.start())
        yield Finding(
            Code.UNIT_STYLE,
            f"'{match[1]}' is not how the unit is written",
            f"Write {WORDS[match[1]]}.",
            line,
            column,
        )


RULE = Rule({Code.UNIT_STYLE: Severity.HINT}, check)
