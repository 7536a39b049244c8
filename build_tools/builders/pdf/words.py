"""The few words that only print needs, by language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """`page` holds a place for the number; the rest stand alone."""

    page: str = ", page\N{NO-BREAK SPACE}{}"
    contents: str = "Contents"
    index: str = "Index"
    edition: str = "Edition"
    made_from: str = "Made from revision"
    cited: str = "Cited on"


_WORDS = {
    "en": Words(),
    "de": Words(
        ", Seite\N{NO-BREAK SPACE}{}",
        "Inhalt",
        "Register",
        "Ausgabe",
        "Erstellt aus Revision",
        "Zitiert auf",
    ),
    "fr": Words(
        ", page\N{NO-BREAK SPACE}{}",
        "Table des matières",
        "Index",
        "Édition",
        "Produit à partir de la révision",
        "Cité page",
    ),
    "es": Words(
        ", página\N{NO-BREAK SPACE}{}",
        "Índice general",
        "Índice alfabético",
        "Edición",
        "Hecho de la revisión",
        "Citado en",
    ),
    "zh": Words("（第 {} 页）", "目录", "索引", "版本", "由此修订版生成：", "引用于第"),
    "ja": Words("（{}ページ）", "目次", "索引", "版", "リビジョン：", "引用ページ"),
    "ko": Words("({}쪽)", "차례", "찾아보기", "판", "리비전:", "인용된 쪽"),
}


def words_of(language: str) -> Words:
    """Return the words of a BCP 47 tag's language, English where it is not known."""
    return _WORDS.get(language.split("-")[0].lower(), _WORDS["en"])
