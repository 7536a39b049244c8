"""After the tests: how many seeded faults of each code were found."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

_MUTANT = re.compile(r"test_mutants\.py::test_a_seeded_fault\w*\[([\w.-]+)-\d+\]")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for outcome in ("passed", "failed", "error"):
        for report in terminalreporter.stats.get(outcome, []):
            match = _MUTANT.search(getattr(report, "nodeid", ""))
            if match:
                total[match[1]] += 1
                found[match[1]] += outcome == "passed"
    if total:
        parts = (f"{code} {found[code]}/{total[code]}" for code in sorted(total))
        terminalreporter.section(f"recall: {found.total()} of {total.total()} seeded faults found")
        terminalreporter.write_line(", ".join(parts))
