"""The words in which pages are sent to be executed and come back: plain values that can be pickled."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from build_tools.core.diagnostics import Diagnostic

if TYPE_CHECKING:
    from nbformat import NotebookNode

Event = Literal["start", "cell", "done", "failed"]


@dataclass(frozen=True)
class RunOptions:
    """How to run.

    `jobs` is how many pages run at once (the cores by default); `scheduler` the address of a Dask
    scheduler instead. `strict` makes a timing claim that was not reproduced an error. `recorded` runs long
    cells in full and renews the committed records. `output_limit` is bytes of output a cell,
    `memory_limit` bytes of memory a kernel (three quarters of the machine's, shared, by default).
    """

    jobs: int | None = None
    scheduler: str | None = None
    strict: bool = False
    recorded: bool = False
    output_limit: int = 10_000_000
    memory_limit: int | None = None


@dataclass(frozen=True)
class Progress:
    """Something to show while pages run: `cell` of `cells` of one page is done after `seconds`.

    `done` of `total` counts pages.
    """

    docname: str
    event: Event
    cell: int
    cells: int
    seconds: float
    done: int
    total: int


@dataclass(frozen=True)
class Job:
    """One page to execute, anywhere that sees the same files.

    `path` is the page relative to the book, for messages. `cwd` is where its cells run, None for an empty
    folder. `timeout` is seconds a cell, None for no limit. `smoke` runs cells tagged `recorded` small, which
    otherwise have no time limit. Without a `memory_limit` the machine's memory is shared with `beside`
    pages (None: one for each core).
    """

    docname: str
    path: Path
    notebook: NotebookNode
    kernel: str
    cwd: str | None
    timeout: int | None
    allow_errors: bool
    smoke: bool
    output_limit: int
    memory_limit: int | None
    beside: int | None


@dataclass(frozen=True)
class Result:
    """What came back: the notebook with the outputs made so far, and what went wrong.

    `failed` is True when a cell stopped the page; `problems` then says which and why.
    """

    docname: str
    notebook: NotebookNode
    seconds: float
    failed: bool
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What a run did to one page: whether it is good now, and what the user should know.

    `executed` is False when stored outputs were enough; `seconds` is what its cells took.
    """

    docname: str
    ok: bool
    executed: bool
    seconds: float = 0.0
    problems: tuple[Diagnostic, ...] = field(default=())
