"""`book/decisions.yml` → the decisions taken for the running systems, checked entry by entry."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.core.yamlfile import YamlFile, read_yaml

LEDGER = Path("book") / "decisions.yml"
REQUIRED = ("id", "system", "chapter", "decision", "because")
OPTIONAL = ("number",)
REMEDY = f"{LEDGER.as_posix()} is a list of {{{', '.join(REQUIRED + OPTIONAL)}}}; only number may be absent."
Entry = dict[str, str]


def read_ledger(path: Path) -> list[Entry]:
    """Return the entries in order. Raises BuildError at the line of what is wrong."""
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        changed = 0
    return _read(path, changed)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> list[Entry]:
    file = read_yaml(
        path, missing=Code.DIRECTIVE_INVALID, malformed=Code.DIRECTIVE_INVALID, remedy=REMEDY
    )
    if not isinstance(file.data, list):
        raise _broken(file, "the ledger is not a list")
    entries = [_entry(file, index) for index in range(len(file.data))]
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        if entry["id"] in seen:
            raise _broken(file, f"two decisions have the id '{entry['id']}'", index, "id")
        seen.add(entry["id"])
    return entries


def _entry(file: YamlFile, index: int) -> Entry:
    data = file.data[index]
    if not isinstance(data, dict):
        raise _broken(file, "a decision is not a mapping", index)
    absent = [name for name in REQUIRED if not data.get(name)]
    unknown = [name for name in data if name not in REQUIRED + OPTIONAL]
    if absent:
        raise _broken(file, f"a decision has no '{absent[0]}'", index)
    if unknown:
        raise _broken(file, f"a decision has no place for '{unknown[0]}'", index, str(unknown[0]))
    return {name: str(text) for name, text in data.items()}


def _broken(file: YamlFile, message: str, *keys: str | int) -> BuildError:
    return BuildError(
        Diagnostic(
            code=Code.DIRECTIVE_INVALID,
            message=message,
            remedy=REMEDY,
            path=file.path,
            line=file.line(*keys),
        )
    )
