"""Answers at the back of what is printed, linked both ways; on a screen they stay where they are."""

import re

import pytest

from tests.sphinxext.practice.conftest import EXCLUDED
from tests.support.book_case import SETTINGS


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The book as an e-book's pages."""
    from tests.support.book_case import BookCase

    return BookCase.copy("practice", tmp_path_factory.mktemp("printed")).build(
        "epub", exclude_patterns=EXCLUDED, epub_show_urls="no"
    )


@pytest.fixture
def page(printed):
    from bs4 import BeautifulSoup

    def read(name):
        text = (printed.outdir / f"{name}.xhtml").read_text(encoding="utf-8")
        return BeautifulSoup(text, "html.parser").select_one("section")

    return read


def text(node):
    return re.sub(r"\s+", " ", node.get_text(" ")).strip()


def test_a_printed_page_has_hints_as_a_list_and_neither_solution_nor_answer(page):
    chapter = page("part/queues")
    box = chapter.select_one("#exr-queues-sum-waits")
    assert len(box.select(".ml-hints ol > li")) == 3
    assert text(box.select_one(".ml-hints")).startswith("Hints When does the server become free")
    assert "max(arrival, free)\n" not in text(box)
    assert "Little’s law" not in text(chapter)
    assert not chapter.select("script, details")


def test_answers_at_the_back_are_linked_both_ways(page):
    chapter, back = page("part/queues"), page("answers")
    links = [each["href"] for each in chapter.select(".ml-answer-at a")]
    assert "../answers.xhtml#answer-exr-queues-sum-waits" in links
    for link in links:
        entry = back.select_one("#" + link.split("#")[1])
        home = entry.select_one(".ml-answer-of a")["href"]
        assert chapter.select_one("#" + home.split("#")[1]) is not None
        assert home.startswith("part/queues.xhtml#")


def test_answers_name_number_title_and_chapter(page):
    back = page("answers")
    assert [text(each) for each in back.select("h2")] == ["1. Queues", "2. Tails"]
    heads = [text(each) for each in back.select(".ml-answer-of")]
    assert heads[:2] == ["Question 1.1", "Exercise 1.1 Sum the waits"]
    assert len(heads) == 7
    load = back.select_one("#answer-quiz-queues-load")
    assert "as Exercise 1.1 shows" in text(load)
    assert load.select_one(".ml-explanation a")["href"] == "part/queues.xhtml#exr-queues-sum-waits"
    assert "def total_wait" in text(back.select_one("#answer-exr-queues-sum-waits"))


def test_on_a_screen_the_page_of_answers_only_says_where_they_are(built):
    assert text(built.page("answers")).endswith(
        "On a screen every answer is folded below its question."
    )


def test_a_changed_answer_is_printed_again(case):
    book = case("practice")
    settings = {
        "exclude_patterns": [*SETTINGS["exclude_patterns"], "exercises"],
        "epub_show_urls": "no",
    }
    book.build("epub", **settings)
    name = "exercises/chapters/queues/quiz.toml"
    book.write({name: (book.root / name).read_text().replace("Little's law", "A law of Little's")})
    again = book.build("epub", **settings)
    assert "answers" not in again.read
    assert "A law of Little" in (again.outdir / "answers.xhtml").read_text()


def test_a_book_without_a_page_of_answers_prints_them_in_place(case):
    book = case("practice")
    toc = (book.root / "_toc.yml").read_text()
    book.write({"_toc.yml": toc.replace("  - file: answers\n", "")})
    (book.root / "answers.md").unlink()
    built = book.build("epub", exclude_patterns=EXCLUDED, epub_show_urls="no")
    assert "Little’s law" in (built.outdir / "part/queues.xhtml").read_text()
