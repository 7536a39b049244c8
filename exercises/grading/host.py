"""A learner's code and the tests → outcomes from a process of its own, bounded in time and memory.

The learner's own code on the learner's own machine needs limits, not walls. Code of somebody else's does:
`untrusted` runs it in a sandbox without network and files, or refuses when there is none.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from grading.outcome import Outcome
from grading.sandbox import sandboxed

SECONDS = 20
MEMORY = 4 * 2**30
PRINTED = 64 * 2**10
TIME = "the code ends in time"


@dataclass(frozen=True)
class Report:
    """Outcomes, and what the code printed, cut at 64 KiB."""

    outcomes: tuple[Outcome, ...]
    printed: str

    @property
    def passed(self) -> bool:
        """Whether every test passed."""
        return all(each.passed for each in self.outcomes)


def check(
    work: str,
    tests: str,
    *,
    seconds: int = SECONDS,
    memory: int = MEMORY,
    untrusted: bool = False,
) -> Report:
    """Grade source code by source code; `seconds` of wall time, `memory` in bytes of address space.

    Raises `sandbox.NoSandboxError` for untrusted code where there is none, RuntimeError with what the grader
    printed when it failed itself (a mistake in the tests).
    """
    token = secrets.token_hex(16)
    task = {"work": work, "tests": tests, "seconds": seconds, "bytes": memory, "token": token}
    end, answer = os.pipe()
    with tempfile.TemporaryDirectory(prefix="grading-") as folder:
        command = [sys.executable, "-s", "-P", "-m", "grading.child", str(answer)]
        try:
            if untrusted:
                command = sandboxed(command, folder)
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env=_environment(folder),
                pass_fds=(answer,),
                start_new_session=True,
            )
        except BaseException:
            os.close(end)
            raise
        finally:
            os.close(answer)
        with os.fdopen(end, "rb") as results:
            return _follow(process, json.dumps(task).encode(), results, token, seconds)


def _follow(
    process: subprocess.Popen[bytes], task: bytes, results: IO[bytes], token: str, seconds: int
) -> Report:
    printed, late = _Capped(), threading.Event()

    def stop() -> None:
        late.set()
        _kill(process)

    assert process.stdin is not None
    assert process.stdout is not None
    reader = threading.Thread(target=printed.read, args=(process.stdout,))
    clock = threading.Timer(seconds, stop)
    reader.start()
    clock.start()
    try:
        try:
            process.stdin.write(task)
            process.stdin.close()
        except BrokenPipeError:
            pass  # it ended before it read: its status tells
        data = results.read()
        process.wait()
    finally:
        clock.cancel()
        _kill(process)
        process.wait()
        reader.join()
    if late.is_set() or -process.returncode == signal.SIGXCPU:
        message = f"The code did not end within {seconds} s. Is there a loop without end?"
        return Report((Outcome(TIME, "error", message),), printed.text)
    return Report(_outcomes(data, token, process.returncode, printed.text), printed.text)


def _outcomes(data: bytes, token: str, status: int, printed: str) -> tuple[Outcome, ...]:
    try:
        answer: dict[str, Any] = json.loads(data)
        if answer.pop("token") != token:
            raise ValueError
    except (ValueError, KeyError, AttributeError, TypeError):
        if status > 0 and not data and "Traceback" in printed and "work.py" not in printed:
            raise RuntimeError(f"the tests failed by themselves:\n{printed}") from None
        name = signal.Signals(-status).name if status < 0 else f"status {status}"
        message = f"The code ended Python ({name}) before the tests were done."
        return (Outcome("the code returns", "error", message),)
    return tuple(Outcome(**each) for each in answer["outcomes"])


class _Capped:
    """What a process prints, read to the end so that it never waits, kept up to a limit."""

    def __init__(self) -> None:
        self._data = b""

    def read(self, stream: IO[bytes]) -> None:
        with stream:
            while block := stream.read1(2**16):  # type: ignore[attr-defined]
                self._data += block[: max(0, PRINTED - len(self._data))]

    @property
    def text(self) -> str:
        more = "\n…" if len(self._data) == PRINTED else ""
        return self._data.decode("utf-8", "replace") + more


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _environment(folder: str) -> dict[str, str]:
    """Return what the code may know of the machine; one thread, so that times are comparable."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    path = os.pathsep.join(each for each in sys.path if each and Path(each).is_dir())
    return {
        "PATH": os.defpath,
        "HOME": folder,
        "TMPDIR": folder,
        "PYTHONPATH": path,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        **threads,
    }
