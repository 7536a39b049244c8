"""Punctuation and digits of the wrong width in Chinese and Japanese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.translated import at, translations
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

HAN = "\u3400-\u9fff\u3040-\u30ff"
FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
JAPANESE = {**FULL, ",": "、"}
_HALF = re.compile(rf"(?<=[{HAN}])([,;:?!]|\.(?=\s|$))")
_WIDE = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
_KANA = re.compile(r"[\uff66-\uff9f]+")
_MARKUP = re.compile(r"\{[\w:+.-]+\}`[^`]*`|`[^`]*`|\$[^$]*\$|\]\([^)]*\)")


def check(context: Context) -> Iterator[Finding]:
    """Report half-width marks after Han or kana, full-width letters and digits, half-width kana."""
    for catalog, message in translations(context):
        language = catalog.edition.html.lower()
        if not language.startswith(("zh", "ja")):
            continue
        marks = JAPANESE if language.startswith("ja") else FULL
        text = _MARKUP.sub("x", message.msgstr)
        for found in _HALF.finditer(text):
            words = f"the half-width '{found[1]}' after '{text[found.start() - 1]}'"
            yield at(
                Code.TRANSLATION_WIDTH,
                catalog,
                message.translated,
                words,
                f"Write {marks[found[1]]}.",
            )
        for pattern, kind in ((_WIDE, "full-width letters or digits"), (_KANA, "half-width kana")):
            for found in pattern.finditer(text):
                words = f"{kind}: '{found[0]}'"
                remedy = "Latin letters and digits are half-width, kana full-width."
                yield at(Code.TRANSLATION_WIDTH, catalog, message.translated, words, remedy)


RULE = Rule({Code.TRANSLATION_WIDTH: Severity.WARNING}, check, "book")
