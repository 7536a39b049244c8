"""The words around an author's text, in every language that has them."""

import ast
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from build_tools.builders.html import laboratory_words
from build_tools.sphinxext import words
from build_tools.sphinxext.apparatus.decision import COLUMNS
from build_tools.sphinxext.apparatus.experiment import FIELDS
from build_tools.sphinxext.apparatus.headings import HOUSE
from build_tools.sphinxext.apparatus.kinds import KINDS
from build_tools.sphinxext.apparatus.section import WORDS
from build_tools.sphinxext.apparatus.summaries import MINUTES
from build_tools.sphinxext.practice import said

PACKAGE = Path(words.__file__).parent
LANGUAGES = ("zh_CN", "ja", "ko")


def wanted():
    """Every text that the code gives to `word`, and every word of its tables."""
    found = {kind.word for kind in KINDS.values() if kind.word}
    found |= {f"{kind.word} %s" for kind in KINDS.values() if kind.numbered or kind.referable}
    found |= set(HOUSE.values())
    found |= {*FIELDS.values(), *COLUMNS.values(), *WORDS.values(), *MINUTES.values(), "Step %s"}
    found |= {*said.FIELDS, *said.PAGE.values()}
    return found | spoken("apparatus", "practice")


def beyond_the_page():
    """The texts of the laboratory, of the builders, of half-translated pages, and units that are words."""
    records = {"days", "months", "nats", "per minute", "years", "Equation {number}"}
    return spoken("translation", "../builders") | set(laboratory_words._WORDS.values()) | records


def spoken(*folders):
    """The texts that the code in folders of the package gives to `word` or to a fold."""
    found = set()
    for path in (path for folder in folders for path in (PACKAGE / folder).rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        positions = {"word": 0, "folded": 1}
        if '_ = get_translation("mlsysbook")' in source:
            positions["_"] = 0
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                position = positions.get(node.func.id)
                if position is not None and isinstance(node.args[position], ast.Constant):
                    found.add(node.args[position].value)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated_and_none_is_left_over(language):
    path = PACKAGE / "locale" / language / "LC_MESSAGES" / "mlsysbook.po"
    with path.open("rb") as stream:
        catalog = read_po(stream, locale=language)
    translated = {entry.id for entry in catalog if entry.id and entry.string}
    assert wanted() <= translated
    assert translated <= wanted() | beyond_the_page()


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_survive_translation(language):
    catalog = words.translations(language)
    for text in wanted():
        if "%" in text:
            values = {"held": 1, "all": 2} if "%(" in text else 3
            assert (catalog.gettext(text) % values).strip()


def test_a_region_falls_back_to_its_language():
    assert words.translations("ko_KR").gettext("Answer") == "답"


def test_an_unknown_language_is_english():
    assert words.translations("xx").gettext("Answer") == "Answer"


def test_two_editions_in_one_process_do_not_mix(case, measured):
    book = case("values").publish("chapters/speed", measured)
    korean = book.build(language="ko", locale_dirs=["locale"])
    english = book.build(language="en", locale_dirs=["locale"])
    assert "배수이다" in korean.page("chapters/speed").text
    assert "times faster" in english.page("chapters/speed").text


def test_our_own_book_says_figure_and_any_other_what_sphinx_says(case, measured):
    page = (
        "# Prose\n\n{numref}`here`\n\n```{plot} x/y\n:name: here\n:alt: None.\n\nA caption.\n```\n"
    )
    book = case("values").publish("chapters/speed", measured)
    book.write({"chapters/prose.md": page})
    assert "Fig. 2.1" in book.build().page("chapters/prose").text
    assert "Figure 2.1" in book.build(mlsysbook_profile="house").page("chapters/prose").text
