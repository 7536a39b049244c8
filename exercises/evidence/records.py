"""A number that a cell found → a record: the value with its unit, kind, spread, machine and date."""

from __future__ import annotations

import base64
import io
import math
import re
from datetime import UTC, datetime
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from evidence.channel import RECORD, publish
from evidence.machines import machine

Kind = Literal["measured", "computed", "modelled"]
KINDS: tuple[str, ...] = get_args(Kind)

# Longer series travel as a compressed file: JSON takes 20 bytes a number and is read into memory whole.
INLINE = 64


def record(
    id: str,
    value: float | str | ArrayLike,
    *,
    unit: str = "",
    kind: Kind = "measured",
    n: int | None = None,
    spread: tuple[float, float] | None = None,
    source: str | None = None,
) -> None:
    """Make `value` quotable under `id`, a kebab-case name that is unique in its chapter.

    `value` is a finite number, a text, or a series: an array of numbers of any shape, which may hold NaN
    and infinity. `unit` is the unit of value and spread ("s", "B", "" for a ratio). `kind` says how it
    came about: `measured` on this machine, `computed` exactly from counts and shapes, `modelled` from
    constants, whose origin is `source`. `n` counts the samples behind the value (the length of a series
    unless given), `spread` is (low, high), the quartiles unless the text says otherwise.
    Raises ValueError or TypeError for what a reader could not trust: a bad id or kind, a value that is
    not finite, a spread upside down, a modelled value without a source.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id):
        raise ValueError(f"record id {id!r} is not kebab-case, like 'vector-speedup'")
    if kind not in KINDS:
        raise ValueError(f"record {id!r}: kind is {kind!r}, not one of {', '.join(KINDS)}")
    if kind == "modelled" and not source:
        raise ValueError(f"record {id!r}: a modelled value needs the source of its constants")
    payload: dict[str, Any] = {"id": id, "kind": kind}
    payload |= _content(id, value)
    if n is None and "value" not in payload:
        n = int(np.size(np.asarray(value)))
    payload |= {
        "unit": unit,
        "n": n,
        "spread": None if spread is None else _spread(id, spread),
        "source": source,
        "machine": machine(),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    publish(RECORD, payload, _text(payload))


def _content(id: str, value: Any) -> dict[str, Any]:
    """Return the part of a payload that carries the value: `value`, `series` or `npz`."""
    if isinstance(value, str):
        return {"value": value}
    array = np.asarray(value)
    if array.dtype.kind not in "iuf":
        raise TypeError(f"record {id!r}: a value is a number, a text or an array of numbers")
    if array.ndim == 0:
        number = array.item()
        if not math.isfinite(number):
            raise ValueError(f"record {id!r}: {number} is not a finite number")
        return {"value": number}
    if array.size > INLINE or not np.isfinite(array).all():
        return {"npz": _npz(array), "shape": list(array.shape), "dtype": str(array.dtype)}
    return {"series": array.tolist(), "shape": list(array.shape), "dtype": str(array.dtype)}


def _npz(array: NDArray[Any]) -> str:
    buffer = io.BytesIO()
    np.savez_compressed(buffer, series=array)
    return base64.b64encode(buffer.getvalue()).decode("ascii")


def _spread(id: str, spread: tuple[float, float]) -> list[float]:
    low, high = (float(end) for end in spread)
    if not (math.isfinite(low) and math.isfinite(high) and low <= high):
        raise ValueError(f"record {id!r}: spread is (low, high), both finite; got {spread}")
    return [low, high]


def _text(payload: dict[str, Any]) -> str:
    value = payload.get("value")
    if value is None:
        shown = f"series of shape {tuple(payload['shape'])}"
    else:
        shown = value if isinstance(value, str) else f"{value:.6g}"
    return f"{payload['id']} = {shown} {payload['unit']}".rstrip()
