"""What a builder is asked, says while it works, and returns: the types that all formats share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.core.diagnostics import Diagnostic


@dataclass(frozen=True)
class Progress:
    """One step of a stage: `done` of `total`, and the item (a docname, a file) it is about."""

    stage: str
    done: int = 0
    total: int = 0
    item: str = ""


Report = Callable[[Progress], None]


@dataclass(frozen=True)
class BuildOptions:
    """What a user can ask of a build. `jobs` is a number of processes; 0 means one a core.

    `tool` tells one version of the toolchain from another; pages that another version made are not reused.
    """

    jobs: int = 0
    strict: bool = False
    execute: bool = True
    scheduler: str | None = None
    tool: str = ""


@dataclass(frozen=True)
class BuildResult:
    """What one edition in one format came to. `inputs` are the files and folders it read."""

    outdir: Path
    pages_written: int
    warnings: list[Diagnostic]
    seconds: float
    inputs: frozenset[Path] = field(default=frozenset())
