"""A command → the same command behind walls: no network, no files of the user's, no other processes.

Linux only, by bubblewrap. Where it is missing or the kernel forbids what it needs, nothing runs.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

REMEDY = "Install bubblewrap (`bwrap`), or grade the code in a browser's page, which is a sandbox."


class NoSandboxError(RuntimeError):
    """Untrusted code was to run, and there is no sandbox to run it in."""


def sandboxed(command: list[str], folder: str) -> list[str]:
    """Return `command` with `folder` as the only place to write. Raises NoSandboxError."""
    tool = shutil.which("bwrap")
    if tool is None:
        raise NoSandboxError(f"Code of somebody else's is not run without a sandbox. {REMEDY}")
    walls = [tool, *_walls(folder)]
    # Some systems have the program and forbid what it does: better known before than half-way.
    tried = subprocess.run([*walls, sys.executable, "-c", ""], capture_output=True, text=True)
    if tried.returncode != 0:
        raise NoSandboxError(f"The sandbox does not start: {tried.stderr.strip()[:300]}. {REMEDY}")
    return [*walls, *command]


def _walls(folder: str) -> list[str]:
    shown = {Path(each).resolve() for each in ("/usr", sys.prefix, sys.base_prefix)}
    shown |= {Path(each).resolve() for each in sys.path if each and Path(each).is_dir()}
    walls = [
        "--unshare-all",
        "--die-with-parent",
        "--new-session",
        "--proc",
        "/proc",
        "--dev",
        "/dev",
    ]
    for each in sorted(shown):
        walls += ["--ro-bind", str(each), str(each)]
    for link in ("/lib", "/lib64", "/bin"):
        if Path(link).exists():
            walls += ["--ro-bind", link, link]
    return [*walls, "--bind", folder, folder, "--chdir", folder]
