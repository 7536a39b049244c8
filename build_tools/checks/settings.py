"""`checks.toml` beside `_config.yml` → what a book says about its own checks; all of it has defaults."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic

NAME = "checks.toml"
# (at least, at most) a chapter; the house contract.
CONTRACT: dict[str, tuple[int, int]] = {
    "words": (4000, 9500),
    "objectives": (5, 7),
    "retrieval": (3, 3),
    "experiments": (3, 12),
    "figures": (4, 30),
    "misconceptions": (4, 20),
    "exercises": (6, 40),
    "quiz": (10, 60),
    "rubrics": (2, 10),
    "references": (15, 200),
    "worked-examples": (4, 12),
    # The contract says 900; a paragraph that straddles the mark is not worth a rewrite.
    "words-between-actions": (0, 1000),
}
SECTIONS = ("exercises", "design", "fallacies", "summary")
KEYS = {
    "words",
    "links",
    "targets",
    "redirects",
    "baseline",
    "width",
    "largest",
    "skip",
    "contract",
    "terms",
    "sections",
}


@dataclass(frozen=True)
class Settings:
    """Paths are relative to the book.

    `words` is the list of words that the dictionary lacks, `targets` the registry of what was published,
    `redirects` where moved targets went, `terms` the term base of translations,
    `links` how links to other hosts are asked. `width` is the longest
    line of a code cell, `largest` the biggest file in bytes, `skip` the codes that are not looked for.
    """

    words: str = "words.txt"
    targets: str = "targets.txt"
    redirects: str = "redirects.yml"
    terms: str = "terms.toml"
    links: str = "links.toml"
    baseline: str | None = None
    width: int | None = None
    largest: int = 5_000_000
    skip: tuple[str, ...] = ()
    sections: tuple[str, ...] = SECTIONS
    contract: Mapping[str, tuple[int, int]] = field(default_factory=lambda: dict(CONTRACT))


def read_settings(root: Path) -> Settings:
    """Read the settings of the book in `root`. Raises BuildError."""
    path = root / NAME
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _invalid(f"{NAME} is not valid TOML: {error}") from error
    unknown = sorted(set(data) - KEYS)
    if unknown:
        raise _invalid(f"{NAME} has no key '{unknown[0]}'")
    contract = dict(CONTRACT)
    for name, value in data.pop("contract", {}).items():
        if name not in CONTRACT or not _pair(value):
            raise _invalid(f"contract.{name} is not a known count with [least, most]")
        contract[name] = (value[0], value[1])
    for name in ("skip", "sections"):
        if name in data:
            data[name] = tuple(map(str, data[name]))
    return Settings(**data, contract=contract)


def _pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(x, int) for x in value)


def _invalid(message: str) -> BuildError:
    return BuildError(
        Diagnostic(
            code=Code.CONFIG_INVALID,
            message=message,
            remedy=f"The keys of {NAME} are {', '.join(sorted(KEYS))}.",
            path=Path(NAME),
        )
    )
