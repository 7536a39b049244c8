"""A list of events becomes a file that chrome://tracing and ui.perfetto.dev draw as a timeline.

Source: "Trace Event Format", complete events (ph "X", times in microseconds) and counters (ph "C").
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tinytorch import durable

if TYPE_CHECKING:
    from tinytorch.profiler.profile import Event

TRACKS = {"range": 0, "forward": 1, "backward": 2}


def chrome_trace(events: Iterable[Event]) -> dict[str, Any]:
    """Return the trace as JSON data: a track each for ranges, forward and backward, and a memory curve."""
    out: list[dict[str, Any]] = [
        {"ph": "M", "pid": 1, "tid": tid, "name": "thread_name", "args": {"name": name}}
        for name, tid in TRACKS.items()
    ]
    for event in events:
        begin = event.start * 1e6
        out.append(
            {
                "ph": "X",
                "pid": 1,
                "tid": TRACKS[event.kind],
                "name": event.name,
                "cat": event.kind,
                "ts": begin,
                "dur": event.duration * 1e6,
                "args": {
                    "flops": event.flops,
                    "bytes": event.bytes,
                    "shapes": [list(shape) for shape in event.shapes],
                },
            }
        )
        if event.peak is not None:
            memory = {"bytes": event.peak}
            out.append({"ph": "C", "pid": 1, "name": "peak memory", "ts": begin, "args": memory})
    return {"traceEvents": out, "displayTimeUnit": "ms"}


def write_chrome_trace(events: Iterable[Event], path: str | os.PathLike[str]) -> None:
    """Write `chrome_trace(events)` to ``path``."""
    durable.write(path, json.dumps(chrome_trace(events)).encode())
