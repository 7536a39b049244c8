"""Code → the files of this repository that it imports, directly and through one another.

Found by reading the syntax tree, never by importing: a chapter's imports may take seconds or need a
device. Only files under the repository count; what is installed is covered by the lock file.
"""

from __future__ import annotations

import ast
import importlib.util
import re
import site
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from build_tools.execute.memo import Memo

# (level, module, names): `from ..a.b import c` is (2, "a.b", ("c",)), `import a.b` is (0, "a.b", ()).
Import = tuple[int, str, tuple[str, ...]]
# A file, and the package that its relative imports start from.
Target = tuple[Path, tuple[str, ...]]

_MAGIC = re.compile(r"^(\s*)[%!].*$", re.MULTILINE)
_ASSIGNED = re.compile(r"^(\s*)[\w, ]+=\s*[%!].*$", re.MULTILINE)
_CELL_MAGIC = re.compile(r"\A\s*%%(\w+).*\n?")
_PYTHON_MAGICS = {"time", "timeit", "capture", "prun"}


def imports_of(code: str) -> list[Import]:
    """Return the imports in Python code, anywhere in it; [] when it is not Python.

    Lines of IPython (`%magic`, `!command`) are passed over. `import_module("a.b")` counts when the name is
    written out.
    """
    magic = _CELL_MAGIC.match(code)
    if magic:
        if magic[1] not in _PYTHON_MAGICS:
            return []
        code = code[magic.end() :]
    code = _ASSIGNED.sub(r"\1pass", _MAGIC.sub(r"\1pass", code))
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        # The cell will say so itself when it runs.
        return []
    return sorted(set(_walk(tree)))


def _walk(tree: ast.AST) -> Iterator[Import]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield 0, name.name, ()
        elif isinstance(node, ast.ImportFrom):
            yield node.level, node.module or "", tuple(sorted(name.name for name in node.names))
        elif isinstance(node, ast.Call) and node.args and _is_import_call(node.func):
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield 0, first.value, ()


def _is_import_call(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in ("import_module", "__import__")


class ImportGraph:
    """The modules of one repository, read at most once; knows those imported from `home` as well.

    `root` bounds what counts as ours.
    """

    def __init__(self, root: Path, memo: Memo) -> None:
        self.root = root.resolve()
        self._memo = memo
        self._edges: dict[Path, tuple[Target, ...]] = {}
        self._cells: dict[tuple[tuple[Import, ...], Path], frozenset[Path]] = {}

    def files(self, imports: tuple[Import, ...], home: Path) -> frozenset[Path]:
        """Return the files that `imports`, made by code running in folder `home`, lead to."""
        key = (imports, home)
        if key not in self._cells:
            self._cells[key] = frozenset(self._reach(imports, home))
        return self._cells[key]

    def _reach(self, imports: Iterable[Import], home: Path) -> set[Path]:
        reached: set[Path] = set()
        waiting = list(self._resolve(imports, home, ()))
        while waiting:
            path, package = waiting.pop()
            if path in reached:
                continue
            reached.add(path)
            if path not in self._edges:
                found = self._memo.ask("imports", path, _imports_in)
                # A module's own absolute imports are looked up where the code runs, as Python does.
                self._edges[path] = tuple(self._resolve(map(_as_import, found), home, package))
            waiting += self._edges[path]
        return reached

    def _resolve(
        self, imports: Iterable[Import], home: Path, package: Sequence[str]
    ) -> Iterator[Target]:
        for level, module, names in imports:
            if level > len(package):
                continue
            base = list(package[: len(package) - level + 1]) if level else []
            parts = [*base, *(module.split(".") if module else [])]
            if not parts:
                continue
            top = self._top(parts[0], home)
            if top is not None:
                yield from _along(top, parts, names)

    def _top(self, name: str, home: Path) -> Path | None:
        """Return the package folder or module file of a top-level name, if it is ours."""
        for found in (home / name, home / f"{name}.py"):
            if (found / "__init__.py").is_file() or (found.suffix == ".py" and found.is_file()):
                return found if self._ours(found) else None
        path = _installed(name, tuple(sys.path))
        if path is None and (home / name).is_dir():
            path = home / name  # a package without `__init__.py`, which Python takes last
        return path if path is not None and self._ours(path) else None

    def _ours(self, path: Path) -> bool:
        resolved = path.resolve()
        return resolved.is_relative_to(self.root) and not any(
            resolved.is_relative_to(place) for place in _libraries()
        )


def _along(top: Path, parts: Sequence[str], names: Sequence[str]) -> Iterator[Target]:
    """Yield each file that importing `parts` runs: packages on the way, the module, submodules named."""
    if top.suffix == ".py":
        yield top, ()
        return
    here = top
    yield from _init(here, parts[:1])
    for depth, part in enumerate(parts[1:], start=2):
        module = here / f"{part}.py"
        here = here / part
        if here.is_dir():
            yield from _init(here, parts[:depth])
        elif module.is_file():
            yield module, tuple(parts[: depth - 1])
            return
        else:
            return
    for name in names:
        module = here / f"{name}.py"
        if (here / name).is_dir():
            yield from _init(here / name, (*parts, name))
        elif module.is_file():
            yield module, tuple(parts)


def _init(folder: Path, package: Sequence[str]) -> Iterator[Target]:
    init = folder / "__init__.py"
    if init.is_file():
        yield init, tuple(package)


@cache
def _installed(name: str, _search_path: tuple[str, ...]) -> Path | None:
    """Return where a top-level name would be imported from; the search path is part of the key."""
    if name in sys.builtin_module_names or name in sys.stdlib_module_names:
        return None
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    if spec is None:
        return None
    if spec.submodule_search_locations:
        return Path(next(iter(spec.submodule_search_locations)))
    return Path(spec.origin) if spec.origin and spec.origin.endswith(".py") else None


@cache
def _libraries() -> tuple[Path, ...]:
    """Return where installed packages lie: an environment inside the repository is not the repository."""
    found = [*site.getsitepackages(), sys.prefix] if sys.prefix != sys.base_prefix else []
    return tuple(Path(place).resolve() for place in found)


def _imports_in(path: Path) -> list[Any]:
    return [list(each) for each in imports_of(path.read_text(encoding="utf-8", errors="replace"))]


def _as_import(stored: Any) -> Import:
    level, module, names = stored
    return int(level), str(module), tuple(names)
