"""Saves → rebuilt pages, by a process that has already loaded everything when the save comes.

Importing Sphinx, setting up its extensions and reading the environment take longer than building one page.
A keeper process imports once and forks; each fork (a spare) prepares one build as far as it can, waits, does
it when told to, and ends. So every build starts from the state on disk in a fresh process, like any other,
and no state leaks from one to the next. The keeper must fork before this process starts threads.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from build_tools.builders.app import BookApplication
from build_tools.builders.html import site, state
from build_tools.builders.result import BuildOptions, Report
from build_tools.core.book import Book, read_book
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.core.edition import Edition
from build_tools.pipeline.build import forget, publish_site
from build_tools.pipeline.lock import locked
from build_tools.pipeline.writable import writable

_GO = b"g"
_AGAIN = b"a"
_GONE = 3


@dataclass(frozen=True)
class Rebuilt:
    """What one build changed and found."""

    changed: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    seconds: float


class Keeper:
    """The processes that keep a prepared build at hand. Make it before any thread is started."""

    def __init__(
        self, root: Path, output: Path, code: str, options: BuildOptions, report: Report
    ) -> None:
        output.mkdir(parents=True, exist_ok=True)
        command_read, self._commands = os.pipe()
        self._answers, answer_write = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(self._commands)
            os.close(self._answers)
            _keep(_Spare(root, output, code, options, report, command_read, answer_write))
        os.close(command_read)
        os.close(answer_write)
        self._pending = b""

    def build(self, *, refresh: bool) -> Rebuilt:
        """Build what changed; `refresh` when the preparation is out of date too. Raises BuildError."""
        while True:
            os.write(self._commands, _AGAIN + _GO if refresh else _GO)
            answer = json.loads(self._line())
            if "stale" in answer:
                continue
            found = tuple(Diagnostic.from_json(each) for each in answer["diagnostics"])
            if answer.get("error"):
                raise BuildError(found)
            return Rebuilt(tuple(answer["changed"]), found, answer["seconds"])

    def close(self) -> None:
        """End the processes."""
        os.close(self._commands)
        os.waitpid(self._pid, 0)
        os.close(self._answers)

    def _line(self) -> bytes:
        while b"\n" not in self._pending:
            data = os.read(self._answers, 1 << 16)
            if not data:
                raise RuntimeError(
                    "the process that rebuilds pages has ended; its traceback is above"
                )
            self._pending += data
        line, _, self._pending = self._pending.partition(b"\n")
        return line


@dataclass(frozen=True)
class _Spare:
    root: Path
    output: Path
    code: str
    options: BuildOptions
    report: Report
    commands: int
    answers: int

    def serve(self) -> int:
        """Prepare, wait, build; returns the exit status: `_GONE` when nobody is there any more."""
        try:
            book = read_book(self.root, self.output)
            edition = next(each for each in book.editions if each.code == self.code)
            with locked(self.output, _nobody):
                state.discard_unusable(book, edition, self.options.tool, _nobody)
                seen = _state(book, edition)
            with site.prepared(book, edition, self.options, _nobody) as app:
                site.warm_up(app)
                command = os.read(self.commands, 1)
                if command == _GO:
                    self._build(app, book, edition, seen)
        except BuildError as error:
            # A book that cannot even be prepared says so when it is asked to build, not before.
            command = os.read(self.commands, 1)
            if command == _GO:
                self._refuse(error)
        return 0 if command else _GONE

    def _build(
        self, app: BookApplication, book: Book, edition: Edition, seen: tuple[int, ...]
    ) -> None:
        try:
            with writable(self.output), locked(self.output, _nobody):
                if _state(book, edition) != seen:
                    self._answer({"stale": True})
                    return
                site.report_to(app, self.report)
                forget(book)
                result = site.finish(app, book, edition, self.options.tool, index=False)
                changed = publish_site(book)
        except BuildError as error:
            self._refuse(error)
            return
        found = [each.to_json() for each in (*book.problems, *result.warnings)]
        self._answer({"changed": changed, "diagnostics": found, "seconds": result.seconds})

    def _refuse(self, error: BuildError) -> None:
        found = [each.to_json() for each in error.diagnostics]
        self._answer({"error": True, "diagnostics": found})

    def _answer(self, values: dict[str, Any]) -> None:
        data = json.dumps(values).encode() + b"\n"
        while data:
            data = data[os.write(self.answers, data) :]


def _keep(spare: _Spare) -> NoReturn:
    """Fork one spare after the other until the other end of the pipes is closed."""
    # Every spare makes one build and ends: searching the whole environment for cycles would only cost the
    # author time, and would copy the memory that parent and child share.
    gc.freeze()
    gc.disable()
    # Ctrl-C reaches every process of the terminal; the one that serves decides when these end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    status = 0
    while status == 0:
        pid = os.fork()
        if pid == 0:
            _end(spare.serve)
        _, raw = os.waitpid(pid, 0)
        status = os.waitstatus_to_exitcode(raw)
    os._exit(0 if status == _GONE else 1)


def _end(work: Callable[[], int]) -> NoReturn:
    """Run `work` and end this process with its status, without running the parent's exit handlers."""
    status = 1
    try:
        status = work()
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _state(book: Book, edition: Edition) -> tuple[int, ...]:
    """Return what tells whether another process has built since: the environment's time stamp and size."""
    try:
        stat = (book.paths.doctrees(edition.code) / "environment.pickle").stat()
    except FileNotFoundError:
        return ()
    return stat.st_mtime_ns, stat.st_size


def _nobody(_: object) -> None:
    """Say nothing: the terminal belongs to the process that serves."""
