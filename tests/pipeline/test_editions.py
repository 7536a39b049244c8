"""The book of two languages, built whole: what is translated, what is not, and how one leads to the other."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.pipeline.books import built, copy_root

CATALOG = Path("locale/ja/LC_MESSAGES/part/queues.po")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_root("editions", tmp_path_factory.mktemp("editions"))
    outcome = built(root)
    assert [each.line for each in outcome.diagnostics] == [_line(root, "この段落は訳")]
    return root


def _line(root: Path, text: str) -> int:
    lines = (root / CATALOG).read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def page(root: Path, name: str) -> BeautifulSoup:
    path = root / "_build" / "html" / f"{name}.html"
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")


def test_texts_titles_and_captions_are_in_the_language(book: Path) -> None:
    soup = page(book, "ja/part/queues")
    assert soup.html is not None
    assert soup.html["lang"] == "ja"
    assert "1,200 件の要求の 大半 は 20 ms も待たない" in soup.get_text()
    assert "待つこと: 小さな本" in str(soup.title)
    assert "第一部" in soup.get_text()


def test_comments_are_translated_and_strings_are_not(book: Path) -> None:
    (block,) = page(book, "ja/part/queues").select("div.highlight pre")
    assert block.get_text().rstrip() == (
        "def serve(n):  # 一度に一つの要求\n"
        "    # 何も失われない\n"
        '    print("served", n)  # ログに記す'
    )


def test_what_is_stale_or_broken_is_english_and_says_so(book: Path) -> None:
    soup = page(book, "ja/part/queues")
    english = {each.get_text() for each in soup.select("article [lang=en]")}
    assert english == {
        "This paragraph was changed after it had been translated.",
        "This paragraph has lost its number 35 in the translation.",
    }
    (older,) = soup.select("details.ml-older")
    assert "この段落は古い英文から訳された。" in older.get_text()


def test_a_page_says_how_much_of_it_is_translated(book: Path) -> None:
    (note,) = page(book, "ja/part/queues").select(".ml-untranslated-note")
    assert "4" in note.get_text()
    assert "6" in note.get_text()
    assert page(book, "ja/part/later").select(".ml-untranslated-note")
    assert not page(book, "ja/index").select(".ml-untranslated-note")
    assert not page(book, "en/part/queues").select(".ml-untranslated-note, [lang=ja] p")


def test_only_translated_pages_are_named_to_search_engines(book: Path) -> None:
    def named(name: str) -> list[str]:
        return [str(each["href"]) for each in page(book, name).select("link[hreflang]")]

    assert named("en/part/queues") == ["../../en/part/queues.html", "../../ja/part/queues.html"]
    assert named("ja/part/later") == ["../../en/part/later.html"]


def test_an_edited_translation_changes_its_page_alone(book: Path) -> None:
    before = {path: path.read_bytes() for path in (book / "_build" / "html").rglob("*.html")}
    catalog = book / CATALOG
    catalog.write_text(
        catalog.read_text(encoding="utf-8").replace("何も失われない", "何一つ失われない"),
        encoding="utf-8",
    )
    assert not built(book).unchanged
    changed = [path for path, content in before.items() if path.read_bytes() != content]
    assert [path.relative_to(book / "_build" / "html").as_posix() for path in changed] == [
        "ja/part/queues.html"
    ]
    assert "何一つ失われない" in page(book, "ja/part/queues").get_text()
