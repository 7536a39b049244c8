import gettext
import json
from pathlib import Path

import pytest

from build_tools.core.book import Book
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Diagnostic
from build_tools.translate.places import older_path, release_folder
from build_tools.translate.release import release


def released(book: Book) -> tuple[dict[str, str], list[Diagnostic]]:
    problems = release(book, book.editions[1])
    with (release_folder(book, book.editions[1]) / "part" / "queues.mo").open("rb") as stream:
        catalog = gettext.GNUTranslations(stream)._catalog  # type: ignore[attr-defined]
    return {str(key): str(text) for key, text in catalog.items() if key}, problems


def test_what_is_current_and_whole_is_released(book: Book) -> None:
    texts, _ = released(book)
    assert texts["Queues"] == "待ち行列"
    assert len(texts) == 7


def test_what_lost_a_number_is_told_at_its_line_and_not_released(book: Book, queues: Path) -> None:
    texts, problems = released(book)
    assert "This paragraph has lost its number 35 in the translation." not in texts
    (problem,) = problems
    assert problem.code is Code.TRANSLATION_PARITY
    assert "lacks the number '35'" in problem.message
    assert problem.line is not None
    assert "この段落は訳" in queues.read_text(encoding="utf-8").split("\n")[problem.line - 1]
    assert (problem.path, problem.edition) == (queues.relative_to(book.root), "ja")


def test_what_is_fuzzy_is_kept_beside(book: Book) -> None:
    texts, _ = released(book)
    source = "This paragraph was changed after it had been translated."
    assert source not in texts
    older = json.loads(older_path(book, "ja", "part/queues").read_text(encoding="utf-8"))
    assert older == {source: "この段落は古い英文から訳された。"}


BROKEN = {
    "a quote that does not close": ('msgstr "待ち行列"', 'msgstr "待ち行列'),
    "a keyword that does not exist": ('msgid "Queues"', 'msgidd "Queues"'),
    "text outside quotes": ('msgstr "待ち行列"', 'msgstr "待ち行列"\n待ち行列'),
    "a charset that does not exist": ("charset=utf-8", "charset=utf-88"),
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_catalog_is_told_and_the_others_are_released(
    book: Book, queues: Path, change: tuple[str, str]
) -> None:
    text = queues.read_text(encoding="utf-8")
    queues.write_text(text.replace(*change), encoding="utf-8")
    problems = release(book, book.editions[1])
    assert any(each.path == queues.relative_to(book.root) for each in problems)
    assert (release_folder(book, book.editions[1]) / "index.mo").is_file()


def test_another_encoding_is_told_at_its_line(book: Book, queues: Path) -> None:
    queues.write_bytes(queues.read_text(encoding="utf-8").encode("shift-jis"))
    (problem,) = release(book, book.editions[1])
    assert "not UTF-8" in problem.message
    assert problem.line == 1


def test_a_message_that_stands_twice_is_told(book: Book, queues: Path) -> None:
    with queues.open("a", encoding="utf-8") as stream:
        stream.write('\nmsgid "Queues"\nmsgstr "列"\n')
    problems = release(book, book.editions[1])
    assert any("twice" in each.message for each in problems)


def test_a_catalog_that_is_gone_is_no_longer_released(book: Book, queues: Path) -> None:
    released(book)
    queues.unlink()
    release(book, book.editions[1])
    assert not (release_folder(book, book.editions[1]) / "part" / "queues.mo").exists()


def test_an_unchanged_catalog_keeps_its_file(book: Book) -> None:
    released(book)
    path = release_folder(book, book.editions[1]) / "part" / "queues.mo"
    before = path.stat().st_mtime_ns
    released(book)
    assert path.stat().st_mtime_ns == before
