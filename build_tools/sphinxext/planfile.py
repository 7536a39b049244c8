"""`book/plan.yml` → parts and chapters with the numbers they will keep, written or not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.core.yamlfile import YamlFile, read_yaml


@dataclass(frozen=True)
class Chapter:
    """One line of the plan. `line` is where it stands in the file."""

    number: int
    docname: str
    title: str
    question: str
    line: int


@dataclass(frozen=True)
class Part:
    """A part of the plan; `number` counts from 1."""

    number: int
    title: str
    chapters: tuple[Chapter, ...]
    line: int


def read_plan(path: Path) -> tuple[Part, ...]:
    """Read a plan; chapters are numbered through all parts. Raises BuildError with file and line."""
    file = read_yaml(
        path,
        missing=Code.DIRECTIVE_INVALID,
        malformed=Code.DIRECTIVE_INVALID,
        remedy="Write the plan, or correct `mlsysbook_plan` in _config.yml.",
    )
    parts: list[Part] = []
    number = 0
    for index, part in enumerate(_items(file, file.data, "parts")):
        chapters: list[Chapter] = []
        folder = _text(file, part, "folder", "parts", index)
        for place, each in enumerate(_items(file, part, "chapters", "parts", index)):
            number += 1
            keys = ("parts", index, "chapters", place)
            stem, title, question = (
                _text(file, each, name, *keys) for name in ("stem", "title", "question")
            )
            line = file.line(*keys) or 1
            chapters.append(Chapter(number, f"chapters/{folder}/{stem}", title, question, line))
        title = _text(file, part, "title", "parts", index)
        parts.append(Part(index + 1, title, tuple(chapters), file.line("parts", index) or 1))
    return tuple(parts)


def _items(file: YamlFile, data: Any, name: str, *keys: str | int) -> list[Any]:
    value = data.get(name) if isinstance(data, dict) else None
    if not isinstance(value, list) or not value:
        raise _invalid(file, f"the plan has no list '{name}' here", *keys, name)
    return value


def _text(file: YamlFile, data: Any, name: str, *keys: str | int) -> str:
    value = data.get(name) if isinstance(data, dict) else None
    if not isinstance(value, str) or not value.strip():
        raise _invalid(file, f"'{name}' is missing or is not text", *keys, name)
    return value


def _invalid(file: YamlFile, message: str, *keys: str | int) -> BuildError:
    remedy = (
        "A part is {title, folder, chapters}; a chapter is {stem, title, question}, each quoted."
    )
    return BuildError(
        Diagnostic(
            code=Code.DIRECTIVE_INVALID,
            message=message,
            remedy=remedy,
            path=file.path,
            line=file.line(*keys),
        )
    )
