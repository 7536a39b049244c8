"""Outputs of cells → recorded values and claims, and the files that publish them.

The executed notebook is the one truth: index and notebook change together, so records read from it are
always one consistent set. The files under `_build/records` are made from it for tools and readers.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_tools.core.codes import Code
from build_tools.core.diagnostics import Diagnostic
from build_tools.core.files import write_if_changed
from build_tools.core.paths import BuildPaths

if TYPE_CHECKING:
    import numpy as np
    from nbformat import NotebookNode
    from numpy.typing import NDArray

# The vocabulary of the `evidence` package, which this package reads but never imports.
RECORD_MIME = "application/vnd.mlsysbook.record+json"
CLAIM_MIME = "application/vnd.mlsysbook.claim+json"
KINDS = ("measured", "computed", "modelled")
# What reading a payload that somebody else displayed under our type may raise.
DAMAGE = (
    AttributeError, EOFError, LookupError, OSError, TypeError, ValueError, zipfile.BadZipFile,
)  # fmt: skip
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, eq=False)
class Record:
    """One recorded value with its provenance. `value` is None when it is a `series`.

    `cell` is the number, from 1, of the code cell that recorded it.
    """

    id: str
    kind: str
    value: float | int | str | None
    series: NDArray[Any] | None
    unit: str
    n: int | None
    spread: tuple[float, float] | None
    source: str | None
    machine: dict[str, Any]
    date: str
    docname: str
    cell: int
    payload: Mapping[str, Any] = field(repr=False)

    @property
    def array(self) -> NDArray[np.generic]:
        """The value as a NumPy array: the series, or a single number of shape (). Raises TypeError."""
        # Imported late: pages that only print numbers need no NumPy in the build.
        import numpy as np

        if self.series is not None:
            return self.series
        if isinstance(self.value, str) or self.value is None:
            raise TypeError(f"record '{self.id}' holds text, not numbers")
        return np.asarray(self.value)


@dataclass(frozen=True)
class Claim:
    """One checked sentence: whether it held, and in how many attempts."""

    text: str
    holds: bool
    kind: str
    values: dict[str, float]
    attempts: int
    cell: int


def read_records(
    notebook: NotebookNode, docname: str, path: Path | None = None
) -> tuple[dict[str, Record], list[Claim], list[Diagnostic]]:
    """Return the records by id, the claims in order, and what is wrong with them in page `path`."""
    records: dict[str, Record] = {}
    claims: list[Claim] = []
    problems: list[Diagnostic] = []
    where = path or Path(docname)
    for number, line, payload in _payloads(notebook, RECORD_MIME):
        try:
            record = parse_record(payload, docname, number)
        except DAMAGE as error:
            problems.append(_malformed(payload, where, line, number, error))
            continue
        first = records.get(record.id)
        if first is not None and first.cell != number:
            problems.append(_duplicate(first, record, where, line))
        records[record.id] = record
    for number, line, payload in _payloads(notebook, CLAIM_MIME):
        try:
            claims.append(_claim(payload, number))
        except DAMAGE as error:
            problems.append(_malformed(payload, where, line, number, error))
    return records, claims, problems


def parse_record(payload: Mapping[str, Any], docname: str, cell: int = 0) -> Record:
    """Turn a payload of the record MIME type into a Record. Raises one of DAMAGE."""
    if not _ID.fullmatch(payload["id"]):
        raise ValueError(f"id {payload['id']!r} is not kebab-case")
    if payload["kind"] not in KINDS:
        raise ValueError(f"kind {payload['kind']!r} is unknown")
    spread = payload.get("spread")
    return Record(
        id=payload["id"],
        kind=payload["kind"],
        value=payload.get("value"),
        series=_series(payload),
        unit=str(payload.get("unit") or ""),
        n=payload.get("n"),
        spread=None if spread is None else (float(spread[0]), float(spread[1])),
        source=payload.get("source"),
        machine=dict(payload.get("machine") or {}),
        date=str(payload.get("date") or ""),
        docname=docname,
        cell=cell,
        payload=payload,
    )


def publish_records(paths: BuildPaths, docname: str, records: Mapping[str, Record]) -> None:
    """Write `<id>.json`, and `<id>.npz` for a large series; remove those that are recorded no more."""
    folder = paths.records / docname
    wanted = set()
    for record in records.values():
        payload = {**record.payload, "docname": docname}
        npz = payload.pop("npz", None)
        if npz is not None:
            payload["series_file"] = f"{record.id}.npz"
            write_if_changed(folder / f"{record.id}.npz", base64.b64decode(npz))
            wanted.add(f"{record.id}.npz")
        text = json.dumps(payload, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
        write_if_changed(folder / f"{record.id}.json", text)
        wanted.add(f"{record.id}.json")
    for path in folder.glob("*.*") if folder.is_dir() else ():
        if path.suffix in (".json", ".npz") and path.is_file() and path.name not in wanted:
            path.unlink()


def _payloads(
    notebook: NotebookNode, mime: str
) -> Iterator[tuple[int, int | None, Mapping[str, Any]]]:
    """Yield cell number, source line and payload of each output of a type."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(code, start=1):
        for output in cell.get("outputs", []):
            payload = (output.get("data") or {}).get(mime)
            if payload is not None:
                yield number, (cell.metadata.get("source_map") or [None])[0], payload


def _series(payload: Mapping[str, Any]) -> NDArray[Any] | None:
    if "npz" not in payload and "series" not in payload:
        if payload.get("value") is None:
            raise ValueError("neither value nor series")
        return None
    import numpy as np

    if "npz" in payload:
        try:
            content = base64.b64decode(payload["npz"], validate=True)
        except binascii.Error as error:
            raise ValueError(f"series is not base64: {error}") from None
        # Pickled objects are code: a record holds numbers only.
        with np.load(io.BytesIO(content), allow_pickle=False) as stored:
            series: NDArray[Any] = stored["series"]
    else:
        series = np.array(payload["series"], dtype=payload.get("dtype"))
        if "shape" in payload:
            series = series.reshape(payload["shape"])
    series.flags.writeable = False
    return series


def _claim(payload: Mapping[str, Any], cell: int) -> Claim:
    if payload["kind"] not in KINDS or not isinstance(payload["holds"], bool):
        raise ValueError("a claim has a kind and is true or false")
    values = {str(name): float(value) for name, value in (payload.get("values") or {}).items()}
    return Claim(
        str(payload["text"]),
        payload["holds"],
        payload["kind"],
        values,
        int(payload.get("attempts", 1)),
        cell,
    )


def _malformed(
    payload: Any, path: Path, line: int | None, cell: int, error: Exception
) -> Diagnostic:
    name = payload.get("id") or payload.get("text") if isinstance(payload, Mapping) else None
    return Diagnostic(
        code=Code.RECORD_MALFORMED,
        message=f"cell {cell} displays a record or claim that cannot be read ({name}): {error}",
        remedy="Use record() and claim() of the evidence package instead of displaying the type.",
        path=path,
        line=line,
    )


def _duplicate(first: Record, second: Record, path: Path, line: int | None) -> Diagnostic:
    return Diagnostic(
        code=Code.RECORD_DUPLICATE,
        message=f"'{second.id}' is recorded by cell {first.cell} and again by cell {second.cell}",
        remedy="An id names one value in a chapter; rename one of them.",
        path=path,
        line=line,
    )
