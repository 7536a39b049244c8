"""A TOML file → plain values that still know the line each one came from.

The standard library's parser keeps no places. Its result is paired here with a scan of the lines: headers,
keys, and the strings over several lines in which nothing is a key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic

KeyPath = tuple[str | int, ...]
_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(
    r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=(.*)$"""
)
_QUOTES = ('"' * 3, "'" * 3)
# Strings of one line are passed over whole, so that what they hold opens nothing.
_TOKEN = re.compile("|".join((*_QUOTES, r'"(?:\\.|[^"\\])*"', "'[^']*'", r"[\[\]#]")))
State = tuple[int, str]  # open brackets, open quotes


@dataclass(frozen=True)
class TomlFile:
    """The content of one file: `data` as plain values, `lines` from key path to line (from 1)."""

    path: Path
    data: dict[str, Any]
    lines: dict[KeyPath, int] = field(default_factory=dict, repr=False)
    blocks: frozenset[int] = frozenset()

    def line(self, *keys: str | int) -> int:
        """Return the line of `keys`, or of the nearest parent that has one."""
        for end in range(len(keys), 0, -1):
            if keys[:end] in self.lines:
                return self.lines[keys[:end]]
        return 1

    def opens(self, line: int) -> int:
        """Return 1 where a string of several lines starts below `line`, 0 where its text is on it."""
        return int(line in self.blocks)


def read_toml(path: Path, code: Code, remedy: str) -> TomlFile:
    """Read `path`. Raises BuildError of `code`, at the line, when it is missing or malformed."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        data, lines = tomllib.loads(text), text.splitlines()
        blocks = (number for number, line in enumerate(lines, 1) if line.rstrip().endswith(_QUOTES))
        return TomlFile(path, data, dict(_lines(lines)), frozenset(blocks))
    except FileNotFoundError:
        raise _broken(code, f"{path.name} not found", remedy, path, None) from None
    except UnicodeDecodeError as error:
        message = f"{path.name} is not UTF-8 (byte {error.start})"
        raise _broken(code, message, "Save the file as UTF-8.", path, None) from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        last = len(text.splitlines())
        line = int(found[1]) if found else max(1, last)
        what = re.sub(r"\s*\(at .*\)$", "", str(error))
        message = f"{path.name} is not valid TOML: {what}"
        raise _broken(code, message, remedy, path, line) from None


def _broken(code: Code, message: str, remedy: str, path: Path, line: int | None) -> BuildError:
    return BuildError(Diagnostic(code=code, message=message, remedy=remedy, path=path, line=line))


def _lines(lines: list[str]) -> Iterator[tuple[KeyPath, int]]:
    """Yield each header's and key's path with its line; entries of arrays of tables are counted."""
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    state: State = (0, "")
    for number, line in enumerate(lines, start=1):
        if any(state):
            state = _follow(line, state)
        elif header := _HEADER.match(line):
            table = _enter(_names(header[2]), header[1] == "[[", counts)
            yield table, number
        elif key := _KEY.match(line):
            yield (*table, *_names(key[1])), number
            state = _follow(key[2], state)


def _names(dotted: str) -> list[str]:
    return [each.strip().strip("\"'") for each in dotted.split(".")]


def _enter(names: list[str], array: bool, counts: dict[KeyPath, int]) -> KeyPath:
    """Return the path that a header opens; `counts` knows the last index of every array so far."""
    path: KeyPath = ()
    for position, name in enumerate(names):
        path = (*path, name)
        if array and position == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _follow(text: str, state: State) -> State:
    """Return how many brackets and which quotes are open at the end of `text`."""
    depth, quote = state
    while text:
        if quote:
            _, found, text = text.partition(quote)
            quote = "" if found else quote
            continue
        token = _TOKEN.search(text)
        if token is None or token[0] == "#":
            break
        text = text[token.end() :]
        if token[0] in _QUOTES:
            quote = token[0]
        depth += {"[": 1, "]": -1}.get(token[0], 0)
    return depth, quote
