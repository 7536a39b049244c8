"""Sheaves by what they were made of → files, so that only changed chapters are laid out."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from pathlib import Path

from build_tools.builders.pdf.faces import Faces
from build_tools.builders.pdf.sheaf import Sheaf
from build_tools.core.files import digest, digest_file, write_atomic

_DIGEST = 64


class Shelf:
    """Keeps sheaves in `folder`; `tool` and `sheets` are part of what every one was made of."""

    def __init__(self, folder: Path, tool: str, sheets: Iterable[Path]) -> None:
        self._folder = folder
        self._base = digest(tool, *(digest_file(sheet) for sheet in sheets))
        self.faces = Faces(folder / "fonts")

    def key(self, *parts: bytes | str) -> str:
        """Return the name of a sheaf made of `parts`."""
        return digest(self._base, *parts)

    def store(self, key: str, sheaf: Sheaf) -> None:
        """Keep a sheaf. Raises OSError."""
        data = pickle.dumps(sheaf, pickle.HIGHEST_PROTOCOL)
        write_atomic(self._path(key), digest(data).encode() + data)

    def load(self, key: str) -> Sheaf | None:
        """Return a sheaf that is kept; None for one that is not, or came to harm."""
        try:
            data = self._path(key).read_bytes()
        except FileNotFoundError:
            return None
        if digest(data[_DIGEST:]).encode() != data[:_DIGEST]:
            return None
        sheaf: Sheaf = pickle.loads(data[_DIGEST:])
        return sheaf

    def stored(self, key: str) -> Sheaf:
        """Return a sheaf that was just stored. Raises OSError when the disk lost it."""
        sheaf = self.load(key)
        if sheaf is None:
            raise OSError(f"{self._path(key)} is not what was written a moment ago")
        return sheaf

    def keep(self, keys: Iterable[str]) -> None:
        """Drop all sheaves but these."""
        wanted = {self._path(key) for key in keys}
        for path in self._folder.glob("*.sheaf"):
            if path not in wanted:
                path.unlink()

    def _path(self, key: str) -> Path:
        return self._folder / f"{key[:32]}.sheaf"
