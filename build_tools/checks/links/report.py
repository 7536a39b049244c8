"""What links came to → findings at every place where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from build_tools.checks.finding import Finding, Fix
from build_tools.checks.links.memory import Remembered
from build_tools.checks.links.places import Place, Sources
from build_tools.checks.links.policy import Policy
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

_CODES = {
    "broken": Code.LINK_BROKEN,
    "unreachable": Code.LINK_UNREACHABLE,
    "soft": Code.LINK_SOFT_404,
    "anchor": Code.LINK_ANCHOR,
}
_REMEDIES = {
    Code.LINK_BROKEN: "Find where it went, or take an archived copy or another source.",
    Code.LINK_UNREACHABLE: "Open it in a browser; if only robots are refused, allow it in the list.",
    Code.LINK_SOFT_404: "Open it in a browser; treat it as broken unless it is what you mean.",
    Code.LINK_ANCHOR: "Take the id from the page as it is now.",
    Code.LINK_REDIRECTED: "`mlsysbook links --fix` writes the new address.",
}


def report(
    known: Mapping[str, Remembered], pages: Mapping[str, Place], sources: Sources, policy: Policy
) -> Iterator[Finding]:
    """Yield a finding for each place of each link that is not as it should be."""
    for url, page in pages.items():
        if url not in known:
            continue
        told = _tell(url, known[url], policy)
        if told is None:
            continue
        code, message = told
        moved = known[url].outcome.moved
        for place in sources.places(url, page):
            fix = Fix(url, moved) if code is Code.LINK_REDIRECTED and place.exact else None
            yield Finding(
                code,
                message,
                _REMEDIES[code],
                place.line,
                place.column,
                place.path,
                fix,
                Severity.ERROR if code is Code.LINK_BROKEN else Severity.WARNING,
            )


def expired(policy: Policy, shown: str, today: date) -> Iterator[Finding]:
    """Yield a finding for each allowance that is past its date."""
    for each in policy.allowed:
        if each.expires < today:
            yield Finding(
                Code.LINK_ALLOW_EXPIRED,
                f"the allowance for {each.url} ended on {each.expires}",
                "Look whether it is still needed; remove it or set a new date.",
                each.line,
                path=shown,
                severity=Severity.WARNING,
            )


def _tell(url: str, known: Remembered, policy: Policy) -> tuple[Code, str] | None:
    outcome = known.outcome
    if outcome.kind == "good":
        return (
            (Code.LINK_REDIRECTED, f"{url} has moved to {outcome.moved}") if outcome.moved else None
        )
    code = _CODES[outcome.kind]
    message = f"{url} {outcome.detail}"
    if outcome.kind == "unreachable" and known.since is not None:
        message = f"{message} (failing since {known.since})"
        if (known.checked - known.since).days >= policy.grace:
            code = Code.LINK_BROKEN
    return code, message
