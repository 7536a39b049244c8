"""Each directive as its fixture has it: what an author writes, what a page holds."""

import re
from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from tests.support.book_case import BookCase

FIXTURES = Path(__file__).parents[1] / "fixtures"
BOXES = read_fixture_file(FIXTURES / "boxes.md")
BROKEN = read_fixture_file(FIXTURES / "broken.md")
BLOCK = re.compile(
    r"(?=<(?:section|aside|p|ul|ol|li|details|summary|div|table|thead|tbody|tr|form)[ >])"
)


def write_cases(folder, outputs, cases):
    """Write the book `apparatus` with each fixture as a page `case-N` of its own."""
    book = BookCase.copy("apparatus", folder).publish("chapter", *outputs)
    pages = {f"case-{number}.md": f"# Case\n\n{each[2]}" for number, each in enumerate(cases)}
    toc = (book.root / "_toc.yml").read_text()
    toc += "".join(f"  - file: {name.removesuffix('.md')}\n" for name in pages)
    return book.write({**pages, "_toc.yml": toc})


@pytest.fixture(scope="module")
def boxes(tmp_path_factory, outputs):
    return write_cases(tmp_path_factory.mktemp("boxes"), outputs, BOXES).build()


@pytest.fixture(scope="module")
def broken(tmp_path_factory, outputs):
    return write_cases(tmp_path_factory.mktemp("broken"), outputs, BROKEN).build()


def shown(page):
    """The page without its heading, a line for each block, provenance of values left out."""
    page.h1.decompose()
    for value in page.select(".ml-value"):
        value.attrs = {"class": value["class"]}
    html = re.sub(r">\s+<", "><", page.section.decode_contents().strip())
    return "\n".join(BLOCK.split(html)).strip()


def test_no_fixture_warns(boxes):
    assert boxes.stream == ""


@pytest.mark.parametrize("number", range(len(BOXES)), ids=[each[1] for each in BOXES])
def test_a_box_is_as_in_its_fixture(boxes, number):
    assert shown(boxes.page(f"case-{number}")) == BOXES[number][3].strip()


@pytest.mark.parametrize("number", range(len(BROKEN)), ids=[each[1] for each in BROKEN])
def test_a_mistake_is_reported_as_in_its_fixture(broken, number):
    # Fixtures begin on line 3 of their page.
    found = [
        f"{(each.line or 0) - 2}: {each.message}"
        for each in broken.warnings
        if each.path == f"case-{number}.md"
    ]
    assert "\n".join(found) == BROKEN[number][3].strip()


def test_the_broken_book_warns_of_nothing_else(broken):
    assert {each.path for each in broken.warnings} == {f"case-{n}.md" for n in range(len(BROKEN))}


def test_a_broken_ledger_is_reported_at_its_own_line(case, outputs):
    book = case("apparatus").publish("chapter", *outputs)
    ledger = "- id: a\n  system: s\n  chapter: c\n  decision: d\n"
    page = "# Book\n\n```{ledger} s\n```\n"
    built = book.write({"book/decisions.yml": ledger, "index.md": page}).build()
    first = built.warnings[0]
    assert (first.path, first.line, first.code) == ("book/decisions.yml", 1, "directive.invalid")
    assert "no 'because'" in first.message


def test_a_changed_ledger_is_printed_anew(case, outputs):
    page = "# Book\n\n```{ledger} language-service\n```\n"
    book = case("apparatus").publish("chapter", *outputs).write({"index.md": page})
    assert "Batch requests for 10 ms" in book.build().page("index").text
    ledger = (book.root / "book/decisions.yml").read_text().replace("10 ms", "20 ms")
    built = book.write({"book/decisions.yml": ledger}).build()
    assert built.read == ["index"]
    assert "Batch requests for 20 ms" in built.page("index").text


def test_another_extension_keeps_its_directives(case, outputs):
    page = (
        "# Book\n\n````{steps}\n```{step} Theirs\nBody.\n```\n````\n\n```{rubric} A heading\n```\n"
    )
    book = case("apparatus").publish("chapter", *outputs).write({"index.md": page})
    extensions = ["myst_nb", "sphinx_external_toc", "build_tools.sphinxext", "sphinx_design"]
    built = book.build(extensions=extensions)
    assert built.stream == ""
    assert built.page("index").select("li.sd-step")
    assert built.page("index").select("p.rubric")[-1].text == "A heading"
