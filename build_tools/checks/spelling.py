"""Words → whether the English dictionary has them, remembered: the dictionary takes a second to load.

The dictionary is Hunspell's en_US as it comes with spylls; `docs/decisions/0012-spelling.md` says why.
"""

from __future__ import annotations

import contextlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from build_tools.core.files import write_atomic

_WORD = re.compile(r"(?<![\w@#/\\.])[^\W\d_](?:[^\W\d_]|['’](?=[^\W\d_]))+(?![\w@/\\])")


def available() -> bool:
    """Tell whether the dictionary is installed."""
    return find_spec("spylls") is not None


def words(text: str) -> Iterator[tuple[str, int]]:
    """Yield words and their offsets; not names of code (`snake_case`, `a.b`, `camelCase`) nor acronyms."""
    for match in _WORD.finditer(text):
        word = match[0].replace("’", "'")
        if not any(char.isupper() for char in word[1:]) and _latin(word):
            yield word, match.start()


def _latin(word: str) -> bool:
    return all(char == "'" or unicodedata.name(char, "").startswith("LATIN") for char in word)


class Speller:
    """Verdicts of the dictionary, kept in `cache`; `known` are words that are right whatever it says."""

    def __init__(self, cache: Path, known: Iterable[str]) -> None:
        self.cache = cache
        self.known = {word.lower() for word in known}
        self.verdicts: dict[str, bool] = {}
        self._dictionary: Any = None
        with contextlib.suppress(OSError, ValueError):
            self.verdicts = json.loads(cache.read_bytes())

    def right(self, word: str) -> bool:
        """Tell whether a word, or what it is the possessive of, is spelled right."""
        bare = word.removesuffix("'s")
        if bare.lower() in self.known or word.lower() in self.known:
            return True
        if word not in self.verdicts:
            self.verdicts[word] = any(self._lookup(each) for each in {word, bare, bare.lower()})
        return self.verdicts[word]

    def save(self) -> None:
        """Keep the verdicts, if the dictionary was asked."""
        if self._dictionary is not None:
            write_atomic(self.cache, json.dumps(self.verdicts, ensure_ascii=False, sort_keys=True))

    def _lookup(self, word: str) -> bool:
        if self._dictionary is None:
            import spylls.hunspell

            folder = Path(spylls.hunspell.__file__).parent / "data" / "en"
            self._dictionary = spylls.hunspell.Dictionary.from_files(str(folder / "en_US"))
        return bool(self._dictionary.lookup(word))
