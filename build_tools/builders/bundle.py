"""A module and the npm packages that it imports → one script that a browser loads, by esbuild.

The result is not kept in the tree: it is the same bytes from the same lock, and takes a fifth of a second.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.core.files import digest

_SECONDS = 60


def bundle(root: Path, source: Path, target: Path) -> Path:
    """Bundle `source` into `target` with the packages below `root`/node_modules; returns `target`.

    Nothing is done when `target` was made from the same source and lock. Raises BuildError when esbuild or a
    package is not installed, or the source cannot be bundled.
    """
    lock = (root / "package-lock.json").read_bytes()
    # The first line of the result says what it was made from.
    mark = f"// {digest(source.read_bytes(), lock)}"
    if target.is_file() and target.read_text(encoding="utf-8").startswith(mark):
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    command = [
        str(root / "node_modules/.bin/esbuild"),
        str(source),
        *("--bundle", "--minify", "--format=esm", "--target=es2022", "--charset=utf8"),
        *("--legal-comments=none", "--log-level=warning"),
        *(f"--banner:js={mark}", f"--outfile={target}"),
    ]
    try:
        done = subprocess.run(
            command, cwd=root, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except OSError as error:
        raise _refuse(f"esbuild cannot be started: {error.strerror}", source) from None
    if done.returncode != 0:
        raise _refuse(f"esbuild could not bundle {source.name}: {done.stderr.strip()}", source)
    return target


def _refuse(message: str, path: Path) -> BuildError:
    return BuildError(
        Diagnostic(
            code=Code.BUILD_TOOL_MISSING,
            message=message,
            remedy="Run `build_tools/environment.sh`, which installs the locked npm packages.",
            path=path,
        )
    )
