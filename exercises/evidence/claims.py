"""A sentence that a chapter states and what it rests on → a claim that every build checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from evidence.channel import CLAIM, publish
from evidence.records import KINDS, Kind
from evidence.size import smoke

ATTEMPTS = 3


class ClaimFailed(AssertionError):  # noqa: N818 - a claim fails; "ClaimFailedError" says it twice
    """A claim that does not depend on the machine is false, so the text is wrong or the code is."""


def claim(
    text: str,
    holds: bool | Callable[[], bool],
    *,
    kind: Kind = "measured",
    values: Mapping[str, float] | None = None,
) -> None:
    """State `text` and check it: `holds` is its truth, or a callable that measures and returns it.

    A measured claim given as a callable is tried up to three times, because a busy machine may spoil one
    measurement; if it never holds, that is displayed and the build warns. A computed or modelled claim
    comes out the same everywhere, is tried once, and raises ClaimFailed when false. At smoke size nothing
    raises: small runs prove that code runs, not what it shows. `values` are the numbers it rests on.
    """
    if kind not in KINDS:
        raise ValueError(f"kind is {kind!r}, not one of {', '.join(KINDS)}")
    attempts = ATTEMPTS if callable(holds) and kind == "measured" and not smoke() else 1
    true = False
    tried = 0
    while not true and tried < attempts:
        true = bool(holds() if callable(holds) else holds)
        tried += 1
    payload = {
        "text": text,
        "holds": true,
        "kind": kind,
        "values": {name: float(value) for name, value in (values or {}).items()},
        "attempts": tried,
        "smoke": smoke(),
    }
    publish(CLAIM, payload, f"{'holds' if true else 'DOES NOT HOLD'} ({kind}): {text}")
    if not true and kind != "measured" and not smoke():
        raise ClaimFailed(f"claim is false: {text}")
