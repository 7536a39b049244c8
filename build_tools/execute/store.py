"""Executed pages ↔ files: `<outputs>/<docname>/<fingerprint>.ipynb` and one `index.json` a page.

The index names the current notebook with its checksum; both are written beside and renamed, the notebook
first, so that whoever reads sees the old pair or the new one, also after `kill -9`. The last few
notebooks stay: going back to an earlier version of a chapter runs nothing.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_tools.core.book import Book
from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic, Severity
from build_tools.core.files import digest, write_atomic
from build_tools.core.paths import BuildPaths
from build_tools.execute.notebook import dump
from build_tools.execute.pages import excluded_by
from build_tools.execute.records import Claim, Record, publish_records, read_records

if TYPE_CHECKING:
    from nbformat import NotebookNode

VERSION = 1
KEPT = 4


class Corrupt(Exception):  # noqa: N818 - a finding about the cache, always caught and turned into a diagnostic
    """What is stored is not what was stored."""


@dataclass(frozen=True)
class Executed:
    """The published outputs of one page.

    `notebook` holds the code cells with outputs, `seconds` what they took, `machine` where they ran (empty
    when the page records nothing), `when` the date in UTC. `complete` is False when a cell failed and no
    good outputs exist.
    """

    docname: str
    notebook: NotebookNode
    fingerprint: str
    records: dict[str, Record]
    claims: list[Claim]
    seconds: float
    machine: dict[str, Any]
    when: str
    complete: bool


@dataclass
class Index:
    """What is stored of one page: `entries` by fingerprint, the oldest first; `current` is published."""

    current: str | None = None
    parts: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)


class Store:
    """The executed outputs of one book."""

    def __init__(self, paths: BuildPaths) -> None:
        self._paths = paths

    def index(self, docname: str) -> Index:
        """Return what is stored of a page, empty when nothing is. Raises Corrupt."""
        try:
            text = self.index_path(docname).read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return Index()
        except UnicodeDecodeError as error:
            raise Corrupt(f"index.json is not text: {error}") from None
        try:
            stored = json.loads(text)
            if stored["version"] != VERSION:
                return Index()
            index = Index(stored["current"], dict(stored["parts"]), dict(stored["entries"]))
            for entry in index.entries.values():
                (
                    str(entry["checksum"]),
                    float(entry["seconds"]),
                    str(entry["when"]),
                    entry["complete"],
                )
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise Corrupt(f"index.json is damaged: {error!r}") from None
        return index

    def index_path(self, docname: str) -> Path:
        """Return the one file that changes whenever a page's outputs do."""
        return self._paths.outputs / docname / "index.json"

    def text(self, docname: str, index: Index, fingerprint: str) -> str:
        """Return a stored notebook as text. Raises Corrupt when it is not what was stored."""
        path = self.notebook_path(docname, fingerprint)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise Corrupt(f"{path.name} cannot be read: {error.strerror}") from None
        if digest(content) != index.entries[fingerprint]["checksum"]:
            raise Corrupt(f"{path.name} does not match its checksum")
        return content.decode("utf-8")

    def notebook_path(self, docname: str, fingerprint: str) -> Path:
        """Return where one execution of a page is stored."""
        return self._paths.outputs / docname / f"{fingerprint}.ipynb"

    def put(
        self, docname: str, fingerprint: str, notebook: NotebookNode, about: dict[str, Any]
    ) -> None:
        """Store an execution and publish it. `about` is {parts, seconds, when, complete}."""
        text = dump(notebook)
        entry = {key: value for key, value in about.items() if key != "parts"}
        entry["checksum"] = digest(text)
        with self._locked(docname):
            index = self._index_or_new(docname)
            write_atomic(self.notebook_path(docname, fingerprint), text)
            # Records before the index: if this is cut short, the page is still stale and runs again.
            if entry["complete"]:
                publish_records(self._paths, docname, read_records(notebook, docname)[0])
            index.entries.pop(fingerprint, None)
            index.entries[fingerprint] = entry
            self._write(docname, Index(fingerprint, about["parts"], index.entries))

    def switch(self, docname: str, fingerprint: str, parts: dict[str, Any]) -> None:
        """Publish an execution that is already stored. Raises Corrupt."""
        with self._locked(docname):
            index = self.index(docname)
            notebook = _parse(self.text(docname, index, fingerprint))
            publish_records(self._paths, docname, read_records(notebook, docname)[0])
            index.entries[fingerprint] = index.entries.pop(fingerprint)
            self._write(docname, Index(fingerprint, parts, index.entries))

    def get(self, docname: str) -> Executed | None:
        """Return the published outputs of a page, None when it has none. Raises Corrupt."""
        index = self.index(docname)
        if index.current is None or index.current not in index.entries:
            return None
        entry = index.entries[index.current]
        notebook = _parse(self.text(docname, index, index.current))
        records, claims, _ = read_records(notebook, docname)
        machine = next((record.machine for record in records.values()), {})
        return Executed(
            docname,
            notebook,
            index.current,
            records,
            claims,
            entry["seconds"],
            machine,
            entry["when"],
            bool(entry["complete"]),
        )

    def _write(self, docname: str, index: Index) -> None:
        kept = dict(list(index.entries.items())[-KEPT:])
        content = {
            "version": VERSION,
            "current": index.current,
            "parts": index.parts,
            "entries": kept,
        }
        write_atomic(self.index_path(docname), json.dumps(content, indent=1) + "\n")
        for path in self.index_path(docname).parent.glob("*.ipynb"):
            if path.stem not in kept:
                path.unlink(missing_ok=True)

    def _index_or_new(self, docname: str) -> Index:
        try:
            return self.index(docname)
        except Corrupt:
            # Planning has already said so; what replaces it is being written.
            return Index()

    @contextlib.contextmanager
    def _locked(self, docname: str) -> Iterator[None]:
        """Let one process at a time change a page's index; the kernel lifts the lock of a killed one."""
        folder = self._paths.outputs / docname
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield


def load(book: Book, docname: str) -> Executed | None:
    """Return the published outputs of a page, None when it has none or is excluded by now.

    Raises BuildError when they are damaged; `run` rebuilds them.
    """
    page = book.by_docname.get(docname)
    if page is not None and excluded_by(book, page.source) is not None:
        return None
    try:
        return Store(book.paths).get(docname)
    except Corrupt as error:
        raise BuildError(corrupt(docname, error, Severity.ERROR)) from None


def load_records(paths: BuildPaths, docname: str) -> dict[str, Record]:
    """Return the published records of a page by id; empty when there are none. Raises BuildError."""
    try:
        executed = Store(paths).get(docname)
    except Corrupt as error:
        raise BuildError(corrupt(docname, error, Severity.ERROR)) from None
    return {} if executed is None else executed.records


def corrupt(docname: str, error: Corrupt, severity: Severity = Severity.WARNING) -> Diagnostic:
    """Return the diagnostic that says a page's stored outputs are damaged."""
    return Diagnostic(
        code=Code.EXECUTE_CACHE_CORRUPT,
        message=f"stored outputs of '{docname}' are damaged: {error}",
        remedy="They are made again when the page is next executed.",
        severity=severity,
        path=Path(docname),
    )


def _parse(text: str) -> NotebookNode:
    # Imported late: a build that finds nothing changed reads no notebook.
    from nbformat import from_dict

    notebook: NotebookNode = from_dict(json.loads(text))  # type: ignore[no-untyped-call]
    return notebook
