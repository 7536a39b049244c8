"""What a check does with its findings: chosen, excused, mended, kept from one time to the next."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.checks import baseline
from build_tools.checks.fix import mend
from build_tools.cli import main
from tests.checks.good_book import GoodBook
from tests.checks.mutants import Mutant

MORE = "book/more.md"


@pytest.fixture
def book(tmp_path: Path) -> GoodBook:
    return GoodBook(tmp_path)


def spoil(book: GoodBook, old: str, new: str, name: str = MORE) -> Path:
    path = book.root / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    return path


def call(book: GoodBook, *arguments: str) -> Result:
    command = ["check", str(book.root), "--path-output", str(book.output), "--no-execute"]
    return CliRunner().invoke(main, [*command, *arguments])


def test_only_and_skip_take_codes_and_areas(book: GoodBook) -> None:
    spoil(book, "### Roles", "#### Roles\n\nSee {ref}`nowhere`.")
    assert {each.code for each in book.check("heading")} == {"heading.jump"}
    assert {each.code for each in book.check("reference.undefined")} == {"reference.undefined"}
    assert not book.check("label")
    shown = call(book, "--skip", "heading", "--skip", "reference.undefined")
    assert "Nothing found" in shown.output


def test_a_change_is_seen_and_taken_back_is_silent(book: GoodBook) -> None:
    mutant = Mutant("heading.jump", MORE, "### Roles", "#### Roles")
    assert book.check("heading") == []
    with book.seeded(mutant):
        assert [each.line for each in book.check("heading")] == [book.line(mutant)]
    assert book.check("heading") == []


def test_a_comment_excuses_the_paragraph_below_and_no_other(book: GoodBook) -> None:
    slow = "\n\nThe loop took 3.4 ms.\n\n"
    spoil(book, "## Acronyms", f"% allow number.literal: given{slow[1:]}## Acronyms{slow}")
    assert [each.code for each in book.check("number")] == ["number.literal"]


def test_an_excuse_without_a_reason_is_none(book: GoodBook) -> None:
    spoil(book, "% allow number.literal: the number is the clinic's own", "% allow number.literal:")
    assert [each.code for each in book.check("number")] == ["number.literal"]


def test_what_is_certain_is_mended_and_nothing_else(book: GoodBook) -> None:
    path = spoil(
        book, "### Roles", "### Roles\n\nMeasure the the tail in 10ms, see {ref} `sec-more`."
    )
    assert len(mend(book.root, book.check())) == 3
    assert "Measure the tail in 10\u00a0ms, see {ref}`sec-more`." in path.read_text()
    assert book.check() == []


def test_new_targets_are_registered_where_they_belong(book: GoodBook) -> None:
    spoil(book, "### Roles", "(sec-more-roles)=\n### Roles")
    mend(book.root, book.check())
    lines = (book.root / "book/targets.txt").read_text().split("\n")[1:-1]
    assert "book/more#sec-more-roles" in lines
    assert lines == sorted(lines)
    assert book.check() == []


def test_a_baseline_forgives_what_it_holds_and_only_shrinks(book: GoodBook, tmp_path: Path) -> None:
    file = tmp_path / "old.json"
    spoil(book, "### Roles", "#### Roles\n\nMeasure the the tail.")
    assert call(book).exit_code == 1
    assert call(book, "--baseline", str(file)).exit_code == 0
    assert call(book, "--baseline", str(file)).exit_code == 0
    spoil(book, "Measure the the tail.", "Measure a tail tail.")
    assert call(book, "--baseline", str(file)).exit_code == 1
    assert [each["code"] for each in json.loads(file.read_text())] == ["heading.jump"]


def test_a_broken_baseline_is_told_in_words(book: GoodBook, tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text("{}]")
    shown = call(book, "--baseline", str(tmp_path / "old.json"))
    assert shown.exit_code == 1
    assert "[config.invalid]" in shown.output


def test_the_report_is_kept_for_editors(book: GoodBook) -> None:
    spoil(book, "### Roles", "#### Roles")
    call(book)
    found = json.loads((book.output / "_build" / "report" / "check.json").read_text())
    assert [each["code"] for each in found] == ["heading.jump"]


def test_in_another_book_style_is_a_hint_and_the_contract_does_not_apply(book: GoodBook) -> None:
    spoil(book, "mlsysbook_profile: house", "mlsysbook_profile: book", "_config.yml")
    spoil(
        book,
        "{figure} figures/pictures/board.svg\n",
        "{figure} figures/pictures/photo.png\n",
        "index.md",
    )
    spoil(book, "(sec-alpha-law)=\n", "", "chapters/1-part/alpha.md")
    found = {str(each.code): str(each.severity) for each in book.check()}
    assert found["figure.raster"] == "hint"
    assert "heading.unlabeled" not in found


def test_settings_with_an_unknown_key_are_refused(book: GoodBook) -> None:
    spoil(book, "largest", "larges", "checks.toml")
    shown = call(book)
    assert shown.exit_code == 1
    assert "no key 'larges'" in shown.output


def test_a_baseline_counts_equal_findings(tmp_path: Path) -> None:
    key = ("a.b", "x.md", "m")
    baseline.write(tmp_path / "f.json", baseline.Counter({key: 2}))
    old = baseline.read(tmp_path / "f.json")
    assert old is not None
    assert old.counts == {key: 2}
    assert old.shrink(baseline.Counter({key: 1})) == 1
    assert json.loads((tmp_path / "f.json").read_text())[0]["count"] == 1
