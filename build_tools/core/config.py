"""`_config.yml` → the settings of a book that our own code needs; the rest passes through to Sphinx."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.core.yamlfile import YamlFile, read_yaml

ExecutionMode = Literal["auto", "force", "cache", "off", "inline"]
MODES: tuple[ExecutionMode, ...] = ("auto", "force", "cache", "off", "inline")


@dataclass(frozen=True)
class Execution:
    """How code cells run: Jupyter Book's `execute` section. `timeout` is seconds a cell, -1 for none."""

    mode: ExecutionMode = "auto"
    exclude: tuple[str, ...] = ()
    timeout: int = 30
    allow_errors: bool = False
    run_in_temp: bool = False


@dataclass(frozen=True)
class Config:
    """The typed part of `_config.yml`; `file` keeps the whole of it with its lines.

    `exclude` holds Jupyter Book's `exclude_patterns`; `sphinx` the mapping under `sphinx.config`.
    """

    file: YamlFile
    title: str
    author: str
    copyright: str
    exclude: tuple[str, ...]
    only_toc_files: bool
    execution: Execution
    sphinx: dict[str, Any]

    @property
    def raw(self) -> dict[str, Any]:
        """The file's mapping as it stands."""
        return cast("dict[str, Any]", self.file.data)


def read_config(path: Path) -> Config:
    """Read a Jupyter Book 1 configuration. Raises BuildError naming file and line of what is wrong."""
    file = read_yaml(
        path,
        missing=Code.CONFIG_MISSING,
        malformed=Code.CONFIG_MALFORMED,
        remedy="Name a folder that holds a Jupyter Book, or start one: mlsysbook new book DIR",
    )
    if file.data is None:
        file = YamlFile(path, {}, {(): 1})
    reader = _Reader(file)
    reader.mapping()
    execute = reader.mapping("execute")
    sphinx = reader.mapping("sphinx")
    return Config(
        file=file,
        title=reader.text("My Jupyter Book", "title"),
        author=reader.text("", "author"),
        copyright=reader.text("", "copyright"),
        exclude=reader.texts("exclude_patterns"),
        only_toc_files=reader.flag(False, "only_build_toc_files"),
        execution=_execution(reader, execute),
        sphinx=reader.mapping("sphinx", "config") if sphinx else {},
    )


def _execution(reader: _Reader, section: dict[str, Any]) -> Execution:
    # YAML reads a bare `off` as False, and authors write it so.
    mode = section.get("execute_notebooks", "auto")
    mode = "off" if mode is False else mode
    if mode not in MODES:
        raise reader.invalid(
            f"execute_notebooks is '{mode}'",
            f"Use one of {', '.join(MODES)}.",
            "execute",
            "execute_notebooks",
        )
    timeout = section.get("timeout", 30)
    if not isinstance(timeout, int) or isinstance(timeout, bool) or (timeout < 1 and timeout != -1):
        raise reader.invalid(
            f"execute.timeout is {timeout!r}",
            "Give seconds a cell, or -1 for no limit.",
            "execute",
            "timeout",
        )
    return Execution(
        mode=mode,
        exclude=reader.texts("execute", "exclude_patterns"),
        timeout=timeout,
        allow_errors=reader.flag(False, "execute", "allow_errors"),
        run_in_temp=reader.flag(False, "execute", "run_in_temp"),
    )


@dataclass(frozen=True)
class _Reader:
    """Typed access by key path; a value of the wrong type raises BuildError at its line."""

    file: YamlFile

    def invalid(self, message: str, remedy: str, *keys: str) -> BuildError:
        return BuildError(
            Diagnostic(
                code=Code.CONFIG_INVALID,
                message=message,
                remedy=remedy,
                path=self.file.path,
                line=self.file.line(*keys),
            )
        )

    def _get(self, *keys: str) -> Any:
        value = self.file.data
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        return value

    def mapping(self, *keys: str) -> dict[str, Any]:
        value = self._get(*keys)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.invalid(
                f"{'.'.join(keys) or self.file.path.name} is not a mapping",
                "Write `key: value` lines.",
                *keys,
            )
        return value

    def text(self, default: str, *keys: str) -> str:
        value = self._get(*keys)
        if value is None:
            return default
        if isinstance(value, list | dict):
            raise self.invalid(f"{'.'.join(keys)} is not a text", "Write one value.", *keys)
        return str(value)

    def texts(self, *keys: str) -> tuple[str, ...]:
        value = self._get(*keys)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.invalid(
                f"{'.'.join(keys)} is not a list of texts", "Write a list of patterns.", *keys
            )
        return tuple(value)

    def flag(self, default: bool, *keys: str) -> bool:
        value = self._get(*keys)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.invalid(f"{'.'.join(keys)} is {value!r}", "Use true or false.", *keys)
        return value
