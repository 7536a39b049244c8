"""The plan of a book: how it is read, how it is shown, and that chapters have its numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from build_tools.core.diagnostics import BuildError
from build_tools.sphinxext.planfile import read_plan

PLAN = """\
parts:
  - title: First
    folder: 1-first
    chapters:
      - {stem: early, title: Early things, question: "What came first?"}
      - {stem: unwritten, title: Unwritten, question: "When?"}
  - title: Second
    folder: 2-second
    chapters:
      - {stem: late, title: Late things, question: "What came last?"}
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def build(root: Path, builder: str = "html", **more: object) -> tuple[Path, str]:
    """Build the book in `root`; returns the output folder and what was warned of."""
    warnings = root / "warnings.txt"
    settings = {
        "extensions": ["myst_parser", "build_tools.sphinxext.plan"],
        "mlsysbook_plan": "plan.yml",
        "numfig": True,
        "exclude_patterns": ["out"],
        **more,
    }
    with docutils_namespace(), warnings.open("w") as stream:
        out, doctrees = root / "out" / builder, root / "out/doctrees" / builder
        app = Sphinx(root, None, out, doctrees, builder, settings, status=None, warning=stream)
        app.build()
    return out, warnings.read_text()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    write(tmp_path / "plan.yml", PLAN)
    toc = "```{toctree}\n:numbered:\n\nchapters/1-first/early\nchapters/2-second/late\n```"
    write(tmp_path / "index.md", f"# Book\n\n```{{plan}}\n```\n\n{toc}\n")
    write(tmp_path / "chapters/1-first/early.md", "# Early things\n")
    figure = "```{figure} drawing.svg\n:name: fig\n:alt: Nothing.\n\nA drawing.\n```"
    write(
        tmp_path / "chapters/2-second/late.md",
        f"# Late things\n\n## A section\n\n{figure}\n\nSee {{numref}}`fig`.\n",
    )
    write(tmp_path / "chapters/2-second/drawing.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    return tmp_path


def test_a_plan_numbers_its_chapters_through_the_parts(tmp_path: Path) -> None:
    parts = read_plan(write(tmp_path / "plan.yml", PLAN))
    assert [(part.number, part.title) for part in parts] == [(1, "First"), (2, "Second")]
    chapters = [chapter for part in parts for chapter in part.chapters]
    assert [(each.number, each.docname, each.line) for each in chapters] == [
        (1, "chapters/1-first/early", 5),
        (2, "chapters/1-first/unwritten", 6),
        (3, "chapters/2-second/late", 10),
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("parts: []\n", 1, "no list 'parts'"),
        ("parts:\n  - {title: A, folder: a, chapters: []}\n", 2, "no list 'chapters'"),
        (
            "parts:\n  - title: A\n    folder: a\n    chapters:\n      - {stem: x, title: 7}\n",
            5,
            "'title'",
        ),
        ("parts: [\n", 2, "not valid YAML"),
    ],
)
def test_what_is_wrong_in_a_plan_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    with pytest.raises(BuildError) as raised:
        read_plan(write(tmp_path / "plan.yml", text))
    [found] = raised.value.diagnostics
    assert message in found.message
    assert found.line == line


def test_written_chapters_are_links_and_the_others_are_not(book: Path) -> None:
    out, warnings = build(book)
    page = (out / "index.html").read_text()
    plan = page[page.index('class="ml-plan') :]
    assert re.search(r'href="chapters/2-second/late.html">Late things</a>', plan)
    assert re.search(r'<li class="ml-planned">.*?Unwritten', plan, re.S)
    assert 'href="chapters/1-first/unwritten' not in plan
    assert "Part II · Second" in plan
    assert warnings == ""


def test_chapters_and_their_figures_have_the_numbers_of_the_plan(book: Path) -> None:
    out, _ = build(book)
    page = (out / "chapters/2-second/late.html").read_text()
    assert '<span class="section-number">3. </span>Late things' in page
    assert '<span class="section-number">3.1. </span>A section' in page
    assert "Fig. 3.1" in page
    assert "3. Late things" in (out / "index.html").read_text()


def test_a_book_with_jupyter_book_s_table_of_contents_is_numbered_too(book: Path) -> None:
    index = book / "index.md"
    index.write_text(index.read_text().split("```{toctree}")[0])
    entries = "[{file: chapters/1-first/early}, {file: chapters/2-second/late}]"
    toc = f"format: jb-book\nroot: index\nparts: [{{numbered: true, chapters: {entries}}}]\n"
    write(book / "_toc.yml", toc)
    more = ["jupyter_book", "sphinx_multitoc_numbering", "sphinx_external_toc"]
    out, _ = build(
        book,
        extensions=["myst_parser", *more, "build_tools.sphinxext.plan"],
        use_multitoc_numbering=True,
    )
    page = (out / "chapters/2-second/late.html").read_text()
    assert '<span class="section-number">3.1. </span>A section' in page
    assert "Fig. 3.1" in page
    assert "3. Late things" in (out / "index.html").read_text()


def test_an_unchanged_book_is_not_written_again(book: Path) -> None:
    out, _ = build(book)
    page = out / "chapters/2-second/late.html"
    before = page.stat().st_mtime_ns
    build(book)
    assert page.stat().st_mtime_ns == before


def test_a_new_plan_renumbers(book: Path) -> None:
    build(book)
    between = '      - {stem: more, title: More, question: "How much?"}\n  - title: Second'
    write(book / "plan.yml", PLAN.replace("  - title: Second", between))
    out, _ = build(book)
    assert "4.1. </span>A section" in (out / "chapters/2-second/late.html").read_text()


def test_a_plan_is_translatable_and_readable_as_text(book: Path) -> None:
    out, _ = build(book, "gettext")
    catalog = (out / "index.pot").read_text()
    for text in ("Late things", "What came last?", "Part II · Second"):
        assert f'msgid "{text}"' in catalog
    out, _ = build(book, "text")
    assert "What came first?" in (out / "index.txt").read_text()
