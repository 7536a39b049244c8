"""The process that grades: a task on standard input, outcomes on a pipe that only the host reads.

    python -m grading.child FD     reads {"work", "tests", "seconds", "bytes", "token"} as JSON

Limits are set here, before any of the learner's code, and cannot be raised again.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from typing import Any

FILE_BYTES = 16 * 2**20


def limit(seconds: int, memory: int) -> None:
    """Bound processor time in seconds and memory, as addresses, in bytes."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def main() -> None:
    """Grade the task and write the answer."""
    task: dict[str, Any] = json.load(sys.stdin)
    answer = int(sys.argv[1])
    # Nobody answers; without this `input()` would wait for what the host never sends.
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    from grading.run import Grader

    grader = Grader(
        task["tests"]
    )  # what it imports, NumPy above all, is not the learner's to pay for
    limit(task["seconds"], task["bytes"])
    outcomes = [
        {"test": each.test, "kind": each.kind, "message": each.message, "seconds": each.seconds}
        for each in grader.grade(task["work"])
    ]
    text = json.dumps({"token": task["token"], "outcomes": outcomes})
    sys.stdout.flush()
    os.write(answer, text.encode())
    # Whatever the code left behind (threads, exit handlers) ends here.
    os._exit(0)


if __name__ == "__main__":
    main()
