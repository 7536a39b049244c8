"""What came of one test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["passed", "failed", "error", "refused"]


@dataclass(frozen=True)
class Outcome:
    """One test's result; `test` is its name as words, `message` is empty when it passed.

    `failed`: an assertion with the author's message. `error`: an exception from the learner's code, or from
    what it returned. `refused`: the code reached for what the tests stand on. `seconds` is wall time.
    """

    test: str
    kind: Kind
    message: str
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        """Whether the test holds."""
        return self.kind == "passed"
