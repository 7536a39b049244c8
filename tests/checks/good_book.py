"""The good book in a folder of the test's own, checked in this process; mutants are seeded and taken back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from build_tools.checks.finding import Finding
from build_tools.checks.run import check_book, chosen, open_book
from build_tools.core.book import read_book
from build_tools.core.diagnostics import Diagnostic
from tests.checks.mutants import Mutant

ROOT = Path(__file__).parents[1] / "roots" / "mutants"


class GoodBook:
    def __init__(self, folder: Path) -> None:
        self.root = folder / "book"
        self.output = folder / "out"
        shutil.copytree(ROOT, self.root)

    def check(self, *only: str) -> list[Finding]:
        book = read_book(self.root, self.output)
        context, store = open_book(book, frozenset, self._warnings)
        return check_book(context, store, chosen(only))

    def _warnings(self) -> tuple[Diagnostic, ...]:
        file = self.root / "build.json"
        if not file.exists():
            return ()
        return tuple(Diagnostic.from_json(each) for each in json.loads(file.read_text()))

    @contextmanager
    def seeded(self, mutant: Mutant) -> Iterator[None]:
        changes = [(mutant.file, mutant.old, mutant.new), *([mutant.also] if mutant.also else [])]
        before = {name: self._read(name) for name, _, _ in changes}
        try:
            for name, old, new in changes:
                (self.root / name).write_bytes(self._mutated(name, old, new))
            yield
        finally:
            for name, content in before.items():
                if content is None:
                    (self.root / name).unlink()
                else:
                    (self.root / name).write_bytes(content)

    def line(self, mutant: Mutant) -> int:
        """Where the fault must be found; call it while it is seeded."""
        name = mutant.path or mutant.file
        if mutant.at is None:
            text = (ROOT / name).read_text() if mutant.old else ""
            return text[: text.index(mutant.old)].count("\n") + 1 if mutant.old else 1
        text = (self.root / name).read_text()
        assert mutant.at in text, f"{name} has no {mutant.at!r}"
        return text[: text.index(mutant.at)].count("\n") + 1 + mutant.shift

    def _read(self, name: str) -> bytes | None:
        path = self.root / name
        return path.read_bytes() if path.exists() else None

    def _mutated(self, name: str, old: str | None, new: str) -> bytes:
        if old is None:
            return new.encode()
        text = (self.root / name).read_text()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        return text.replace(old, new).encode()
