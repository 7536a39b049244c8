"""What follows a save but must not delay its page: run changed cells, bring the search index up to date."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable

from build_tools.builders.html.search import update_index
from build_tools.builders.html.state import staging
from build_tools.core.book import Book
from build_tools.core.diagnostics import BuildError
from build_tools.core.edition import Edition
from build_tools.pipeline.build import publish_site
from build_tools.pipeline.console import Console
from build_tools.pipeline.execution import stale
from build_tools.pipeline.lock import locked

_PAUSE = 1.5


class Afterwards:
    """A thread that works when no save has come for a moment; `changed` is called when outputs are new."""

    def __init__(
        self,
        book: Book,
        edition: Edition,
        console: Console,
        execute: bool,
        changed: Callable[[], None],
    ) -> None:
        self._book = book
        self._edition = edition
        self._console = console
        self._execute = execute
        self._changed = changed
        self._saved = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def start(self) -> None:
        """Start waiting for saves; the first round comes at once."""
        self._saved.set()
        self._thread.start()

    def saved(self) -> None:
        """Note a save: the pause before the next round begins anew."""
        self._saved.set()

    def stop(self) -> None:
        """End after the round in hand."""
        self._ended.set()
        self._saved.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._ended.is_set():
            self._saved.wait()
            while self._saved.is_set() and not self._ended.is_set():
                self._saved.clear()
                self._ended.wait(_PAUSE)
            if not self._ended.is_set():
                try:
                    self._round()
                except BuildError as error:
                    self._console.findings(error.diagnostics)

    def _round(self) -> None:
        if self._execute and stale(self._book):
            # A process of its own: kernels come and go, and Ctrl-C must reach them.
            command = [sys.executable, "-m", "build_tools.cli", "execute", str(self._book.root)]
            output = ("--path-output", str(self._book.paths.output.parent))
            subprocess.run([*command, *output], check=False)
            self._changed()
        with locked(self._book.paths.output, self._console.say):
            if update_index(staging(self._book, self._edition), self._edition.html):
                publish_site(self._book)
