"""One character is one token: the simplest tokenizer, with the smallest vocabulary."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from tinytorch import durable


class CharTokenizer:
    """Maps each character of ``alphabet`` to its position in it.

    Raises:
        ValueError: the alphabet is empty or holds a character twice.
    """

    def __init__(self, alphabet: str) -> None:
        if not alphabet or len(set(alphabet)) != len(alphabet):
            raise ValueError("the alphabet must hold at least one character and none twice")
        self.alphabet = alphabet
        self._ids = {character: i for i, character in enumerate(alphabet)}

    @classmethod
    def train(cls, text: str) -> "CharTokenizer":
        """Return the tokenizer whose alphabet is the sorted characters of ``text``."""
        return cls("".join(sorted(set(text))))

    @property
    def vocab_size(self) -> int:
        """The number of distinct ids."""
        return len(self.alphabet)

    def __repr__(self) -> str:
        shown = self.alphabet if len(self.alphabet) <= 32 else self.alphabet[:31] + "…"
        return f"CharTokenizer({self.vocab_size} characters: {shown!r})"

    def encode(self, text: str) -> list[int]:
        """Return one id a character.

        Raises:
            ValueError: a character that is not in the alphabet, with its position.
        """
        try:
            return [self._ids[character] for character in text]
        except KeyError as error:
            character = error.args[0]
            raise ValueError(
                f"character {character!r} at position {text.index(character)} is not in the "
                f"alphabet of {self.vocab_size}; train on text that has it, or remove it"
            ) from None

    def decode(self, ids: Iterable[int]) -> str:
        """Return the text of ``ids``.

        Raises:
            IndexError: an id outside of the vocabulary.
        """
        return "".join([self.alphabet[_in_range(i, self.vocab_size)] for i in ids])

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the alphabet to ``path`` as JSON."""
        content = json.dumps({"kind": "char", "alphabet": self.alphabet})
        return durable.write(path, content.encode())

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> "CharTokenizer":
        """Read what ``save`` wrote."""
        content = json.loads(Path(path).read_text(encoding="utf-8"))
        if content.get("kind") != "char":
            raise ValueError(f"{path} holds no character tokenizer")
        return cls(content["alphabet"])


def _in_range(token: int, size: int) -> int:
    """Return ``token``, which Python would otherwise count from the end when negative."""
    if not 0 <= token < size:
        raise IndexError(f"token {token} is outside of the vocabulary of {size}")
    return int(token)
