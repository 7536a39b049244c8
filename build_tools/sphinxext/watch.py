"""What a page was made from outside Sphinx's sight → whether it must be read again.

Sphinx re-reads a page when its source changes or a file it depends on gets a newer time stamp. Executed
outputs, records and figure scripts come and go between builds, and a dependency that does not exist yet
makes Sphinx read the page every time. So each page keeps stamps, digests of what it used; a page is read
again exactly when one of them differs.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from build_tools.core.book import Book
from build_tools.core.files import digest
from build_tools.sphinxext.context import context_of

Key = tuple[str, str]  # ("outputs" | "records", docname) or ("file" | "tree", path)


def watch(env: BuildEnvironment, kind: str, name: str) -> None:
    """Let the page being read depend on `outputs` or `records` of a page, on a `file` or a `tree`."""
    context = context_of(env.app)
    key = kind, name
    if key not in context.stamps:
        # Nothing of this changes while a build reads: a page with fifty values asks fifty times.
        context.stamps[key] = stamp(context.book, kind, name)
    _stamps(env).setdefault(env.docname, {})[key] = context.stamps[key]


def stamp(book: Book | None, kind: str, name: str) -> str:
    """Return a digest of the content that `kind` and `name` mean now; empty when there is none."""
    if kind == "file":
        return _digest([Path(name)])
    if kind == "tree":
        return _digest(sorted(each for each in Path(name).rglob("*") if each.suffix != ".pyc"))
    if book is None:
        return ""
    if kind == "outputs":
        return _digest([book.paths.outputs / name / "index.json"])
    folder = book.paths.records / name
    return _digest(sorted(folder.glob("*.json"))) if folder.is_dir() else ""


def watched(env: BuildEnvironment) -> set[Path]:
    """Return the files and folders that some page depends on through `watch`."""
    pages = _stamps(env).values()
    return {Path(name) for page in pages for kind, name in page if kind in ("file", "tree")}


def _digest(paths: Iterable[Path]) -> str:
    found = [(path.name, path.read_bytes()) for path in paths if path.is_file()]
    return digest(*(part for pair in found for part in pair)) if found else ""


def _stamps(env: BuildEnvironment) -> dict[str, dict[Key, str]]:
    if not hasattr(env, "mlsysbook_stamps"):
        env.mlsysbook_stamps = {}  # type: ignore[attr-defined]
    stamps: dict[str, dict[Key, str]] = env.mlsysbook_stamps  # type: ignore[attr-defined]
    return stamps


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Handle `env-get-outdated`: name the pages whose stamps differ from what is there now."""
    book = context_of(app).book
    now: dict[Key, str] = {}
    stale = []
    for docname, stamps in _stamps(env).items():
        if docname in added | changed | removed:
            continue
        for key, before in stamps.items():
            if key not in now:
                now[key] = stamp(book, *key)
            if now[key] != before:
                stale.append(docname)
                break
    return stale


def purge(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Handle `env-purge-doc`."""
    _stamps(env).pop(docname, None)


def merge(
    _app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment
) -> None:
    """Handle `env-merge-info` of a parallel read."""
    _stamps(env).update({name: _stamps(other).get(name, {}) for name in docnames})


def setup(app: Sphinx) -> None:
    """Connect the three events."""
    app.connect("env-get-outdated", outdated)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
