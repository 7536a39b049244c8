"""The book `practice`, built once."""

import pytest

from tests.support.book_case import SETTINGS, BookCase

EXCLUDED = [*SETTINGS["exclude_patterns"], "exercises"]


@pytest.fixture(scope="session")
def practice(tmp_path_factory):
    return BookCase.copy("practice", tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="session")
def built(practice):
    return practice.build(exclude_patterns=EXCLUDED)
