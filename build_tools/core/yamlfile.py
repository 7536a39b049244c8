"""A YAML file → plain values that still know the line each one came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class YamlFile:
    """The content of one file: `data` as plain Python values, `lines` from key path to line (from 1)."""

    path: Path
    data: Any
    lines: dict[KeyPath, int] = field(default_factory=dict, repr=False)

    def line(self, *keys: str | int) -> int | None:
        """Return the line of the value at `keys`, or of its nearest parent that has one."""
        for end in range(len(keys), -1, -1):
            if keys[:end] in self.lines:
                return self.lines[keys[:end]]
        return None


def read_yaml(path: Path, *, missing: Code, malformed: Code, remedy: str) -> YamlFile:
    """Read `path`; an absent or malformed file raises BuildError with the code given for it.

    Duplicate keys, which PyYAML would drop silently, are malformed here.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BuildError(
            Diagnostic(code=missing, message=f"{path.name} not found", remedy=remedy, path=path)
        ) from None
    except UnicodeDecodeError as error:
        raise BuildError(
            Diagnostic(
                code=malformed,
                message=f"{path.name} is not UTF-8 (byte {error.start})",
                remedy="Save the file as UTF-8.",
                path=path,
            )
        ) from None
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        lines = dict(_lines(node, (), path, malformed)) if node is not None else {}
        data = loader.construct_document(node) if node is not None else None
    except yaml.MarkedYAMLError as error:
        raise BuildError(_malformed(path, error, malformed)) from None
    finally:
        loader.dispose()
    return YamlFile(path, data, lines)


def _malformed(path: Path, error: yaml.MarkedYAMLError, code: Code) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    what = " ".join(part for part in (error.context, error.problem) if part)
    return Diagnostic(
        code=code,
        message=f"{path.name} is not valid YAML: {what}",
        remedy="Indent by spaces, close every quote and bracket, put a space after each colon.",
        path=path,
        line=mark.line + 1 if mark else None,
        column=mark.column + 1 if mark else None,
    )


def _lines(node: yaml.Node, keys: KeyPath, path: Path, code: Code) -> Iterator[tuple[KeyPath, int]]:
    yield keys, node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            yield from _lines(child, (*keys, index), path, code)
    elif isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            name = str(key.value)
            line = key.start_mark.line + 1
            if name in seen:
                raise BuildError(
                    Diagnostic(
                        code=code,
                        message=f"{path.name} has the key '{name}' twice; first on line {seen[name]}",
                        remedy="Keep one of them.",
                        path=path,
                        line=line,
                    )
                )
            seen[name] = line
            yield from _lines(value, (*keys, name), path, code)
            # The line a user looks for is the key's, not that of a value that starts below it.
            yield (*keys, name), line
