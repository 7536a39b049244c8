"""Times a PDF of a generated textbook: cold, after an edit, unchanged, and anew with its formulas drawn.

`python -m bench.pdf [--pages 46] [--jobs 1]`. Each build is a process of its own, whose processor time and
peak of memory are taken from the kernel. The floors: 0.15 s a page and 1.5 GB for 600 pages or more.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.book import write_book

SECONDS_A_PAGE, MEGABYTES = 0.15, 1536.0


@dataclass(frozen=True)
class Run:
    """One build: wall clock and processor seconds, peak of memory in MB."""

    name: str
    wall: float
    processor: float
    memory: float


def timed(name: str, root: Path, jobs: int = 1) -> Run:
    """Print the book in `root` in a process of its own. Raises CalledProcessError."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [
        sys.executable,
        "-m",
        "build_tools.cli",
        "pdf",
        "--quiet",
        "--no-execute",
        f"-j{jobs}",
    ]
    process = subprocess.Popen([*command, str(root)], stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise subprocess.CalledProcessError(status, command)
    process.returncode = 0
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(name, wall, processor, used.ru_maxrss / 1024)


def pages_of(root: Path) -> int:
    """Return how many pages the printed book has."""
    (path,) = (root / "_build" / "pdf").glob("*.pdf")
    told = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
    return int(told.split("Pages:")[1].split()[0])


def edit(root: Path) -> None:
    """Add a sentence to a chapter in the middle of the book."""
    chapters = sorted(path for path in root.rglob("*.md") if "_build" not in path.parts)
    with chapters[len(chapters) // 2].open("a", encoding="utf-8") as page:
        page.write("\nOne sentence more.\n")


def forget(root: Path) -> None:
    """Throw away all that earlier builds left, but for the drawings of formulas."""
    cache = root / "_build" / ".cache"
    for kept in (root / "_build").iterdir():
        if kept.is_dir() and kept != cache:
            shutil.rmtree(kept)
    for path in cache.iterdir():
        if path.is_dir() and path.name != "math":
            shutil.rmtree(path)
        elif path.is_file():
            path.unlink()


def main() -> None:
    """Run the bench and print a line a build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=46, help="files of the generated book")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    given = parser.parse_args()
    root = Path(tempfile.mkdtemp(prefix="bench-pdf-")) / "book"
    try:
        write_book(root, pages=given.pages, words=3400)
        runs = [timed("cold", root, given.jobs)]
        edit(root)
        runs += [timed("a sentence added", root, given.jobs), timed("nothing changed", root)]
        forget(root)
        runs.append(timed("all but the formulas anew", root, given.jobs))
        count = pages_of(root)
        for run in runs:
            print(
                f"{run.name:32} {run.wall:7.1f} s  {run.processor:7.1f} s of processor  "
                f"{run.processor / count:.3f} s a page  {run.memory:6.0f} MB",
                flush=True,
            )
        print(f"{count} pages; floors {SECONDS_A_PAGE} s a page, {MEGABYTES:.0f} MB")
    finally:
        shutil.rmtree(root.parent)


if __name__ == "__main__":
    main()
