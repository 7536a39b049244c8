"""A payload → an output of the notebook that runs, or, outside IPython, an entry in a list.

A build, a notebook server and a page in the browser all read the same MIME bundles; which of them
listens is decided here, once, so that `record` and `claim` need not know.
"""

from __future__ import annotations

import sys
from typing import Any

RECORD = "application/vnd.mlsysbook.record+json"
CLAIM = "application/vnd.mlsysbook.claim+json"

Bundle = dict[str, Any]

_collected: list[Bundle] = []


def publish(mime: str, payload: dict[str, Any], text: str) -> None:
    """Display `payload` under `mime`, with `text` for those who read plain text."""
    bundle = {mime: payload, "text/plain": text}
    if _in_ipython():
        # IPython is present only where a notebook runs; a script or a browser does without it.
        from IPython.display import display

        display(bundle, raw=True)  # type: ignore[no-untyped-call]
        return
    _collected[:] = [each for each in _collected if not _same_record(each, bundle)]
    _collected.append(bundle)


def collected() -> list[Bundle]:
    """Return what was recorded and claimed outside IPython, in order: `{mime: payload, "text/plain": …}`.

    Recording an id again replaces the earlier value. Inside IPython the list stays empty: outputs of
    the cell carry the payloads there.
    """
    return list(_collected)


def _in_ipython() -> bool:
    if "IPython" not in sys.modules:
        return False
    from IPython import get_ipython

    return get_ipython() is not None


def _same_record(old: Bundle, new: Bundle) -> bool:
    return RECORD in old and RECORD in new and old[RECORD]["id"] == new[RECORD]["id"]
