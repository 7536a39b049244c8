"""`{term}` finds a definition box, and a glossary before it."""

import pytest

from build_tools.sphinxext.apparatus import terms

BOX = "```{definition} tail latency\n:label: def-tail\nThe slowest hundredth.\n```\n"
GLOSSARY = "```{glossary}\ntail latency\n  The slowest.\n```\n"


@pytest.fixture
def book(case, outputs):
    return case("apparatus").publish("chapter", *outputs)


def write(book, first, second):
    toc = (book.root / "_toc.yml").read_text().split("  - file")[0]
    names = "".join(f"  - file: {name}\n" for name in ("chapter", "first", "second"))
    pages = {"first.md": f"# First\n\n{first}", "second.md": f"# Second\n\n{second}"}
    index = "# Book\n\n{term}`tail latency`\n"
    return book.write({**pages, "_toc.yml": toc + names, "index.md": index})


def target(built):
    return built.page("index").select_one("a:has(.std-term)")["href"]


def test_a_definition_is_found_without_a_glossary(book):
    built = write(book, BOX, "").build()
    assert built.stream == ""
    assert target(built) == "first.html#def-tail"


@pytest.mark.parametrize("pages", [(BOX, GLOSSARY), (GLOSSARY, BOX)])
def test_a_glossary_wins_in_either_order_without_a_complaint(book, pages):
    built = write(book, *pages).build()
    assert built.stream == ""
    assert target(built).endswith("#term-tail-latency")


def test_a_glossary_that_is_written_later_takes_over_and_gives_back(book):
    write(book, BOX, "").build()
    later = write(book, BOX, GLOSSARY).build()
    assert later.stream == ""
    # Sphinx writes a page again when it is read again, so the reference is made anew.
    book.write({"index.md": "# Book again\n\n{term}`tail latency`\n"})
    assert target(book.build()).endswith("#term-tail-latency")
    book.write({"second.md": "# Second\n", "index.md": "# Book\n\n{term}`tail latency`\n"})
    assert target(book.build()) == "first.html#def-tail"


def test_terms_of_a_parallel_read_are_merged():
    class Env:
        mlsysbook_terms: dict

    mine, other = Env(), Env()
    mine.mlsysbook_terms = {"a": ("one", "a")}
    other.mlsysbook_terms = {"b": ("two", "b"), "c": ("three", "c")}
    terms.merge(None, mine, ["two"], other)
    assert mine.mlsysbook_terms == {"a": ("one", "a"), "b": ("two", "b")}
