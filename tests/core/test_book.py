"""A folder → the pages of a book in reading order."""

from pathlib import Path

import pytest

from build_tools.core.book import Book, read_book, slug
from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Severity


def book(root: Path, toc: str, files: str, config: str = "title: A Book\n") -> Book:
    (root / "_config.yml").write_text(config)
    (root / "_toc.yml").write_text(toc)
    for name in files.split():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# A page\n")
    return read_book(root)


def test_pages_stand_in_reading_order_with_part_and_depth(tmp_path: Path) -> None:
    toc = """\
format: jb-book
root: index
parts:
- caption: One
  chapters:
  - file: a
    sections:
    - file: sub/b
- caption: Two
  chapters:
  - file: c
"""
    found = book(tmp_path, toc, "index.md a.ipynb sub/b.md c.rst")
    assert [(page.docname, page.depth, page.part) for page in found.pages] == [
        ("index", 0, None),
        ("a", 1, "One"),
        ("sub/b", 2, "One"),
        ("c", 1, "Two"),
    ]
    assert found.by_docname["a"].source == tmp_path.resolve() / "a.ipynb"
    assert not found.problems


def test_a_suffix_in_the_contents_is_accepted(tmp_path: Path) -> None:
    found = book(tmp_path, "format: jb-book\nroot: index.md\n", "index.md")
    assert [page.docname for page in found.pages] == ["index"]


def test_a_glob_is_sorted_and_repeats_nothing(tmp_path: Path) -> None:
    toc = "format: jb-book\nroot: index\nchapters:\n- file: x/b\n- glob: x/*\n"
    found = book(tmp_path, toc, "index.md x/c.md x/a.md x/b.md x/.hidden.md x/data.csv")
    assert [page.docname for page in found.pages] == ["index", "x/b", "x/a", "x/c"]


def test_a_glob_never_leaves_the_book(tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text("# x\n")
    root = tmp_path / "book"
    root.mkdir()
    found = book(root, "format: jb-book\nroot: index\nchapters:\n- glob: ../*\n", "index.md")
    assert [each.code for each in found.problems] == [Code.TOC_EMPTY_GLOB]


def test_a_missing_file_is_a_problem_with_its_line_but_stops_nothing(tmp_path: Path) -> None:
    found = book(
        tmp_path,
        "format: jb-book\nroot: index\nchapters:\n- file: gone\n- file: a\n",
        "index.md a.md",
    )
    assert [page.docname for page in found.pages] == ["index", "a"]
    (problem,) = found.problems
    assert (problem.code, problem.location, problem.severity) == (
        Code.TOC_MISSING_FILE,
        "_toc.yml:4",
        Severity.WARNING,
    )


def test_a_page_twice_is_refused_naming_both_lines(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="first on line 4") as caught:
        book(
            tmp_path,
            "format: jb-book\nroot: index\nchapters:\n- file: a\n- file: a\n",
            "index.md a.md",
        )
    assert caught.value.diagnostics[0].location == "_toc.yml:5"


def test_a_book_whose_root_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildError) as caught:
        book(tmp_path, "format: jb-book\nroot: index\n", "")
    assert caught.value.diagnostics[0].code == Code.TOC_MISSING_FILE


def test_custom_formats_count_as_pages(tmp_path: Path) -> None:
    config = (
        "sphinx:\n  config:\n    nb_custom_formats:\n      .Rmd: [jupytext.reads, {fmt: Rmd}]\n"
    )
    found = book(tmp_path, "format: jb-book\nroot: index\n", "index.Rmd", config)
    assert [page.docname for page in found.pages] == ["index"]


def test_output_is_flat_unless_editions_are_declared(tmp_path: Path) -> None:
    one = book(tmp_path, "format: jb-book\nroot: index\n", "index.md")
    assert one.html_dir(one.editions[0]) == tmp_path.resolve() / "_build/html"
    config = "sphinx:\n  config:\n    mlsysbook_editions: [{code: en}, {code: zh}]\n"
    several = book(tmp_path, "format: jb-book\nroot: index\n", "index.md", config)
    assert [several.html_dir(each).name for each in several.editions] == ["en", "zh"]
    declared = "sphinx:\n  config:\n    mlsysbook_editions: [{code: en}]\n"
    single = book(tmp_path, "format: jb-book\nroot: index\n", "index.md", declared)
    assert single.html_dir(single.editions[0]).name == "en"


@pytest.mark.parametrize(
    ("title", "expected"), [("A Book: two!", "a-book-two"), ("学习", "学习"), ("...", "book")]
)
def test_slug(title: str, expected: str) -> None:
    assert slug(title) == expected
