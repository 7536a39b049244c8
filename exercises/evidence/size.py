"""The environment variable `MLSYSBOOK_SMOKE` → whether a long cell should run small."""

from __future__ import annotations

import os

VARIABLE = "MLSYSBOOK_SMOKE"


def smoke() -> bool:
    """Return True while a cell tagged `recorded` runs at smoke size, only to prove that it still runs.

    A recorded cell asks this to choose its sizes: `steps = 3 if smoke() else 2000`. What it records at
    smoke size is thrown away; readers see the record that is committed beside the chapter.
    """
    return os.environ.get(VARIABLE, "") not in ("", "0")
