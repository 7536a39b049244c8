"""The committed file of what links came to, so that a run asks for few of them: `links.json`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from build_tools.checks.links.answer import Outcome
from build_tools.checks.links.patience import host
from build_tools.checks.links.policy import Policy
from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.core.files import digest, write_if_changed


@dataclass(frozen=True)
class Remembered:
    """`checked`: the day of the answer. `since`: the first day of a row of bad ones."""

    outcome: Outcome
    checked: date
    since: date | None = None


def load(path: Path) -> dict[str, Remembered]:
    """Read the file; nothing is remembered where there is none. Raises BuildError."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {url: _entry(**values) for url, values in data.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, AttributeError) as error:
        raise BuildError(
            Diagnostic(
                code=Code.CONFIG_INVALID,
                message=f"{path.name} cannot be read: {error}",
                remedy="Remove it; the next run of `mlsysbook links` writes it anew.",
            )
        ) from error


def save(path: Path, known: dict[str, Remembered]) -> None:
    """Write the file, sorted, a link a line, so that a review sees what changed."""
    lines = []
    for url, each in sorted(known.items()):
        values: dict[str, str] = {"checked": each.checked.isoformat(), **asdict(each.outcome)}
        if each.since:
            values["since"] = each.since.isoformat()
        shown = json.dumps({k: v for k, v in values.items() if v}, ensure_ascii=False)
        lines.append(f"  {json.dumps(url, ensure_ascii=False)}: {shown}")
    write_if_changed(path, "{\n" + ",\n".join(lines) + "\n}\n" if lines else "{}\n")


def remember(old: Remembered | None, outcome: Outcome, today: date) -> Remembered:
    """Return what to keep: a bad answer after a bad one keeps the day of the first."""
    if outcome.kind == "good":
        return Remembered(outcome, today)
    return Remembered(outcome, today, (old.since if old else None) or today)


def due(
    urls: Iterable[str], known: dict[str, Remembered], policy: Policy, today: date
) -> list[str]:
    """Return the links to ask for: new and bad ones and those whose day has come, within the budget.

    Those not asked for longest come first, so a host with many links is gone through in turns.
    """
    ready = [url for url in urls if url not in known or today >= _until(url, known[url], policy)]
    ready.sort(key=lambda url: (known[url].checked if url in known else date.min, url))
    spent: Counter[str] = Counter()
    chosen = []
    for url in ready:
        spent[host(url)] += 1
        if spent[host(url)] <= policy.budget:
            chosen.append(url)
    return chosen


def _until(url: str, known: Remembered, policy: Policy) -> date:
    """Ages differ by link and by day, from 3/4 to 5/4, so what was asked together comes due apart."""
    if known.outcome.kind != "good":
        return known.checked
    share = int(digest(url, known.checked.isoformat())[:8], 16) / 0xFFFFFFFF
    return known.checked + timedelta(days=round(policy.age * (0.75 + 0.5 * share)))


def _entry(
    *, checked: str, kind: str, detail: str = "", moved: str = "", since: str = ""
) -> Remembered:
    if kind not in ("good", "broken", "unreachable", "soft", "anchor"):
        raise ValueError(f"no outcome is '{kind}'")
    return Remembered(
        Outcome(kind, detail, moved),  # type: ignore[arg-type]  # narrowed above
        date.fromisoformat(checked),
        date.fromisoformat(since) if since else None,
    )
