"""Frequent byte sequences become one token: byte-level BPE, the tokenizer of GPT-2 and its heirs.

Every string has an encoding, because each of the 256 bytes is a token; every valid encoding has its
string back, because tokens are bytes. Text is first cut into words, and no token crosses a cut: else
"dog." and "dog!" would get tokens of their own.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from tinytorch import durable
from tinytorch.tokenizers.merges import Pair, learn_merges, merge_pair

# Contractions, letters, digits, other signs, each with the space before it, then blanks: GPT-2's cut
# without the third-party `regex` module. The alternatives cover every character, so nothing is lost.
_WORD = re.compile(
    r"'(?:[sdmt]|ll|ve|re)| ?[^\W\d_]+| ?\d+| ?(?:[^\s\w]|_)+|\s+(?!\S)|\s+", re.UNICODE
)


class BPETokenizer:
    """Merges in the order in which they were learned, and special tokens after them.

    Ids 0 to 255 are the bytes, ``256 + k`` is merge ``k``, and the special tokens, such as
    ``<|endoftext|>``, follow; they are whole strings that no merge may touch.

    Raises:
        ValueError: a merge of tokens that do not exist yet, or a special token that is empty or
            given twice.
    """

    def __init__(self, merges: Iterable[Pair], specials: Iterable[str] = ()) -> None:
        self.merges = [(int(left), int(right)) for left, right in merges]
        self.specials = list(specials)
        if len(set(self.specials)) != len(self.specials) or "" in self.specials:
            raise ValueError(f"special tokens must be distinct and not empty: {self.specials}")
        self._pieces = [bytes([byte]) for byte in range(256)]
        for k, (left, right) in enumerate(self.merges):
            if not (0 <= left < 256 + k and 0 <= right < 256 + k):
                raise ValueError(f"merge {k} joins {left} and {right}, but only {256 + k} exist")
            self._pieces.append(self._pieces[left] + self._pieces[right])
        self._pieces += [special.encode() for special in self.specials]
        self._ranks = {pair: k for k, pair in enumerate(self.merges)}
        first = 256 + len(self.merges)
        self._special_ids = {special: first + i for i, special in enumerate(self.specials)}
        self._split = _splitter(self.specials)
        self._word = lru_cache(maxsize=65536)(self._encode_word)

    @classmethod
    def train(cls, text: str, vocab_size: int, specials: Iterable[str] = ()) -> "BPETokenizer":
        """Learn a vocabulary of at most ``vocab_size`` tokens, special ones included, from ``text``.

        Raises:
            ValueError: ``vocab_size`` has no room for 256 bytes and the special tokens.
        """
        special = list(specials)
        number = vocab_size - 256 - len(special)
        if number < 0:
            raise ValueError(
                f"vocab_size={vocab_size}, but bytes and specials take {256 + len(special)}"
            )
        words: Counter[bytes] = Counter()
        for part in _splitter(special)(text):
            if part not in special:
                words.update(word.encode() for word in _WORD.findall(part))
        return cls(learn_merges(words, number), special)

    @property
    def vocab_size(self) -> int:
        """The number of distinct ids."""
        return len(self._pieces)

    def __repr__(self) -> str:
        return f"BPETokenizer(256 bytes + {len(self.merges)} merges + specials {self.specials})"

    def token(self, token: int) -> bytes:
        """Return the bytes of one token; raises IndexError outside of the vocabulary."""
        if not 0 <= token < self.vocab_size:
            raise IndexError(f"token {token} is outside of the vocabulary of {self.vocab_size}")
        return self._pieces[token]

    def encode(self, text: str, specials: bool = True) -> list[int]:
        """Return the ids of ``text``.

        Pass ``specials=False`` for text from a stranger: ``<|endoftext|>`` in it then is thirteen
        ordinary characters.

        Raises:
            UnicodeEncodeError: the text holds half a surrogate pair, which has no bytes.
        """
        ids: list[int] = []
        for part in self._split(text) if specials else [text]:
            if specials and part in self._special_ids:
                ids.append(self._special_ids[part])
            else:
                for word in _WORD.findall(part):
                    ids.extend(self._word(word))
        return ids

    def decode(self, ids: Iterable[int]) -> str:
        """Return the text of ``ids``; bytes that are no UTF-8, as a model may produce, become U+FFFD.

        Raises:
            IndexError: an id outside of the vocabulary.
        """
        return b"".join([self.token(int(token)) for token in ids]).decode("utf-8", errors="replace")

    def _encode_word(self, word: str) -> list[int]:
        """Apply to the bytes of one word the earliest learned merge that fits, until none does."""
        tokens = list(word.encode())
        while len(tokens) > 1:
            best = min(pairwise(tokens), key=lambda pair: self._ranks.get(pair, len(self._ranks)))
            if best not in self._ranks:
                break
            tokens = merge_pair(tokens, best, 256 + self._ranks[best])
        return tokens

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write merges and special tokens to ``path`` as JSON."""
        content = {"kind": "bpe", "merges": self.merges, "specials": self.specials}
        return durable.write(path, json.dumps(content).encode())

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> "BPETokenizer":
        """Read what ``save`` wrote."""
        content = json.loads(Path(path).read_text(encoding="utf-8"))
        if content.get("kind") != "bpe":
            raise ValueError(f"{path} holds no BPE tokenizer")
        return cls(content["merges"], content["specials"])


def _splitter(specials: list[str]) -> Callable[[str], list[str]]:
    """Return a function that cuts text at special tokens; longer ones win over their beginnings."""
    if not specials:
        return lambda text: [text]
    longest_first = sorted(specials, key=len, reverse=True)
    pattern = re.compile(f"({'|'.join(map(re.escape, longest_first))})")
    return lambda text: [part for part in pattern.split(text) if part]
