"""Faults to seed into the good book of `tests/roots/mutants`, one module an area.

A mutant replaces `old`, which stands once in `file`, by `new`. It must be found at the line on which `at`
first stands in `path` (the mutated file unless given) once mutated, `shift` lines further; without `at`,
where `old` stood. An `old` of None makes the file; `also` is a second change.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

AREAS = (
    "references",
    "sources",
    "figures",
    "text",
    "code",
    "contract",
    "exercises",
    "files",
    "translations",
)


@dataclass(frozen=True)
class Mutant:
    code: str
    file: str
    old: str | None
    new: str
    at: str | None = None
    path: str | None = None
    shift: int = 0
    also: tuple[str, str, str] | None = None


def mutants() -> list[Mutant]:
    """Return all mutants, in the order of their modules."""
    found: list[Mutant] = []
    for area in AREAS:
        for code, entries in import_module(f"{__name__}.{area}").MUTANTS.items():
            found += [Mutant(code, *entry) for entry in entries]
    return found
