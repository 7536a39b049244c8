"""One table of a TOML file → typed fields; what is wrong with any is collected with its line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.exercise.model import Text
from build_tools.exercise.tomlfile import KeyPath, TomlFile

REMEDY = "The format is in docs/authoring.md, section “Exercises and quizzes”."


@dataclass
class Problems:
    """What is wrong with one file or one exercise; `stop` raises all of it at once."""

    found: list[Diagnostic] = field(default_factory=list)

    def add(self, message: str, text: Text | None, remedy: str = REMEDY) -> None:
        """Note a finding at the first line of `text`."""
        self.found.append(
            Diagnostic(
                code=Code.EXERCISE_MALFORMED,
                message=message,
                remedy=remedy,
                path=None if text is None else text.path,
                line=None if text is None else text.line,
            )
        )

    def stop(self) -> None:
        """Raise BuildError if anything was found."""
        if self.found:
            raise BuildError(self.found)


@dataclass
class Table:
    """Fields by key. Each may be read once; `close` reports the keys that nobody asked for."""

    file: TomlFile
    data: dict[str, Any]
    problems: Problems
    at: KeyPath = ()
    seen: set[str] = field(default_factory=set)

    def problem(self, message: str, *keys: str) -> None:
        """Note a finding at a key of this table."""
        self.problems.add(message, Text("", self.file.path, self.file.line(*self.at, *keys)))

    def get(self, key: str, kind: type | tuple[type, ...], what: str, default: Any = None) -> Any:
        """Return a value of the right type; without a default its absence is a problem."""
        self.seen.add(key)
        if key not in self.data:
            if default is None:
                self.problem(f"'{key}' is missing: {what}")
            return default
        value = self.data[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.problem(f"'{key}' must be {what}, not {value!r}", key)
            return default
        return value

    def word(self, key: str, what: str, default: str | None = None) -> str:
        """Return a short string."""
        value: str = self.get(key, str, what, default) or ""
        if default is None and key in self.data and not value.strip():
            self.problem(f"'{key}' is empty: {what}", key)
        return value

    def text(self, key: str, what: str, default: str | None = None) -> Text:
        """Return a text of the author's with its place: the line after the key for an opened block."""
        value = self.word(key, what, default)
        line = self.file.line(*self.at, key)
        return Text(value.strip("\n"), self.file.path, line + self.file.opens(line))

    def whole(self, key: str, what: str) -> int:
        """Return a whole number from 1."""
        value: int = self.get(key, int, what) or 0
        if key in self.data and value < 1:
            self.problem(f"'{key}' must be {what}", key)
        return value

    def number(self, key: str, what: str, default: float | None = None) -> float:
        """Return a number."""
        return float(self.get(key, (int, float), what, default) or 0.0)

    def choice(self, key: str, among: Collection[str], default: str | None = None) -> str:
        """Return one of the words that are allowed."""
        value = self.word(key, f"one of {', '.join(among)}", default)
        if value and value not in among:
            self.problem(f"'{key}' is '{value}', not one of {', '.join(among)}", key)
        return value

    def words(self, key: str, what: str) -> tuple[str, ...]:
        """Return a list of strings; empty when absent."""
        values = self.get(key, list, what, [])
        if not all(isinstance(each, str) for each in values):
            self.problem(f"'{key}' must be {what}", key)
            return ()
        return tuple(values)

    def tables(self, key: str) -> Iterator[Table]:
        """Yield the tables of an array of tables."""
        for index, data in enumerate(self.get(key, list, "a list of tables", [])):
            if isinstance(data, dict):
                yield Table(self.file, data, self.problems, (*self.at, key, index))
            else:
                self.problem(f"'{key}' must hold tables", key)

    def table(self, key: str) -> Table | None:
        """Return the table under a key, None when absent."""
        data = self.get(key, dict, "a table", {})
        return self.of(key, data) if data else None

    def of(self, key: str, data: Any) -> Table:
        """Return `data`, found under a key, as a table; a problem and an empty one if it is none."""
        table = Table(
            self.file, data if isinstance(data, dict) else {}, self.problems, (*self.at, key)
        )
        if not isinstance(data, dict):
            table.problem(f"'{key}' must be a table")
        return table

    def close(self) -> None:
        """Report keys that mean nothing here: most are misspelled."""
        for key in self.data:
            if key not in self.seen:
                self.problem(f"'{key}' means nothing here", key)
