"""Characters of another script than the edition's: kana in Chinese, traditional forms in simplified text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.translated import at, translations
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]+")
_HANGUL = re.compile(r"[\uac00-\ud7a3]+")
# Forms that GB 2312 lacks and Big5 has, of the characters that this field writes most often.
TRADITIONAL = (
    "學習機統訓練數據優處現這們個為與對應實驗證過還開關間問題時說話"
    "語請點讓從動態節電腦網絡圖書館標準讀寫變環境層輸測試結構單線"
)
SIMPLIFIED = (
    "学习机统训练数据优处现这们个为与对应实验证过还开关间问题时说话"
    "语请点让从动态节电脑网络图书馆标准读写变环境层输测试结构单线"
)
_TRADITIONAL = re.compile(
    f"[{''.join(t for t, s in zip(TRADITIONAL, SIMPLIFIED, strict=True) if t != s)}]"
)
_SIMPLIFIED = re.compile(
    f"[{''.join(s for t, s in zip(TRADITIONAL, SIMPLIFIED, strict=True) if t != s)}]"
)
_MARKUP = re.compile(r"\{[\w:+.-]+\}`[^`]*`|`[^`]*`|\$[^$]*\$|\]\([^)]*\)")


def check(context: Context) -> Iterator[Finding]:
    """Report characters that the language does not write, and texts left in the source's script."""
    for catalog, message in translations(context):
        language = catalog.edition.html.lower()
        text = _MARKUP.sub(" ", message.msgstr)
        for pattern, words in _strange(language):
            found = pattern.search(text)
            if found:
                remedy = "Write it in the script of the edition."
                told = f"{words}: '{found[0]}'"
                yield at(Code.TRANSLATION_SCRIPT, catalog, message.translated, told, remedy)


def _strange(language: str) -> Iterator[tuple[re.Pattern[str], str]]:
    if language.startswith("zh"):
        yield _KANA, "kana in Chinese"
        yield _HANGUL, "hangul in Chinese"
        if language in ("zh-hant", "zh-tw", "zh-hk"):
            yield _SIMPLIFIED, "a simplified form in traditional Chinese"
        else:
            yield _TRADITIONAL, "a traditional form in simplified Chinese"
    elif language.startswith("ja"):
        yield _HANGUL, "hangul in Japanese"
    elif language.startswith("ko"):
        yield _KANA, "kana in Korean"


RULE = Rule({Code.TRANSLATION_SCRIPT: Severity.ERROR}, check, "book")
