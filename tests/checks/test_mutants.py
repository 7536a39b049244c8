"""Every rule bites: a fault seeded into a good book is found at its line; the book itself is silent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from build_tools.checks.rule import all_rules
from build_tools.checks.spelling import available
from tests.checks.good_book import GoodBook
from tests.checks.mutants import Mutant, mutants

ALL = mutants()
LEAST = 200


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> GoodBook:
    return GoodBook(tmp_path_factory.mktemp("mutants"))


def name(mutant: Mutant) -> str:
    index = [each for each in ALL if each.code == mutant.code].index(mutant)
    return f"{mutant.code}-{index + 1}"


def test_the_good_book_is_silent(book: GoodBook) -> None:
    assert [str(each.diagnostic()) for each in book.check()] == []


@pytest.mark.parametrize("mutant", ALL, ids=name)
def test_a_seeded_fault_is_found_at_its_line(book: GoodBook, mutant: Mutant) -> None:
    if mutant.code == "spelling.unknown" and not available() and "CI" not in os.environ:
        pytest.skip("the dictionary is not installed here; make does it")
    with book.seeded(mutant):
        line = book.line(mutant)
        found = book.check()
    places = {(str(each.code), each.path, each.line) for each in found}
    assert (mutant.code, mutant.path or mutant.file, line) in places


def test_every_code_of_every_rule_has_at_least_two_mutants() -> None:
    seeded = [each.code for each in ALL]
    codes = {str(code) for rule in all_rules() if rule.scope != "output" for code in rule.codes}
    assert {code for code in codes if seeded.count(code) < 2} == set()
    assert set(seeded) <= codes


def test_there_are_at_least_two_hundred() -> None:
    assert len(set(ALL)) == len(ALL) >= LEAST


def test_the_book_is_as_it_was(book: GoodBook) -> None:
    # Mutants share one book; one that stayed behind would make those after it find too much.
    original = Path(__file__).parents[1] / "roots" / "mutants"
    for path in original.rglob("*"):
        if path.is_file():
            assert (book.root / path.relative_to(original)).read_bytes() == path.read_bytes()
