"""`_toc.yml` → a tree of entries with their lines, in every form that Jupyter Book 1 accepts.

The forms are those of sphinx-external-toc: `format: jb-book` (parts of chapters of sections), `jb-article`
(sections only) and none (`subtrees` of `entries`); an entry is a `file`, a `glob` or a `url`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.core.yamlfile import KeyPath, YamlFile, read_yaml

Kind = Literal["file", "glob", "url"]
OPTIONS = (
    "caption",
    "hidden",
    "maxdepth",
    "numbered",
    "reversed",
    "titlesonly",
    "style",
    "restart_numbering",
)


@dataclass(frozen=True)
class Entry:
    """One line of the table of contents. `target` is a docname or path, a pattern, or an address."""

    kind: Kind
    target: str
    title: str | None
    line: int | None
    subtrees: tuple[Subtree, ...] = ()

    def walk(self) -> Iterator[Entry]:
        """Yield this entry and all below it, in reading order."""
        yield self
        for subtree in self.subtrees:
            for entry in subtree.entries:
                yield from entry.walk()


@dataclass(frozen=True)
class Subtree:
    """A run of entries under one parent: a part, when it has a caption. `options` as Sphinx names them."""

    entries: tuple[Entry, ...]
    caption: str | None = None
    options: dict[str, Any] = field(default_factory=dict)
    line: int | None = None


@dataclass(frozen=True)
class Toc:
    """The whole table of contents; `root` is the landing page."""

    path: Path
    format: str | None
    root: Entry


@dataclass(frozen=True)
class _Format:
    """The names of the keys at each depth, and options that hold unless an entry says otherwise."""

    subtrees: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    default_items: str = "entries"
    defaults: tuple[tuple[str, Any], ...] = ()

    def keys(self, depth: int) -> tuple[str, str]:
        subtrees = self.subtrees[depth] if depth < len(self.subtrees) else "subtrees"
        items = self.items[depth] if depth < len(self.items) else self.default_items
        return subtrees, items


_TITLES_ONLY = (("titlesonly", True),)
_FORMATS = {
    None: _Format(),
    "default": _Format(),
    "jb-book": _Format(("parts",), ("chapters",), "sections", _TITLES_ONLY),
    "jb-article": _Format(default_items="sections", defaults=_TITLES_ONLY),
}


def read_toc(path: Path) -> Toc:
    """Read a table of contents. Raises BuildError naming file and line of what is wrong."""
    file = read_yaml(
        path,
        missing=Code.TOC_MISSING,
        malformed=Code.TOC_MALFORMED,
        remedy="A book needs a table of contents: at least `format: jb-book` and `root: index`.",
    )
    data = file.data
    if not isinstance(data, dict):
        raise _invalid(
            file, (), "the table of contents is not a mapping", "Start with `format: jb-book`."
        )
    name = data.get("format")
    if name not in _FORMATS:
        raise _invalid(
            file, ("format",), f"unknown format '{name}'", "Use jb-book, jb-article or no format."
        )
    form = _FORMATS[name]
    extra = data.get("defaults") or {}
    if not isinstance(extra, dict):
        raise _invalid(
            file, ("defaults",), "defaults is not a mapping", "Write `option: value` lines."
        )
    parser = _Parser(file, form, {**dict(form.defaults), **extra})
    return Toc(path, name, parser.root(data))


def _invalid(file: YamlFile, keys: KeyPath, message: str, remedy: str) -> BuildError:
    return BuildError(
        Diagnostic(
            code=Code.TOC_INVALID,
            message=message,
            remedy=remedy,
            path=file.path,
            line=file.line(*keys),
        )
    )


@dataclass(frozen=True)
class _Parser:
    file: YamlFile
    form: _Format
    defaults: dict[str, Any]

    def root(self, data: dict[str, Any]) -> Entry:
        if "root" not in data:
            raise _invalid(self.file, (), "no 'root' key", "Name the landing page: `root: index`.")
        allowed = {"root", "format", "defaults", "meta"}
        return self._page(data, "root", (), 0, allowed)

    def _page(
        self, data: dict[str, Any], key: str, keys: KeyPath, depth: int, allowed: set[str]
    ) -> Entry:
        subtrees_key, items_key = self.form.keys(depth)
        unknown = set(data) - {key, "title", "options", subtrees_key, items_key} - allowed
        if unknown:
            first = sorted(map(str, unknown))[0]
            raise _invalid(
                self.file,
                (*keys, first),
                f"unknown key '{first}'",
                f"Allowed here: {key}, title, options, {subtrees_key}, {items_key}.",
            )
        if subtrees_key in data and items_key in data:
            raise _invalid(
                self.file,
                (*keys, items_key),
                f"both '{subtrees_key}' and '{items_key}'",
                "Keep one of them.",
            )
        subtrees: list[Subtree] = []
        if items_key in data:
            options = data.get("options") or {}
            subtrees.append(
                self._subtree({**options, items_key: data[items_key]}, items_key, keys, depth)
            )
        elif subtrees_key in data:
            for index, each in enumerate(self._list(data[subtrees_key], (*keys, subtrees_key))):
                place = (*keys, subtrees_key, index)
                if not isinstance(each, dict) or items_key not in each:
                    raise _invalid(
                        self.file,
                        place,
                        f"no '{items_key}' here",
                        f"Add `{items_key}:` with entries.",
                    )
                subtrees.append(self._subtree(each, items_key, place, depth))
        target = self._text(data[key], (*keys, key))
        title = data.get("title")
        return Entry(
            "file",
            target,
            None if title is None else str(title),
            self.file.line(*keys, key),
            tuple(subtrees),
        )

    def _subtree(self, data: dict[str, Any], items_key: str, keys: KeyPath, depth: int) -> Subtree:
        place = (*keys, items_key)
        items = self._list(data[items_key], place)
        entries = tuple(
            self._entry(item, (*place, index), depth + 1) for index, item in enumerate(items)
        )
        options = {**self.defaults, **{key: data[key] for key in OPTIONS if key in data}}
        caption = options.pop("caption", None)
        return Subtree(
            entries, None if caption is None else str(caption), options, self.file.line(*keys)
        )

    def _entry(self, data: Any, keys: KeyPath, depth: int) -> Entry:
        if not isinstance(data, dict):
            raise _invalid(self.file, keys, f"'{data}' is not an entry", f"Write `- file: {data}`.")
        kinds = [kind for kind in ("file", "glob", "url") if kind in data]
        if len(kinds) != 1:
            found = " and ".join(kinds) or "none"
            raise _invalid(
                self.file,
                keys,
                f"an entry has one of file, glob, url; found {found}",
                "Keep exactly one.",
            )
        if kinds == ["file"]:
            return self._page(data, "file", keys, depth, set())
        kind: Kind = "glob" if kinds == ["glob"] else "url"
        below = set(data) - {kind, "title"}
        if below:
            raise _invalid(
                self.file,
                keys,
                f"a {kind} entry can have nothing below it",
                f"Remove {', '.join(sorted(below))}.",
            )
        title = data.get("title")
        return Entry(
            kind,
            self._text(data[kind], (*keys, kind)),
            None if title is None else str(title),
            self.file.line(*keys),
        )

    def _list(self, value: Any, keys: KeyPath) -> list[Any]:
        if not isinstance(value, list) or not value:
            raise _invalid(
                self.file,
                keys,
                f"'{keys[-1]}' is not a list with entries",
                "Add at least one entry.",
            )
        return value

    def _text(self, value: Any, keys: KeyPath) -> str:
        if not isinstance(value, str) or not value.strip():
            raise _invalid(
                self.file, keys, f"'{keys[-1]}' is not a path", "Write a path without suffix."
            )
        return value
