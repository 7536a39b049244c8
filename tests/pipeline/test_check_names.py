"""What only Sphinx knows: labels that foreign directives make are found without writing a page."""

import shutil
from pathlib import Path

import pytest

from build_tools.core.book import read_book
from build_tools.pipeline.check import CheckOptions, check
from build_tools.pipeline.names import known_targets

ROOT = Path(__file__).parents[1] / "roots" / "foreign-references"


def test_the_environment_knows_labels_and_is_asked_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "book"
    shutil.copytree(ROOT, root)
    book = read_book(root, tmp_path / "out")
    names = known_targets(book)
    assert "genindex" in names
    assert not (tmp_path / "out" / "html").exists()
    monkeypatch.setattr("build_tools.pipeline.names._read", lambda _book: pytest.fail("read twice"))
    assert known_targets(book) == names


def test_a_foreign_book_that_builds_has_no_error(tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(ROOT, root)
    options = CheckOptions(execute=False)
    done = check(read_book(root, tmp_path / "out"), options, lambda _: None, lambda _: None)
    assert not done.failed(warnings=False), "\n".join(map(str, done.diagnostics))
