"""What only Sphinx knows of a book, without writing a page: targets that foreign directives make, warnings.

The environment of the last build answers where the sources did not change since. Otherwise the book is read
into doctrees of its own, so that the builder's stay as its pages were written from, and the answer is kept
until a source changes.
"""

from __future__ import annotations

import contextlib
import json
import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from build_tools.builders.html.state import doctrees, findings_file
from build_tools.builders.warnings import load_findings
from build_tools.core.book import Book
from build_tools.core.diagnostics import Diagnostic
from build_tools.core.files import digest, write_atomic

KIND = "check"


def known_targets(book: Book) -> frozenset[str]:
    """Return the names of all labels, terms, equations and objects, the quickest way. Raises BuildError."""
    kept = book.paths.cache / "checks" / "targets.json"
    state = digest(*(page.source.read_bytes() for page in book.pages))
    with contextlib.suppress(OSError, ValueError, KeyError):
        data = json.loads(kept.read_bytes())
        if data["state"] == state:
            return frozenset(data["names"])
    names = frozenset(_read(book))
    write_atomic(kept, json.dumps({"state": state, "names": sorted(names)}, ensure_ascii=False))
    return names


def last_warnings(book: Book) -> tuple[Diagnostic, ...]:
    """Return what the last build of the website found, but for pages that changed since."""
    found = []
    for edition in book.editions:
        file = findings_file(book, edition)
        if not file.exists():
            continue
        built = file.stat().st_mtime
        for finding in load_findings(file):
            source = book.root / (finding.diagnostic.path or Path("_config.yml"))
            if source.exists() and source.stat().st_mtime <= built:
                found.append(finding.diagnostic)
    return tuple(found)


def _read(book: Book) -> Iterator[str]:
    # Sphinx takes a second to load, and most checks never get here.
    from sphinx.application import ENV_PICKLE_FILENAME

    from build_tools.builders.html.builder import BookHTMLBuilder
    from build_tools.builders.html.site import EXTENSION
    from build_tools.builders.opening import opened

    edition = book.editions[0]
    ours, theirs = doctrees(book, edition, KIND), doctrees(book, edition)
    if not ours.exists() and theirs.exists():
        shutil.copytree(theirs, ours)
    with opened(book, edition, BookHTMLBuilder.name, EXTENSION, KIND) as app:
        app.builder.read()
        yield from _names(app.env)
        content = pickle.dumps(app.env, pickle.HIGHEST_PROTOCOL)
        write_atomic(ours / ENV_PICKLE_FILENAME, content)


def _names(env: Any) -> Iterator[str]:
    for data in env.domaindata.values():
        for name, table in data.items():
            if isinstance(table, dict) and name != "version":
                yield from _strings(table)
    # Extensions that keep a register of their own beside the domains.
    for attribute in ("proof_list", "sphinx_exercise_registry"):
        yield from _strings(getattr(env, attribute, {}))
    for metadata in env.metadata.values():
        yield from _strings(metadata.get("myst_slugs") or {})


def _strings(table: dict[Any, Any]) -> Iterator[str]:
    for key in table:
        # `objects` of the standard domain are keyed by (kind, name).
        yield str(key[-1]) if isinstance(key, tuple) else str(key)
