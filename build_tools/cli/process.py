"""The process around a command: how it collects garbage, and how it ends.

A build makes few but very large structures (the environment, trees of pages). Python walks all of them
again and again in search of cycles while it runs, and takes them apart node by node when it ends: of a
build after one touched page that was 1.8 of 5.3 seconds.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys

# Objects made between two searches for cycles. With none at all a cold build keeps every page's tree.
THRESHOLD = 200_000


def run() -> None:
    """Run `mlsysbook` as the whole of a process; does not return."""
    gc.set_threshold(THRESHOLD, 20, 100)
    # Imported after the threshold is set, because imports make many objects too.
    from build_tools.cli import main

    try:
        main()
    except SystemExit as leaving:
        status = _status(leaving.code)
        # What ends helpers of ours (a Node process, temporary folders) is registered there.
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        # The system frees memory at once; only Python's own taking apart is left out.
        os._exit(status)


def _status(code: object) -> int:
    """Return the exit status that Python gives a SystemExit with this code."""
    if code is None:
        return 0
    if isinstance(code, int):
        return code
    print(code, file=sys.stderr)
    return 1
