"""`_toc.yml` in every form Jupyter Book accepts, and each way to get it wrong, with its line."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sphinx_external_toc.parsing import parse_toc_data

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError
from build_tools.core.toc import Toc, read_toc


def toc(tmp_path: Path, text: str) -> Toc:
    path = tmp_path / "_toc.yml"
    path.write_text(text)
    return read_toc(path)


def targets(found: Toc) -> list[str]:
    return [entry.target for entry in found.root.walk()]


BOOK = """\
format: jb-book
root: intro
defaults: {maxdepth: 2}
parts:
- caption: One
  numbered: true
  chapters:
  - file: a
    title: Alpha
    sections:
    - file: a/b
    - url: https://example.org
      title: Elsewhere
- caption: Two
  chapters:
  - glob: more/*
"""


def test_parts_chapters_sections_urls_and_globs(tmp_path: Path) -> None:
    found = toc(tmp_path, BOOK)
    assert targets(found) == ["intro", "a", "a/b", "https://example.org", "more/*"]
    one, two = found.root.subtrees
    assert (one.caption, two.caption) == ("One", "Two")
    assert one.options == {"titlesonly": True, "maxdepth": 2, "numbered": True}
    assert one.entries[0].title == "Alpha"
    assert one.entries[0].line == 8
    assert one.entries[0].subtrees[0].entries[1].kind == "url"


def test_chapters_without_parts(tmp_path: Path) -> None:
    found = toc(
        tmp_path, "format: jb-book\nroot: i\noptions: {numbered: 2}\nchapters:\n- file: a\n"
    )
    assert targets(found) == ["i", "a"]
    assert found.root.subtrees[0].options["numbered"] == 2


def test_article_has_sections_only(tmp_path: Path) -> None:
    found = toc(
        tmp_path, "format: jb-article\nroot: i\nsections:\n- file: a\n  sections:\n  - file: b\n"
    )
    assert targets(found) == ["i", "a", "b"]


def test_no_format_has_subtrees_of_entries(tmp_path: Path) -> None:
    text = (
        "root: i\nsubtrees:\n- caption: C\n  entries:\n  - file: a\n    entries:\n    - file: b\n"
    )
    assert targets(toc(tmp_path, text)) == ["i", "a", "b"]


def test_a_root_alone_is_a_book(tmp_path: Path) -> None:
    assert targets(toc(tmp_path, "format: jb-book\nroot: i\n")) == ["i"]


WRONG = {
    "not a mapping": ("- a\n", Code.TOC_INVALID, 1),
    "unknown format": ("format: jb-novel\nroot: i\n", Code.TOC_INVALID, 1),
    "no root": ("format: jb-book\nchapters:\n- file: a\n", Code.TOC_INVALID, 1),
    "unknown key": ("format: jb-book\nroot: i\nchapter:\n- file: a\n", Code.TOC_INVALID, 3),
    "sections for chapters": (
        "format: jb-book\nroot: i\nsections:\n- file: a\n",
        Code.TOC_INVALID,
        3,
    ),
    "both parts and chapters": (
        "format: jb-book\nroot: i\nchapters:\n- file: a\nparts:\n- chapters:\n  - file: b\n",
        Code.TOC_INVALID,
        3,
    ),
    "a bare name": ("format: jb-book\nroot: i\nchapters:\n- a\n", Code.TOC_INVALID, 4),
    "two kinds": (
        "format: jb-book\nroot: i\nchapters:\n- file: a\n  glob: b\n",
        Code.TOC_INVALID,
        4,
    ),
    "a glob with sections": (
        "format: jb-book\nroot: i\nchapters:\n- glob: b\n  sections:\n  - file: c\n",
        Code.TOC_INVALID,
        4,
    ),
    "empty list": ("format: jb-book\nroot: i\nchapters: []\n", Code.TOC_INVALID, 3),
    "a part without chapters": (
        "format: jb-book\nroot: i\nparts:\n- caption: C\n",
        Code.TOC_INVALID,
        4,
    ),
    "no target": ("format: jb-book\nroot: i\nchapters:\n- file:\n", Code.TOC_INVALID, 4),
    "bad indent": (
        "format: jb-book\nroot: i\nchapters:\n  - file: a\n - file: b\n",
        Code.TOC_MALFORMED,
        5,
    ),
    "a key twice": ("format: jb-book\nroot: i\nroot: j\n", Code.TOC_MALFORMED, 3),
}


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case.replace(" ", "-"))
def test_a_wrong_toc_is_named_with_its_line(tmp_path: Path, case: str) -> None:
    text, code, line = WRONG[case]
    with pytest.raises(BuildError) as caught:
        toc(tmp_path, text)
    (found,) = caught.value.diagnostics
    assert (found.code, found.line) == (code, line)
    assert found.remedy


def test_an_absent_toc_is_named(tmp_path: Path) -> None:
    with pytest.raises(BuildError) as caught:
        read_toc(tmp_path / "_toc.yml")
    assert caught.value.diagnostics[0].code == Code.TOC_MISSING


@st.composite
def books(draw: st.DrawFn) -> dict[str, object]:
    """A random valid jb-book table of contents with distinct files."""
    names = iter(f"page{index}" for index in range(1000))

    def entry(depth: int) -> dict[str, object]:
        found: dict[str, object] = {"file": next(names)}
        if draw(st.booleans()):
            found["title"] = draw(st.text("abc ", min_size=1).filter(str.strip))
        if depth and draw(st.booleans()):
            found["sections"] = [entry(depth - 1) for _ in range(draw(st.integers(1, 3)))]
        return found

    def chapters() -> list[dict[str, object]]:
        return [entry(2) for _ in range(draw(st.integers(1, 3)))]

    data: dict[str, object] = {"format": "jb-book", "root": "index"}
    if draw(st.booleans()):
        data["chapters"] = chapters()
    else:
        data["parts"] = [
            {
                "caption": draw(st.text("AB", min_size=1)),
                "numbered": draw(st.booleans()),
                "chapters": chapters(),
            }
            for _ in range(draw(st.integers(1, 3)))
        ]
    return data


@given(books())
def test_pages_agree_with_sphinx_external_toc(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, object]
) -> None:
    path = tmp_path_factory.mktemp("toc") / "_toc.yml"
    path.write_text(yaml.safe_dump(data, sort_keys=False))
    expected = parse_toc_data(data)
    found = read_toc(path)
    entries = list(found.root.walk())
    assert {entry.target for entry in entries} == set(expected)
    for entry in entries:
        theirs = expected[entry.target]
        assert [str(tree.caption) for tree in theirs.subtrees] == [
            str(tree.caption) for tree in entry.subtrees
        ]
        assert theirs.title == entry.title
