"""Findings → one JSON list."""

from __future__ import annotations

import json
from collections.abc import Sequence

from build_tools.core.diagnostics import Diagnostic


def as_json(found: Sequence[Diagnostic]) -> str:
    """Return the findings as a JSON list of objects, keys as in `Diagnostic.to_json`."""
    return json.dumps([each.to_json() for each in found], indent=1, ensure_ascii=False)
