"""A book's `execute` section and a page's own front matter → how that page runs.

A page may override its book under `mystnb:` with myst-nb's names (`execution_mode`, `execution_timeout`,
`execution_allow_errors`, `execution_in_temp`), and a book may map kernel names by
`nb_kernel_rgx_aliases`. Values of the wrong type are passed over here; myst-nb, which reads the same
front matter when it renders the page, says what is wrong with them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.core.book import Book
from build_tools.core.config import MODES, ExecutionMode

KEYS = ("execution_mode", "execution_timeout", "execution_allow_errors", "execution_in_temp")


@dataclass(frozen=True)
class Rules:
    """How one page runs. `timeout` is seconds a cell, None for no limit."""

    mode: ExecutionMode
    timeout: int | None
    allow_errors: bool
    run_in_temp: bool
    kernel: str


def own_rules(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a page's metadata overrides, JSON-ready: KEYS that it sets, and `kernel`."""
    own = mapping(metadata.get("mystnb"))
    found = {key: own[key] for key in KEYS if isinstance(own.get(key), bool | int | str)}
    found["kernel"] = str(mapping(metadata.get("kernelspec")).get("name") or "python3")
    return found


def rules_of(book: Book, own: Mapping[str, Any]) -> Rules:
    """Return the rules of a page of `book` whose `own_rules` are given."""
    execution = book.config.execution
    mode = own.get("execution_mode")
    mode = "off" if mode is False else mode  # YAML reads a bare `off` so
    timeout = own.get("execution_timeout")
    seconds = timeout if type(timeout) is int else execution.timeout
    return Rules(
        mode=mode if mode in MODES else execution.mode,
        timeout=seconds if seconds > 0 else None,
        allow_errors=_flag(own, "execution_allow_errors", execution.allow_errors),
        run_in_temp=_flag(own, "execution_in_temp", execution.run_in_temp),
        kernel=_alias(book, str(own["kernel"])),
    )


def mapping(value: Any) -> dict[str, Any]:
    """Return `value` if it is a mapping, else an empty one."""
    return dict(value) if isinstance(value, Mapping) else {}


def _flag(own: Mapping[str, Any], key: str, otherwise: bool) -> bool:
    value = own.get(key)
    return value if isinstance(value, bool) else otherwise


def _alias(book: Book, kernel: str) -> str:
    aliases = mapping(book.config.sphinx.get("nb_kernel_rgx_aliases"))
    return next(
        (str(alias) for pattern, alias in aliases.items() if re.fullmatch(str(pattern), kernel)),
        kernel,
    )
