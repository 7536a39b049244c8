"""A printed number and a pair of Korean particles → the particle that agrees with how it is read aloud.

은 follows a closing consonant and 는 a vowel; which one a number ends in depends on the reading of its
last digit (1 일, 2 이), of a closing power of ten (10 십, 100 백), or of its unit (ms 밀리초).
"""

from __future__ import annotations

import re

# Particle after a consonant, particle after a vowel.
PAIRS = {
    "은는": ("은", "는"),
    "이가": ("이", "가"),
    "을를": ("을", "를"),
    "과와": ("과", "와"),
    "으로로": ("으로", "로"),
    "이라라": ("이라", "라"),
    "이나나": ("이나", "나"),
    "이며며": ("이며", "며"),
}
# Readings of what can close a printed number; the last sound is all that counts.
# 0 stands for 영, 십, 백, 천, 만 and 억, each of which closes in a consonant other than ㄹ.
DIGITS = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))
UNITS = {
    "s": "초",
    "B": "바이트",
    "bit": "비트",
    "FLOP": "플롭",
    "FLOPs": "플롭스",
    "FLOP/s": "플롭스",
    "op": "연산",
    "Hz": "헤르츠",
    "W": "와트",
    "J": "줄",
    "A": "암페어",
    "V": "볼트",
    "m": "미터",
    "g": "그램",
    "%": "퍼센트",
    "×": "배",
    "°C": "도",
    "°": "도",
    "min": "분",
    "h": "시간",
    "k": "킬로",
    "M": "메가",
    "G": "기가",
    "T": "테라",
}
# Letters that are read by name and close in a consonant: 엘, 엠, 엔, 알.
LETTERS = {"l": "엘", "m": "엠", "n": "엔", "r": "알"}
_CLOSING = re.compile(r"(?P<number>.*[\d⁰¹²³⁴⁵⁶⁷⁸⁹])\s*(?P<unit>[^\d\s]*)\s*$", re.DOTALL)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
RIEUL = 8


def particle(text: str, pair: str) -> str:
    """Return the member of `pair` that follows `text`; both, as 은(는), where no rule decides.

    Raises ValueError when `pair` is not one of `PAIRS`.
    """
    try:
        closed, opened = PAIRS[pair]
    except KeyError:
        raise ValueError(f"'{pair}' is not one of {', '.join(PAIRS)}") from None
    final = final_consonant(text)
    if final is None:
        return f"{closed}({opened})"
    if closed == "으로" and final == RIEUL:
        return opened
    return closed if final else opened


def final_consonant(text: str) -> int | None:
    """Return the index of the last syllable's final consonant: 0 for a vowel, 8 for ㄹ, None if unknown."""
    syllable = _reading(text.rstrip())
    if not syllable or not "가" <= syllable[-1] <= "힣":
        return None
    return (ord(syllable[-1]) - ord("가")) % 28


def _reading(text: str) -> str:
    if text and "가" <= text[-1] <= "힣":
        return text
    found = _CLOSING.match(text)
    if found is None:
        return LETTERS.get(text[-1:].lower(), "")
    unit = found["unit"]
    if not unit:
        return DIGITS[found["number"].translate(_SUPERSCRIPTS)[-1]]
    # B/s is read 초당 바이트: what is counted comes last. KiB is read as its base.
    for known in (unit, unit.split("/")[0]):
        for start in range(len(known)):
            if known[start:] in UNITS:
                return UNITS[known[start:]]
    return ""
