"""A character that no installed font has → the package that brings one."""

from __future__ import annotations

import unicodedata

_CJK = (
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "HANGUL",
    "IDEOGRAPHIC",
    "BOPOMOFO",
    "FULLWIDTH",
    "HALFWIDTH",
)
_SYMBOLS = ("So", "Sk")


def package_for(character: str) -> str:
    """Return the Debian package whose fonts have a character's script."""
    name = unicodedata.name(character, "")
    if name.startswith(_CJK):
        return "fonts-noto-cjk"
    if unicodedata.category(character) in _SYMBOLS and ord(character) > 0xFFFF:
        return "fonts-noto-color-emoji"
    return "fonts-noto-core"


def name_of(character: str) -> str:
    """Return a character with its number and, if it has one, its name."""
    name = unicodedata.name(character, "").lower()
    return f"'{character}' (U+{ord(character):04X}{', ' if name else ''}{name})"
