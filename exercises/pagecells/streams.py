"""What Python prints → pieces of text for the page, at once while few, in bundles while many.

A page cannot draw ten million lines, and each message to it costs more than the line. So a stream passes on
the first pieces as they are, then collects for a twentieth of a second, and stops at a limit, which it says.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable

Post = Callable[[str, str], object]

LIMIT = 200_000
# Pieces that may go out at once, and how many of them come back each second.
BURST, REFILL = 64, 50
INTERVAL = 0.05
BUNDLE = 16_384


class Stream(io.TextIOBase):
    """A text stream that posts what is written, at most `limit` characters between calls of `begin`."""

    def __init__(self, name: str, post: Post, limit: int = LIMIT) -> None:
        self._name, self._post, self._limit = name, post, limit
        self._pending: list[str] = []
        self.begin()

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The name of the encoding that text is taken to have."""
        return "utf-8"

    def begin(self) -> None:
        """Start to count anew; called before each cell."""
        vars(self).pop("write", None)
        self._pending.clear()
        self._held = 0
        self._room = self._limit
        self.dropped = 0
        self._credit = float(BURST)
        self._last = self._posted = time.monotonic()

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, text: str) -> int:
        """Take text; returns its length. Raises TypeError for anything else."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        length = len(text)
        if length == 0:  # print ends with one where it is told to end with nothing
            return 0
        if length > self._room:
            return self._fill(text)
        self._room -= length
        self._pending.append(text)
        self._held += length
        now = time.monotonic()
        self._credit = min(BURST, self._credit + (now - self._last) * REFILL)
        self._last = now
        if self._credit >= 1 or now - self._posted > INTERVAL or self._held > BUNDLE:
            self._credit = max(0.0, self._credit - 1)
            self.flush()
        return length

    def _fill(self, text: str) -> int:
        """Take what there is room for, say that there is more, and from now on only count."""
        self._pending += [text[: self._room], "\n…\n"]
        self.dropped = len(text) - self._room
        self._room = 0
        self.flush()
        self.write = self._drop  # type: ignore[method-assign]
        return len(text)

    def _drop(self, text: str) -> int:
        self.dropped += len(text)
        return len(text)

    def flush(self) -> None:
        """Post what is held back."""
        if self._pending:
            text = "".join(self._pending)
            self._pending.clear()
            self._held = 0
            self._posted = self._last
            self._post(text, self._name)


def install(post: Post) -> tuple[Stream, Stream]:
    """Make `sys.stdout` and `sys.stderr` streams that `post`, and return them."""
    streams = Stream("stdout", post), Stream("stderr", post)
    sys.stdout, sys.stderr = streams
    return streams
