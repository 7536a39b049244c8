"""Books that this package's tests build."""

import pytest

from tests.support.book_case import BookCase, claim, record, stream


@pytest.fixture
def case(tmp_path):
    """Copy a book of tests/roots into a folder of the test's own."""
    return lambda name: BookCase.copy(name, tmp_path)


@pytest.fixture(scope="session")
def measured():
    """The outputs of the cell in the book `values`."""
    return [
        stream("done\n"),
        record("speedup", 3.4123, n=30, spread=(3.1, 3.6)),
        record("latency", 0.0012345, unit="s"),
        record("latencies", [1, 2, 5], unit="s"),
        claim("it is faster", True),
    ]
