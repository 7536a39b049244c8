"""A book's output folder → what can be made again is gone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from build_tools.core.paths import BuildPaths
from build_tools.pipeline.lock import CELLS, SITE, locked


def clean(paths: BuildPaths, *, everything: bool, say: Callable[[str], None]) -> list[Path]:
    """Remove published formats and the pages' caches; with `everything` the whole output folder.

    Executed outputs and records survive the first, since they may have taken hours. Waits for a running
    build. Returns what was removed.
    """
    if not paths.output.is_dir():
        return []
    with locked(paths.output, say):
        if everything:
            shutil.rmtree(paths.output)
            return [paths.output]
        kept = {paths.outputs, paths.records}
        found = [*paths.output.iterdir(), *(paths.cache.iterdir() if paths.cache.is_dir() else ())]
        gone = [
            path for path in found if path not in kept and path.name not in (SITE, CELLS, ".cache")
        ]
        for path in gone:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
        return sorted(gone)
