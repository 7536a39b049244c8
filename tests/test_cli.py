"""The command line: exit statuses, messages for people, and the page about it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import main
from build_tools.cli.page import FILE, page


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def test_the_page_in_docs_is_what_the_program_says() -> None:
    assert FILE.read_text(encoding="utf-8") == page(), "renew it: python -m build_tools.cli.page"


def test_help_names_every_command() -> None:
    shown = call("--help")
    assert shown.exit_code == 0
    for name in ("html", "pdf", "epub", "execute", "serve", "clean", "new"):
        assert f"\n  {name} " in shown.output


def test_a_folder_without_a_book_is_told_in_words(tmp_path: Path) -> None:
    shown = call("html", tmp_path)
    assert shown.exit_code == 1
    assert "[config.missing]" in shown.output
    assert "mlsysbook new book" in shown.output
    assert "Traceback" not in shown.output


def test_a_new_book_is_not_written_over_an_old_one(tmp_path: Path) -> None:
    first = call("new", "book", tmp_path / "mine", "--title", "Mine")
    assert first.exit_code == 0, first.output
    assert (tmp_path / "mine" / "_toc.yml").is_file()
    again = call("new", "book", tmp_path / "mine")
    assert again.exit_code == 1
    assert "[new.exists]" in again.output


def test_an_edition_that_the_book_lacks_is_refused(tmp_path: Path) -> None:
    call("new", "book", tmp_path / "mine")
    shown = call("serve", tmp_path / "mine", "--edition", "xx")
    assert shown.exit_code == 2
    assert "this book has en" in shown.output


def test_why_runs_nothing_and_says_so(tmp_path: Path) -> None:
    call("new", "book", tmp_path / "mine")
    shown = call("execute", tmp_path / "mine", "--why")
    assert shown.exit_code == 0
    assert not list((tmp_path / "mine").rglob("*.ipynb"))


@pytest.mark.parametrize("command", ["html", "pdf", "epub", "execute"])
def test_a_malformed_book_fails_alike_everywhere(tmp_path: Path, command: str) -> None:
    (tmp_path / "_config.yml").write_text("title: [\n")
    shown = call(command, tmp_path)
    assert shown.exit_code == 1
    assert "_config.yml:2" in shown.output
