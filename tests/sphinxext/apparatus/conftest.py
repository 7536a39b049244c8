"""The book `apparatus`, with the outputs of its two cells."""

import pytest

from tests.support.book_case import BookCase, claim, record, stream


@pytest.fixture(scope="session")
def outputs():
    """The outputs of both cells of `chapter`."""
    measured = [
        stream("fast\n"),
        record("speedup", 4.0, n=30, spread=(3.5, 4.5)),
        record("latency", 0.002, unit="s", n=30, spread=(0.001, 0.002)),
        claim("vectors are faster", True),
        claim("vectors are ten times faster", False),
    ]
    return measured, [stream("more\n")]


@pytest.fixture(scope="session")
def book(tmp_path_factory, outputs):
    """The book, ready to build."""
    return BookCase.copy("apparatus", tmp_path_factory.mktemp("book")).publish("chapter", *outputs)


@pytest.fixture(scope="session")
def built(book):
    """The book as HTML."""
    return book.build()
