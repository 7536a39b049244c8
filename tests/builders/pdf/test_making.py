"""A small foreign book, printed, and read back with poppler."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from build_tools.builders.result import BuildOptions
from build_tools.core.book import read_book
from build_tools.core.codes import Code
from build_tools.pipeline.build import Outcome
from build_tools.pipeline.documents import build_pdfs
from tests.pipeline.books import apart, copy_root

LONG = "value = " + " + ".join(str(number) for number in range(40))
CODE = "for row in range(2):\n    for column in range(2):\n        print(row * column)"


def printed(root: Path) -> Outcome:
    """Print the book in `root` as `mlsysbook pdf` does."""
    return apart(
        lambda: build_pdfs(
            read_book(root), BuildOptions(1, execute=False), lambda _: None, lambda _: None
        )
    )


def words(pdf: Path, *options: str) -> str:
    """Return the text of a PDF."""
    command = ["pdftotext", *options, str(pdf), "-"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    root = copy_root("foreign-references", tmp_path_factory.mktemp("pdf"))
    with (root / "one.md").open("a", encoding="utf-8") as page:
        page.write(
            f"\n## More\n\nA note.[^n]\n\n[^n]: At the foot.\n\n```python\n{CODE}\n```\n"
            f"\nErdős said so.\n\n```python\n{LONG}\n```\n\n![Far away](https://example.invalid/far.png)\n"
        )
    return root, printed(root)


def pdf_of(root: Path) -> Path:
    (path,) = (root / "_build" / "pdf").glob("*.pdf")
    return path


def test_the_book_is_one_tagged_pdf_with_title_and_language(book: tuple[Path, Outcome]) -> None:
    told = subprocess.run(
        ["pdfinfo", str(pdf_of(book[0]))], capture_output=True, check=True, text=True
    ).stdout
    assert "Tagged:          yes" in told
    assert "Title:           References" in told


def test_chapters_start_on_the_right(book: tuple[Path, Outcome]) -> None:
    report = json.loads((book[0] / "_build/report/pages-en.json").read_bytes())
    first = [each["page"] for each in report["headings"] if each["level"] == 1]
    assert first
    positions = [report["labels"].index(page) + 1 for page in first]
    assert all(position % 2 for position in positions)
    assert report["labels"][0] == "i"
    assert len(report["labels"]) == report["pages"]


def test_every_page_bears_the_number_that_its_label_says(book: tuple[Path, Outcome]) -> None:
    labels = json.loads((book[0] / "_build/report/pages-en.json").read_bytes())["labels"]
    pages = words(pdf_of(book[0]), "-layout").split("\f")[: len(labels)]
    printed_on = {
        label: page.split()[-1] for label, page in zip(labels, pages, strict=True) if page.split()
    }
    plain = {"i", "iii", "iv"}  # cover, half title, colophon
    wrong = {label: last for label, last in printed_on.items() if label != last}
    assert set(wrong) <= plain
    assert len(printed_on) > len(plain) + 4


def test_a_reference_says_the_page(book: tuple[Path, Outcome]) -> None:
    report = json.loads((book[0] / "_build/report/pages-en.json").read_bytes())
    (page,) = (each["page"] for each in report["headings"] if each["title"] == "Two")
    assert f"page {page}" in " ".join(words(pdf_of(book[0])).split())


def test_the_checker_finds_nothing_to_say(book: tuple[Path, Outcome]) -> None:
    pytest.importorskip("page")
    told = json.loads((book[0] / "_build/report/pdf-ua-en.json").read_bytes())
    assert told["failures"] == []


def test_letters_of_several_files_of_a_font_keep_their_own_shapes(
    book: tuple[Path, Outcome],
) -> None:
    command = ["pdffonts", str(pdf_of(book[0]))]
    fonts = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    names = [line.split()[0].partition("+")[2] for line in fonts.splitlines()[2:]]
    assert names.count("Source-Serif-4") == 2
    assert "Erdős" in words(pdf_of(book[0]))


def test_a_listing_copied_from_the_page_runs(book: tuple[Path, Outcome]) -> None:
    text = words(pdf_of(book[0]), "-layout")
    lines = text.splitlines()
    start = next(place for place, line in enumerate(lines) if "for row in range" in line)
    indent = len(lines[start]) - len(lines[start].lstrip())
    source = "\n".join(line[indent:] for line in lines[start : start + 3])
    compile(source, "page", "exec")
    assert "print(row * column)" in source


def test_a_long_line_is_cut_with_a_mark_and_nothing_is_lost(book: tuple[Path, Outcome]) -> None:
    text = words(pdf_of(book[0]))
    assert "\u21aa" in text
    joined = "".join(text.split()).replace("\u21aa", "")
    assert "".join(LONG.split()) in joined


def test_a_picture_on_another_host_is_reported_where_it_stands(book: tuple[Path, Outcome]) -> None:
    (finding,) = (each for each in book[1].diagnostics if each.code is Code.PDF_IMAGE)
    assert finding.path == Path("one.md")
    assert "far.png" in (book[0] / "one.md").read_text().splitlines()[(finding.line or 0) - 1]


def test_only_an_edited_chapter_is_laid_out_again(tmp_path: Path) -> None:
    root = copy_root("foreign-references", tmp_path)
    printed(root)
    shelf = root / "_build/.cache/pdf/en/_sheaves"
    before = {path.name for path in shelf.glob("*.sheaf")}
    with (root / "two.md").open("a", encoding="utf-8") as page:
        page.write("\nOne sentence more.\n")
    printed(root)
    after = {path.name for path in shelf.glob("*.sheaf")}
    assert len(before - after) == len(after - before) == 1
    incremental = pdf_of(root).read_bytes()
    shutil.rmtree(root / "_build")
    printed(root)
    assert pdf_of(root).read_bytes() == incremental


def test_a_second_build_has_nothing_to_do(book: tuple[Path, Outcome]) -> None:
    assert printed(book[0]).unchanged


def test_two_builds_give_the_same_bytes(book: tuple[Path, Outcome]) -> None:
    before = pdf_of(book[0]).read_bytes()
    shutil.rmtree(book[0] / "_build")
    printed(book[0])
    assert pdf_of(book[0]).read_bytes() == before


BAD = """# Bad

A sign of nobody: \U000f0000.

{token}

![no such file](missing.png)

```{{raw}} html
<table><tr>{cells}</tr></table>
<iframe src="https://example.invalid/film"></iframe>
<svg xmlns="http://www.w3.org/2000/svg" width="900" height="10"><rect width="9" height="9"/></svg>
```

$$\\nosuchcommand{{x}}$$

"""


def test_what_cannot_be_printed_is_reported_and_nothing_runs_off_the_page(tmp_path: Path) -> None:
    root = copy_root("minimal", tmp_path)
    cells = "".join(f"<td>column{number}</td>" for number in range(16))
    (root / "one.md").write_text(BAD.format(token="x" * 400, cells=cells), encoding="utf-8")
    done = printed(root)
    codes = {each.code for each in done.diagnostics}
    assert Code.MATH_UNSUPPORTED in codes
    (font,) = (each for each in done.diagnostics if each.code is Code.PDF_FONT)
    assert (font.path, font.line) == (Path("one.md"), 3)
    assert font.remedy.endswith("apt-get install fonts-noto-core")
    assert Code.PDF_OVERFLOW not in codes
    assert any("missing.png" in each.message for each in done.diagnostics)
    text = "".join(words(pdf_of(root)).split())
    assert text.count("x") >= 400
    assert "https://example.invalid/film" in text
    assert all(f"column{number}" in text for number in range(16))


@pytest.mark.parametrize("name", ["foreign-course", "foreign-nested", "foreign-notebooks"])
def test_books_of_other_projects_are_printed(name: str, tmp_path: Path) -> None:
    root = copy_root(name, tmp_path)
    done = printed(root)
    assert done.pages_written >= 6
    assert not [each for each in done.diagnostics if each.code is Code.PDF_OVERFLOW]
    report = json.loads((root / "_build/report/pages-en.json").read_bytes())
    assert len(report["headings"]) >= 3
