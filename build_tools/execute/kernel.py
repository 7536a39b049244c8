"""A kernel's name → a running kernel of its own, which is gone afterwards whatever happens.

Kernels talk over sockets in a private folder, not over TCP ports, and see neither the user's IPython
profile nor a history file: what a page prints must not depend on whose home it was built in.
"""

from __future__ import annotations

import contextlib
import os
import signal
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty
from typing import Any

import psutil
from jupyter_client.kernelspec import NoSuchKernel
from jupyter_client.manager import AsyncKernelManager

START_SECONDS = 60


class KernelFailed(Exception):  # noqa: N818 - a finding, always turned into a diagnostic
    """The kernel did not start; the message is what it said."""


@dataclass
class Kernel:
    """A running kernel: nbclient's two handles on it, the process, and what it says of its language."""

    manager: AsyncKernelManager
    client: Any
    process: psutil.Process
    language: dict[str, Any]


@contextlib.asynccontextmanager
async def running_kernel(name: str, cwd: str | None) -> AsyncIterator[Kernel]:
    """Start a kernel in folder `cwd` (an empty one when None), and kill it at the end.

    Raises NoSuchKernel when no such kernel is installed, KernelFailed when it does not come up.
    """
    # The prefix is short on purpose: the path of a socket may have 107 bytes.
    with tempfile.TemporaryDirectory(prefix="mlsb-", ignore_cleanup_errors=True) as folder:
        manager = _manager(name, Path(folder))
        place = cwd if cwd is not None else str(_empty(Path(folder)))
        said = Path(folder) / "stderr"
        client: Any = None
        try:
            with said.open("wb") as errors:
                await manager.start_kernel(
                    cwd=place,
                    env=_environment(Path(folder)),
                    stdout=errors,
                    stderr=errors,
                    extra_arguments=_arguments(manager),
                )
            client = manager.client()
            client.start_channels()
            info = await _ready(manager, client, said)
            client.allow_stdin = False
            yield Kernel(manager, client, psutil.Process(_pid(manager)), info["language_info"])
        finally:
            await _stop(manager, client)


async def _ready(manager: AsyncKernelManager, client: Any, said: Path) -> dict[str, Any]:
    """Ask until the kernel answers on both channels; return its answer. Raises KernelFailed.

    jupyter_client's own wait ends by listening for 0.2 s of silence, which would be a third of a start.
    """
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if not await manager.is_alive():
            raise KernelFailed(_last_words(said) or "its process ended")
        asked = client.kernel_info()
        answer = await _answer(client.get_shell_msg, asked, "kernel_info_reply", 1.0)
        # Outputs come by another channel, whose subscription may take a moment longer.
        if answer and await _answer(client.get_iopub_msg, asked, "status", 0.2):
            return dict(answer["content"])
    raise KernelFailed(_last_words(said) or f"no answer in {START_SECONDS} s")


async def _answer(get: Any, asked: str, kind: str, patience: float) -> dict[str, Any] | None:
    """Return the next message of a kind that answers a request, None when none comes in time."""
    try:
        while True:
            message: dict[str, Any] = await get(timeout=patience)
            if message["parent_header"].get("msg_id") == asked and message["msg_type"] == kind:
                return message
    except Empty:
        return None


def _manager(name: str, folder: Path) -> AsyncKernelManager:
    manager = AsyncKernelManager(kernel_name=name, connection_file=str(folder / "kernel.json"))
    spec = manager.kernel_spec
    if spec is None:
        raise NoSuchKernel(name)
    if spec.language == "python" and os.name == "posix":
        manager.transport = "ipc"
        manager.ip = str(folder / "s")
    return manager


def _arguments(manager: AsyncKernelManager) -> list[str]:
    spec = manager.kernel_spec
    python = spec is not None and any("ipykernel" in word for word in spec.argv)
    return ["--HistoryManager.hist_file=:memory:"] if python else []


def _environment(folder: Path) -> dict[str, str]:
    environment = dict(os.environ)
    # A variable left over in the user's shell must not make every build a small one.
    environment.pop("MLSYSBOOK_SMOKE", None)
    environment["IPYTHONDIR"] = str(folder / "ipython")
    environment["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    return environment


def _empty(folder: Path) -> Path:
    place = folder / "work"
    place.mkdir()
    return place


async def _stop(manager: AsyncKernelManager, client: Any) -> None:
    if client is not None:
        client.stop_channels()
    if manager.has_kernel:
        # Killed with its whole group: a cell may have left processes of its own behind. A graceful
        # shutdown would wait 0.1 to 0.2 s a page for nothing that a build needs.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(_pid(manager), signal.SIGKILL)
        await manager.shutdown_kernel(now=True)


def _pid(manager: AsyncKernelManager) -> int:
    return int(getattr(manager.provisioner, "pid", 0))


def _last_words(path: Path) -> str:
    lines = path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return "\n".join(lines[-3:])
