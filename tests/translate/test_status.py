from build_tools.core.book import Book
from build_tools.translate.status import status, total


def test_pages_are_counted(book: Book) -> None:
    pages = {each.name: each for each in status(book, book.editions[1])}
    assert (pages["part/queues"].total, pages["part/queues"].done) == (9, 8)
    assert pages["part/queues"].fuzzy == 1
    assert (pages["part/later"].total, pages["part/later"].done) == (2, 0)
    assert pages["part/later"].share == 0


def test_the_sum_is_over_all_pages(book: Book) -> None:
    pages = list(status(book, book.editions[1]))
    whole = total(pages)
    assert whole.total == sum(each.total for each in pages)
    assert whole.to_json()["stale"] == 1
