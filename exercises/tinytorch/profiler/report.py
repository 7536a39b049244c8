"""A list of events becomes a table: one line for each operation, the costliest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tinytorch.profiler.profile import Event


@dataclass
class Total:
    """All events of one name added up; ``peak`` is their highest."""

    name: str
    calls: int = 0
    time: float = 0.0
    flops: int = 0
    bytes: int = 0
    peak: int = 0


SORTS: dict[str, Callable[[Total], float]] = {
    "time": lambda total: total.time,
    "flops": lambda total: total.flops,
    "bytes": lambda total: total.bytes,
    "peak": lambda total: total.peak,
    "calls": lambda total: total.calls,
}


HEAD: tuple[str, ...] = (
    *("operation", "calls", "time ms", "share"),
    *("MFLOP", "GFLOP/s", "MB", "FLOP/B", "peak MB"),
)


def totals(events: Iterable[Event]) -> list[Total]:
    """Return one total an operation, in the order of first appearance; ranges are left out."""
    found: dict[str, Total] = {}
    for event in events:
        if event.kind == "range":
            continue
        total = found.setdefault(event.name, Total(event.name))
        total.calls += 1
        total.time += event.self_time
        total.flops += event.flops
        total.bytes += event.bytes
        total.peak = max(total.peak, event.peak or 0)
    return list(found.values())


def table(events: Iterable[Event], sort_by: str = "time", rows: int = 20) -> str:
    """Return the totals as text, the largest by ``sort_by`` first, at most ``rows`` of them.

    Raises:
        ValueError: ``sort_by`` names no column.
    """
    if sort_by not in SORTS:
        raise ValueError(f"sort_by={sort_by!r} is none of {', '.join(SORTS)}")
    found = totals(events)
    whole = sum(total.time for total in found) or 1.0
    lines = [HEAD]
    for total in sorted(found, key=SORTS[sort_by], reverse=True)[:rows]:
        lines.append(_row(total, whole))
    everything = Total("all", sum(t.calls for t in found), sum(t.time for t in found))
    everything.flops, everything.bytes = sum(t.flops for t in found), sum(t.bytes for t in found)
    everything.peak = max((t.peak for t in found), default=0)
    lines.append(_row(everything, whole))
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(pairs))
        for pairs in (list(zip(line, widths, strict=True)) for line in lines)
    )


def _row(total: Total, whole: float) -> tuple[str, ...]:
    return (
        total.name,
        str(total.calls),
        f"{total.time * 1e3:.3f}",
        f"{total.time / whole:.0%}",
        f"{total.flops / 1e6:.2f}",
        f"{total.flops / total.time / 1e9:.1f}" if total.time else "-",
        f"{total.bytes / 1e6:.2f}",
        f"{total.flops / total.bytes:.2f}" if total.bytes else "-",
        f"{total.peak / 1e6:.2f}" if total.peak else "-",
    )
