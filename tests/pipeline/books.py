"""Small books and builds of them, each in a process of its own: Sphinx extensions patch classes for good."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bench.book import write_book
from build_tools.builders.html import site  # noqa: F401 - imported once here, not in every fork
from build_tools.builders.result import BuildOptions, Progress
from build_tools.builders.workers import Fork
from build_tools.core.book import read_book
from build_tools.pipeline.build import Outcome, build

ROOTS = Path(__file__).parents[1] / "roots"
Result = TypeVar("Result")


def copy_root(name: str, folder: Path) -> Path:
    """Copy a book of `tests/roots` into `folder`, without what an earlier build left there."""
    root = folder / name
    shutil.copytree(ROOTS / name, root, ignore=shutil.ignore_patterns("_build"))
    return root


def textbook(folder: Path, pages: int = 8, words: int = 900) -> Path:
    """Write a generated book with every kind of block in it."""
    root = folder / "textbook"
    write_book(root, pages=pages, words=words)
    return root


def apart(work: Callable[[], Result]) -> Result:
    """Return what `work` returns in a fork of this process."""
    return Fork(work).result()


def built(root: Path, output: Path | None = None, jobs: int = 1) -> Outcome:
    """Build the book in `root` as `mlsysbook html` does."""
    return apart(lambda: build(read_book(root, output), BuildOptions(jobs), _nobody, _nobody))


def stages(root: Path, jobs: int = 1) -> list[Progress]:
    """Build the book in `root`; returns every step that was reported."""
    steps: list[Progress] = []

    def work() -> list[Progress]:
        build(read_book(root), BuildOptions(jobs), steps.append, _nobody)
        return steps

    return apart(work)


def content(folder: Path) -> dict[str, bytes]:
    """Return every published file by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def different(one: Path, other: Path) -> list[str]:
    """Return the files that are not the same in both folders."""
    here, there = content(one), content(other)
    return sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))


def _nobody(_: object) -> None:
    """Report to nobody."""
