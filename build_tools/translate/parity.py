"""What must stay in a translation → what a text and its translation differ in.

Roles with their targets, formulas, code, the targets of links, placeholders, and numbers of two digits or
more or with a word for a power of ten. Only their places in the sentence may change.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

_ROLE = re.compile(r"\{([\w:+.-]+)\}`([^`]+)`")
_MATH = re.compile(r"(?<!\\)(\${1,2})(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_CODE = re.compile(r"(?<![`}\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"\]\(([^()\s]+(?:\([^()]*\))?[^()\s]*)\)")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,\u00a0\u202f]\d+)*", re.ASCII)
# Chinese, Japanese and Korean count in powers of 10⁴: 8 billion is 80億, and the value is what must stay.
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SCALES |= {
    "万亿": 12,
    "千": 3,
    "천": 3,
    "万": 4,
    "萬": 4,
    "億": 8,
    "亿": 8,
    "兆": 12,
    "만": 4,
    "억": 8,
    "조": 12,
}
_SCALED = re.compile(rf"({_NUMBER.pattern})[ \u00a0]?({'|'.join(_SCALES)})", re.ASCII)
_PLACE = re.compile(r"(?<![{\w])\{(\w*)\}(?!`)|%\((\w+)\)[sd]|\{\{\s*([\w.]+)\s*\}\}")
_TITLED = re.compile(r"^.*?<([^<>]+)>$", re.DOTALL)


class Difference(NamedTuple):
    """`part` of a `kind` is lacking or added; `doubtful` when the source may have said it in words."""

    kind: str
    words: str
    part: str
    doubtful: bool

    def __str__(self) -> str:
        return f"{self.words} the {self.kind} '{self.part}'"


def compared(source: str, text: str) -> Iterator[Difference]:
    """Yield what a translation lacks or adds, in the order of `PARTS`."""
    for kind, parts in PARTS.items():
        one, other = Counter(parts(source)), Counter(parts(text))
        for words, found in (("lacks", one - other), ("adds", other - one)):
            # Where nothing is lost, the source may have said the number in words: "half", 50 %.
            doubtful = kind == "number" and words == "adds" and not one - other
            yield from (Difference(kind, words, part, doubtful) for part in found)


def differences(source: str, text: str) -> list[str]:
    """Return phrases such as "lacks the role '{ref}`sec-x`'" for what is certainly wrong."""
    return [str(each) for each in compared(source, text) if not each.doubtful]


def _roles(text: str) -> Iterator[str]:
    for name, content in _ROLE.findall(text):
        titled = _TITLED.match(content) if name != "math" else None
        target = titled[1] if titled else content
        # A value may be followed by the Korean particle that agrees with it.
        yield f"{{{name}}}`{target.partition('|')[0] if name == 'value' else target}`"


def _math(text: str) -> Iterator[str]:
    for _, tex in _MATH.findall(_ROLE.sub("", text)):
        yield re.sub(r"\s+", " ", tex)


def _code(text: str) -> Iterator[str]:
    for _, code in _CODE.findall(_ROLE.sub("", text)):
        yield code


def _links(text: str) -> Iterator[str]:
    yield from _LINK.findall(text)


def _places(text: str) -> Iterator[str]:
    for match in _PLACE.finditer(_ROLE.sub("", _MATH.sub("", text))):
        yield match[0]


def _numbers(text: str) -> Iterator[str]:
    for pattern in (_ROLE, _MATH, _CODE, _LINK):
        text = pattern.sub(" ", text)
    for number, scale in _SCALED.findall(text):
        value = Decimal(re.sub(r"[,\u00a0\u202f]", "", number)).scaleb(_SCALES[scale])
        yield f"{value.normalize():e}"
    for number in _NUMBER.findall(_SCALED.sub(" ", text)):
        # Conventions differ (1,000 and 1 000); the digits do not. One digit is often a word elsewhere.
        digits = re.sub(r"[,\u00a0\u202f]", "", number)
        if len(digits) > 1:
            yield digits


PARTS: dict[str, Callable[[str], Iterator[str]]] = {
    "role": _roles,
    "formula": _math,
    "code": _code,
    "link": _links,
    "placeholder": _places,
    "number": _numbers,
}
