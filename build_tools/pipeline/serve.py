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
from build_tools.pipeline.console import Console
from build_tools.pipeline.manifest import tool_stamp
from build_tools.pipeline.server import SiteServer
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
    keeper = Keeper(book.root, book.paths.output, code, options, console.report)
    try:
        _rebuild(keeper, console, refresh=False)
        with SiteServer(book.paths.html, port) as server:
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            console.say(f"Reading copy at {server.url} (Ctrl-C ends)")
            if opened is not None:
                opened(server.url)
            try:
                _follow(book, keeper, server, console, stop or threading.Event())
            finally:
                server.shutdown()
    finally:
        keeper.close()


def _follow(
    book: Book, keeper: Keeper, server: SiteServer, console: Console, stop: threading.Event
) -> None:
    for changes in watch(
        book.root,
        watch_filter=_Sources(book.paths.output),
        debounce=400,
        step=_SETTLE,
        stop_event=stop,
        raise_interrupt=False,
    ):
        paths = {Path(name) for _, name in changes}
        changed = _rebuild(keeper, console, refresh=not _prepared_for(paths))
        if changed:
            server.broadcast.send(changed)


def _prepared_for(paths: Iterable[Path]) -> bool:
    return all(path.suffix in _READ_LATE for path in paths)


def _rebuild(keeper: Keeper, console: Console, *, refresh: bool) -> tuple[str, ...]:
    start = time.perf_counter()
    try:
        rebuilt = keeper.build(refresh=refresh)
    except BuildError as error:
        console.clear()
        console.findings(error.diagnostics)
        return ()
    console.clear()
    console.findings(rebuilt.diagnostics)
    pages = sum(name.endswith(".html") for name in rebuilt.changed)
    console.say(f"{pages} pages changed, {time.perf_counter() - start:.2f} s")
    return rebuilt.changed
