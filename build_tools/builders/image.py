"""Pyodide and wheels → what a page's Python starts from: its memory after the start, modules compiled.

Starting the interpreter and compiling NumPy's modules takes a reader's browser three seconds, each time. Here
it is done once, under Node; the same inputs give the same bytes. Results are kept beside the npm packages,
by what they were made from, because a clean build of the book changes none of it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.core.files import digest, digest_file

SNAPSHOT = "snapshot.bin"
SCRIPT = "exercises/browser/image.node.mjs"
_SECONDS = 300
_KEPT = 12


def image(root: Path, wheels: Mapping[str, Path], target: Path) -> list[str]:
    """Put the interpreter's memory and `<name>.pack` of each wheel into `target`; returns the names.

    `root` is the checkout, with Pyodide in its node_modules. Raises BuildError when Node fails.
    """
    folder = root / "node_modules/pyodide"
    base = digest(
        (root / SCRIPT).read_bytes(), digest_file(folder / "pyodide.asm.wasm"), _version()
    )
    cache = root / "node_modules/.cache/mlsysbook"
    keys = {SNAPSHOT: base} | {
        f"{name}.pack": digest(base, name, digest_file(path)) for name, path in wheels.items()
    }
    missing = [name for name, key in keys.items() if not (cache / key).is_file()]
    if missing:
        _make(root, folder, wheels, {name: cache / keys[name] for name in missing})
    for name, key in keys.items():
        found, own = cache / key, target / name
        os.utime(found)
        if not own.is_file() or digest_file(own) != digest_file(found):
            shutil.copyfile(found, own)
    _forget(cache)
    return list(keys)


def _make(
    root: Path, pyodide: Path, wheels: Mapping[str, Path], wanted: Mapping[str, Path]
) -> None:
    jobs = [
        "snapshot" if name == SNAPSHOT else f"{stem}={wheels[stem]}"
        for name in wanted
        for stem in [name.removesuffix(".pack")]
    ]
    with tempfile.TemporaryDirectory() as place:
        command = [_node(), str(root / SCRIPT), str(pyodide), place, *jobs]
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
        if done.returncode != 0:
            raise BuildError(
                Diagnostic(
                    code=Code.BUILD_TOOL_MISSING,
                    message=f"Python for pages could not be prepared: {done.stderr.strip()[-800:]}",
                    remedy="Run `build_tools/environment.sh`, which installs the locked packages.",
                    path=root / SCRIPT,
                )
            )
        for name, path in wanted.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            # Beside and renamed: another build may look for it at this moment.
            fresh = path.with_suffix(f".{os.getpid()}")
            shutil.copyfile(Path(place) / name, fresh)
            fresh.rename(path)


def _forget(cache: Path) -> None:
    """Keep the files that were used last."""
    files = sorted(cache.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[_KEPT:]:
        path.unlink(missing_ok=True)


def _version() -> str:
    # Node brings zlib, whose versions compress to different bytes.
    return digest_file(Path(_node()))


def _node() -> str:
    # Imports Sphinx, which a build that has nothing to do must not wait for.
    from build_tools.sphinxext.math.node import node_binary

    return node_binary()
