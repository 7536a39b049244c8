"""The file of a book's links (`links.toml`) → how hosts are asked, and which links are not, until when."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic


@dataclass(frozen=True)
class Allowed:
    """Links that match `url`, a pattern with `*`, are not asked for through the day `expires`."""

    url: str
    reason: str
    expires: date
    line: int

    def holds(self, url: str, today: date) -> bool:
        """Tell whether a link is allowed today."""
        return today <= self.expires and fnmatchcase(url, self.url)


@dataclass(frozen=True)
class Policy:
    """`budget`: links a host in one run. `interval`: seconds between two requests to a host.

    `age`: days that a good answer lasts, a quarter more or less. `grace`: days after which a link that
    cannot be reached counts as broken. `tries`: requests for one link before it is given up. `patience`:
    the longest wait, in seconds, that a host may ask for. `pause`: the first wait when it asks for none.
    `timeout` in seconds. `private`: ask loopback and private addresses too.
    """

    budget: int = 25
    interval: float = 1.0
    age: int = 28
    grace: int = 14
    tries: int = 3
    patience: float = 120.0
    pause: float = 5.0
    timeout: float = 20.0
    private: bool = False
    allowed: tuple[Allowed, ...] = ()


def read_policy(path: Path, shown: str) -> Policy:
    """Read the file, or return the defaults where there is none. Raises BuildError."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except FileNotFoundError:
        return Policy()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _invalid(shown, f"is not valid TOML: {error}") from error
    lines = [n for n, line in enumerate(text.split("\n"), 1) if line.strip() == "[[allow]]"]
    entries = data.pop("allow", [])
    if len(lines) != len(entries):
        raise _invalid(shown, "must give each entry its own line `[[allow]]`")
    values = data.pop("ask", {})
    known = {each.name: each.type for each in fields(Policy) if each.name != "allowed"}
    for name, value in values.items():
        if name not in known or not isinstance(value, bool if name == "private" else int | float):
            raise _invalid(shown, f"has '{name} = {value}' under [ask], which means nothing")
    if data:
        raise _invalid(shown, f"has no table '{next(iter(data))}'")
    return Policy(**values, allowed=tuple(map(_allowed, entries, lines, [shown] * len(lines))))


def _allowed(entry: dict[str, Any], line: int, shown: str) -> Allowed:
    url, reason, expires = (entry.get(name) for name in ("url", "reason", "expires"))
    if not isinstance(url, str) or not isinstance(reason, str) or not reason.strip():
        raise _invalid(shown, "has an entry without url or reason", line)
    if type(expires) is not date:
        raise _invalid(shown, f"has no date, like 2027-01-31, on which {url} expires", line)
    return Allowed(url, reason, expires, line)


def _invalid(shown: str, problem: str, line: int | None = None) -> BuildError:
    return BuildError(
        Diagnostic(
            code=Code.CONFIG_INVALID,
            message=f"{shown} {problem}",
            remedy="It has a table [ask] and entries [[allow]] with url, reason and expires.",
            path=Path(shown),
            line=line,
        )
    )
