"""`python -m bench.build`: how long our builds take beside `jupyter-book build` on the same sources.

Runs are paired: in each round both tools build the same change, one after the other, in alternating
order, so that whatever else the machine does falls on both. The book is generated (`bench.book`), the disk
is warm, cells are not executed. Times are wall-clock seconds of whole commands; processor seconds, which
other work on the machine disturbs less, stand beside them.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.book import write_book
from bench.saving import save_to_reload

BIN = Path(sys.executable).parent
# What a build may take of jupyter-book's time, and what we aim at; the last two in seconds.
LIMITS = {"cold": (0.6, 0.35), "cold, formulas known": (0.6, 0.35), "one page touched": (0.35, 0.1)}
SECONDS = {"nothing changed": (1.0, 0.2), "save to reload": (1.0, 0.3)}


@dataclass
class Timing:
    """Wall-clock and processor seconds of the runs of one command."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        if not self.wall:
            return "-"
        low, high = min(self.wall), max(self.wall)
        cpu = f", cpu {statistics.median(self.cpu):.2f}" if self.cpu else ""
        return f"{statistics.median(self.wall):.2f} ({low:.2f}-{high:.2f}{cpu})"


@dataclass(frozen=True)
class Tool:
    """One of the two commands, with a copy of the book of its own."""

    name: str
    root: Path
    command: tuple[str, ...]

    def run(self, timing: Timing | None = None) -> None:
        """Run the build once. Raises CalledProcessError with its output when it fails."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        done = subprocess.run(
            [*self.command, str(self.root)], capture_output=True, text=True, check=False
        )
        wall = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode != 0:
            sys.stderr.write(done.stdout + done.stderr)
            done.check_returncode()
        if timing is not None:
            timing.wall.append(wall)
            timing.cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)

    def touch(self, number: int) -> None:
        """Change the text of one page, differently each time."""
        page = self.root / "part2" / "chapter12.md"
        with page.open("a", encoding="utf-8") as stream:
            stream.write(f"\nChange number {number}, made for the bench.\n")

    def clear(self) -> None:
        """Remove every trace of earlier builds."""
        shutil.rmtree(self.root / "_build", ignore_errors=True)

    def clear_all_but_formulas(self) -> None:
        """Remove pages and environment; formulas typeset before stay known."""
        cache = self.root / "_build" / ".cache"
        for path in (self.root / "_build" / "html", *(cache.iterdir() if cache.is_dir() else ())):
            if path.name not in ("math", "outputs"):
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def pairs(
    rounds: int, theirs: Tool, ours: Tool, prepare: Callable[[Tool, int], None]
) -> tuple[Timing, Timing]:
    """Time both tools in `rounds` rounds; `prepare` makes the change that a round builds."""
    result = {theirs.name: Timing(), ours.name: Timing()}
    for number in range(rounds):
        for tool in (theirs, ours) if number % 2 == 0 else (ours, theirs):
            prepare(tool, number)
            tool.run(result[tool.name])
    return result[theirs.name], result[ours.name]


def measure(folder: Path, rounds: int, pages: int, words: int) -> dict[str, tuple[Timing, Timing]]:
    """Run every scenario on a fresh book; returns jupyter-book's timings and ours."""
    for name in ("theirs", "ours"):
        count = write_book(folder / name, pages, words)
    print(f"book: {pages} pages, {count:,} words\n", flush=True)
    theirs = Tool("jupyter-book", folder / "theirs", (str(BIN / "jupyter-book"), "build", "-q"))
    ours = Tool("mlsysbook", folder / "ours", (str(BIN / "mlsysbook"), "html", "-q"))
    results = {"cold": pairs(rounds, theirs, ours, lambda tool, _: tool.clear())}
    known = Timing()
    for _ in range(rounds):
        ours.clear_all_but_formulas()
        ours.run(known)
    results["cold, formulas known"] = (results["cold"][0], known)
    results["one page touched"] = pairs(
        rounds, theirs, ours, lambda tool, number: tool.touch(number)
    )
    results["nothing changed"] = pairs(rounds, theirs, ours, lambda *_: None)
    results["save to reload"] = (Timing(), Timing(save_to_reload(ours.root, rounds)))
    return results


def report(results: dict[str, tuple[Timing, Timing]]) -> bool:
    """Print the table; returns whether every floor is kept."""
    kept = True
    print(
        f"{'':22} {'jupyter-book (s)':34} {'mlsysbook (s)':34} {'ratio':>6} {'floor':>6} {'goal':>6}"
    )
    for name, (theirs, ours) in results.items():
        value = statistics.median(ours.wall)
        if name in LIMITS:
            floor, goal = LIMITS[name]
            value /= statistics.median(theirs.wall)
            shown = f"{value:6.2f}"
        else:
            floor, goal = SECONDS[name]
            shown = " " * 6
        kept = kept and value <= floor
        verdict = "" if value <= floor else "  ABOVE THE FLOOR"
        print(f"{name:22} {theirs!s:34} {ours!s:34} {shown} {floor:6.2f} {goal:6.2f}{verdict}")
    return kept


def describe() -> str:
    """Return the machine, the versions and the commit in a line or two."""
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False
    ).stdout.strip()
    model = "unknown processor"
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text().splitlines()
        model = next(
            (each.split(": ")[1] for each in lines if each.startswith("model name")), model
        )
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{model}, {os.cpu_count()} cores, load {load}; Python {sys.version.split()[0]}; commit {commit}; "
        f"{time.strftime('%Y-%m-%d %H:%M')}"
    )


def main() -> int:
    """Measure, print, and return 1 when a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", type=int, default=46)
    parser.add_argument("--words", type=int, default=3400, help="words a page")
    arguments = parser.parse_args()
    print(describe())
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        results = measure(Path(folder), arguments.rounds, arguments.pages, arguments.words)
    print(
        f"median (smallest-largest, median processor seconds) of {arguments.rounds} paired rounds"
    )
    kept = report(results)
    print(describe())
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
