"""`mlsysbook serve`: a book in the browser that follows its author's saves."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from watchfiles import DefaultFilter, watch

from build_tools.builders.result import BuildOptions
from build_tools.core.book import SUFFIXES, Book
from build_tools.core.diagnostics import BuildError
from build_tools.pipeline.afterwards import Afterwards
from build_tools.pipeline.console import Console
from build_tools.pipeline.manifest import tool_stamp
from build_tools.pipeline.server import Broadcast, SiteServer
from build_tools.pipeline.warm import Keeper

# Editors write a file in several steps; this many milliseconds without a further event end one save.
_SETTLE = 50
# A change to one of these is seen by a build that was prepared before it; anything else needs a new one.
_READ_LATE = {*SUFFIXES, ".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp"}


class _Sources(DefaultFilter):
    """Leaves out what builds write."""

    def __init__(self, output: Path) -> None:
        super().__init__(ignore_paths=[output])


def serve(
    book: Book,
    options: BuildOptions,
    console: Console,
    port: int,
    edition: str | None = None,
    opened: Callable[[str], None] | None = None,
    stop: threading.Event | None = None,
) -> None:
    """Build `edition` (the first by default), serve the site on loopback and rebuild on each save.

    Ends on Ctrl-C or when `stop` is set; `opened` is told the address. Raises OSError when the port is taken.
    """
    options = replace(options, tool=tool_stamp())
    code = edition or book.editions[0].code
    session = _Session(Keeper(book.root, book.paths.output, code, options, console.report), console)
    try:
        session.rebuild(refresh=False)
        with SiteServer(book.paths.html, port) as server:
            session.broadcast = server.broadcast
            threading.Thread(target=server.serve_forever, daemon=True).start()
            console.say(f"Reading copy at {server.url} (Ctrl-C ends)")
            if opened is not None:
                opened(server.url)
            chosen = next(each for each in book.editions if each.code == code)
            later = Afterwards(book, chosen, console, options.execute, session.outputs_changed)
            later.start()
            try:
                _follow(book, session, later, stop or threading.Event())
            finally:
                later.stop()
                server.shutdown()
    finally:
        session.keeper.close()


class _Session:
    """The rebuilds of one `serve`, one at a time, whoever asks for them."""

    def __init__(self, keeper: Keeper, console: Console) -> None:
        self.keeper = keeper
        self.console = console
        self.broadcast: Broadcast | None = None
        self._turn = threading.Lock()

    def outputs_changed(self) -> None:
        """Rebuild pages whose cells have run; the preparation knew their old outputs."""
        self.rebuild(refresh=True)

    def rebuild(self, *, refresh: bool) -> None:
        """Build what changed, say what came of it, and tell open pages."""
        start = time.perf_counter()
        with self._turn:
            try:
                rebuilt = self.keeper.build(refresh=refresh)
            except BuildError as error:
                self.console.clear()
                self.console.findings(error.diagnostics)
                return
            if self.broadcast is not None and rebuilt.changed:
                self.broadcast.send(rebuilt.changed)
            self.console.clear()
            self.console.findings(rebuilt.diagnostics)
            pages = sum(name.endswith(".html") for name in rebuilt.changed)
            self.console.say(f"{pages} pages changed, {time.perf_counter() - start:.2f} s")


def _follow(book: Book, session: _Session, later: Afterwards, stop: threading.Event) -> None:
    for changes in watch(
        book.root,
        watch_filter=_Sources(book.paths.output),
        debounce=400,
        step=_SETTLE,
        stop_event=stop,
        raise_interrupt=False,
    ):
        paths = {Path(name) for _, name in changes}
        session.rebuild(refresh=not _prepared_for(paths))
        later.saved()


def _prepared_for(paths: Iterable[Path]) -> bool:
    return all(path.suffix in _READ_LATE for path in paths)
