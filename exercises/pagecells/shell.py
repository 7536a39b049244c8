"""Cells of a page, one after another in one namespace → what each prints, shows, returns or raises."""

from __future__ import annotations

import ast
import builtins
import os
import sys
from collections.abc import Callable, Coroutine
from inspect import CO_COROUTINE
from pathlib import Path
from typing import Any

from pagecells import display, figures, streams
from pagecells.builtin import Keeper, refuse_input
from pagecells.complete import complete
from pagecells.faults import fault, name_of, own, remember

Outcome = dict[str, Any]
_SMOKE = "MLSYSBOOK_SMOKE"


class Shell:
    """Runs cells. `post(text, stream)` is given what they print, `show(bundle)` what they display.

    `packages` names what can be imported besides the standard library, for messages.
    """

    def __init__(
        self,
        post: streams.Post,
        show: Callable[[dict[str, Any]], object],
        packages: tuple[str, ...] = (),
        folder: str | None = None,
    ) -> None:
        builtins.input = refuse_input
        self._keeper = Keeper()
        self._streams = streams.install(post)
        self._packages = packages
        self._folder = folder
        self._show = show
        display.install(self._display)
        figures.prepare()
        self.namespace: dict[str, Any] = {}
        self.reset()

    def reset(self) -> None:
        """Forget every name that cells have made; what is imported stays in memory."""
        self.namespace = {"__name__": "__main__", "__builtins__": __builtins__}
        if self._folder is not None:
            Path(self._folder).mkdir(parents=True, exist_ok=True)
            os.chdir(self._folder)

    def run(
        self, source: str, number: int, small: bool = False
    ) -> Outcome | Coroutine[Any, Any, Outcome]:
        """Run cell `number`; returns {fault, dropped, restored}, or a coroutine of it where the cell awaits.

        With `small`, `evidence.smoke()` is True in the cell. An exception of the cell is in the outcome.
        """
        sys.stdout, sys.stderr = self._streams  # an earlier cell may have put others there
        for stream in self._streams:
            stream.begin()
        os.environ[_SMOKE] = "1" if small else ""
        try:
            parts = self._compile(source, number)
            if any(part.co_flags & CO_COROUTINE for part in parts):
                return self._run_waiting(parts)
            value = None
            for part in parts:
                value = eval(part, self.namespace)
        except (
            BaseException
        ) as error:  # also KeyboardInterrupt and SystemExit: they end the cell, no more
            return self._end(error, None, self._keeper.restore())
        # Before anything else is called: the cell may have deleted the names that it takes.
        return self._end(None, value, self._keeper.restore())

    async def _run_waiting(self, parts: list[Any]) -> Outcome:
        try:
            value = None
            for part in parts:
                value = eval(part, self.namespace)
                if part.co_flags & CO_COROUTINE:
                    value = await value
        except BaseException as error:
            return self._end(error, None, self._keeper.restore())
        return self._end(None, value, self._keeper.restore())

    def _compile(self, source: str, number: int) -> list[Any]:
        """Return the code of a cell, that of a last expression apart: only its value is shown."""
        name = name_of(number)
        source = _without_magics(source)
        remember(name, source)
        tree = ast.parse(source, name)
        last: list[ast.AST] = []
        quiet = source.rstrip().endswith(";")
        if tree.body and isinstance(tree.body[-1], ast.Expr) and not quiet:
            last = [ast.Expression(tree.body.pop().value)]  # type: ignore[attr-defined]
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        codes = [compile(tree, name, "exec", flags, dont_inherit=True)]
        return codes + [compile(each, name, "eval", flags, dont_inherit=True) for each in last]  # type: ignore[call-overload]

    def _end(self, error: BaseException | None, value: object, restored: list[str]) -> Outcome:
        outcome: Outcome = {"fault": None, "restored": restored}
        try:
            if value is not None:
                self._display(display.bundle(value))
                self.namespace["_"] = value
            figures.hook(self._display)
            figures.publish(self._display)
        except BaseException as late:  # a broken __repr__, a figure that cannot be drawn
            error = error or late
        if error is not None:
            outcome["fault"] = fault(own(error), self._packages)
        for stream in self._streams:
            stream.flush()
        outcome["dropped"] = sum(stream.dropped for stream in self._streams)
        return outcome

    def _display(self, bundle: dict[str, Any]) -> None:
        # What was printed before is shown before.
        for stream in self._streams:
            stream.flush()
        self._show(bundle)

    def complete(self, text: str) -> list[str]:
        """Return names that can follow `text`, the code up to the cursor."""
        return complete(text, self.namespace)


def _without_magics(source: str) -> str:
    """Turn `%matplotlib inline` into a comment: a page always does that. Other magics stay errors."""
    lines = source.split("\n")
    kept = (f"# {line}" if line.lstrip().startswith("%matplotlib") else line for line in lines)
    return "\n".join(kept)
