"""A PDF → what keeps it from being PDF/UA-1, by `page-validation`, written as a report.

Of what the package registries offer it is the checker that passes veraPDF's own corpus; it is a wheel without
dependencies. Nothing of WeasyPrint's has to be forgiven, since the tags are ours (`structure`); a rule that a
release of it, or of the checker, should break goes into `GAPS` with its reason.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
from pathlib import Path
from typing import Any

from build_tools.core.files import write_if_changed

CHECKER = "page"
PROFILE = "ua1"
# Rules that are known to fail, each with the reason; none does.
GAPS: dict[str, str] = {}


def available() -> bool:
    """Return whether the checker is installed; it is among the tools for development."""
    return importlib.util.find_spec(CHECKER) is not None


def check(data: bytes) -> list[dict[str, str]]:
    """Return each rule that a PDF fails, with its first message; those in `GAPS` have a `reason`.

    Raises ImportError without the checker, and its `PageError` for what is no PDF.
    """
    page: Any = importlib.import_module(CHECKER)
    limits = page.SafetyLimits.unlimited()
    report = page.validate_pdf_bytes(data, profile=PROFILE, limits=limits)
    found: dict[str, dict[str, str]] = {}
    for failure in report.failures:
        rule = failure.rule_id
        told = {"rule": rule, "message": failure.message}
        found.setdefault(rule, told | ({"reason": GAPS[rule]} if rule in GAPS else {}))
    return list(found.values())


def report_on(data: bytes, path: Path) -> list[dict[str, str]]:
    """Check a PDF and write the report; returns what is outside `GAPS`. Raises OSError.

    Without the checker the report says that nobody looked.
    """
    if not available():
        write_if_changed(path, json.dumps({"checker": None, "profile": PROFILE}))
        return []
    failures = check(data)
    told = {"checker": "page-validation", "profile": PROFILE, "failures": failures}
    write_if_changed(path, json.dumps(told, ensure_ascii=False, indent=1))
    return [each for each in failures if "reason" not in each]
