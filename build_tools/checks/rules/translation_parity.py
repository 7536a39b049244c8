"""A translation that lost, added or changed what must stay: a reference, a number, a formula, code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.inline import split_title
from build_tools.checks.translated import at, translations
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

_ROLE = re.compile(r"\{([\w:+.-]+)\}`([^`]+)`")
_MATH = re.compile(r"(?<!\\)(\${1,2})(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_CODE = re.compile(r"(?<![`}\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"\]\(([^()\s]+(?:\([^()]*\))?[^()\s]*)\)")
_NUMBER = re.compile(
    r"(?<![A-Za-z_\d.])\d+(?:[.,\u00a0\u202f]\d+)*(?:(?=(?:st|nd|rd|th)\b)|(?![A-Za-z_\d]))"
)
SCALES = {
    **{"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    **{"千": 10**3, "천": 10**3, "万": 10**4, "萬": 10**4, "만": 10**4},
    **{"亿": 10**8, "億": 10**8, "억": 10**8, "兆": 10**12, "조": 10**12},
}
_SCALE = re.compile(rf"[ \u00a0]?({'|'.join(SCALES)})")
_PLACE = re.compile(r"(?<![{\w])\{(\w*)\}(?!`)|%\((\w+)\)[sd]|\{\{\s*([\w.]+)\s*\}\}")


def check(context: Context) -> Iterator[Finding]:
    """Compare each part of `msgid` and `msgstr`."""
    for catalog, message in translations(context):
        for kind, parts in PARTS.items():
            one, other = Counter(parts(message.msgid)), Counter(parts(message.msgstr))
            for words, difference in (("lacks", one - other), ("adds", other - one)):
                for part in difference:
                    text = f"the translation {words} the {kind} '{part}'"
                    remedy = (
                        "Keep it as it is in the source; only its place in the sentence may change."
                    )
                    found = at(Code.TRANSLATION_PARITY, catalog, message.translated, text, remedy)
                    # Where nothing is lost, the source may have said the number in words: "half", 50 %.
                    doubtful = kind == "number" and words == "adds" and not one - other
                    yield replace(found, severity=Severity.HINT) if doubtful else found


def _roles(text: str) -> Iterator[str]:
    for name, content in _ROLE.findall(text):
        target = split_title(content)[0] if name not in ("math",) else content
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
    for match in _NUMBER.finditer(text):
        # Conventions differ (1,000 and 1 000; 60 million and 6000만), the value does not. One digit is
        # often a word elsewhere.
        digits = re.sub(r"[,\u00a0\u202f]", "", match[0])
        scale = _SCALE.match(text, match.end())
        if scale and digits.count(".") < 2:
            value = Decimal(digits) * SCALES[scale[1]]
            yield str(int(value)) if value == int(value) else str(value)
        elif len(digits) > 1:
            yield digits


PARTS: dict[str, Callable[[str], Iterator[str]]] = {
    "role": _roles,
    "formula": _math,
    "code": _code,
    "link": _links,
    "placeholder": _places,
    "number": _numbers,
}
RULE = Rule({Code.TRANSLATION_PARITY: Severity.ERROR}, check, "book")
