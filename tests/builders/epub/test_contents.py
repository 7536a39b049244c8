import pytest

from build_tools.builders.epub.contents import Document, Entry, named, outline, resolve
from build_tools.builders.epub.markup import find_all, parsed


def documents() -> list[Document]:
    head = parsed('<section id="top"><h1>1. Queues</h1><p id="eq-1"/></section>')
    tail = parsed('<section><section id="tails"><h2>Tails</h2></section></section>')
    other = parsed('<section id="top"><h1>Other</h1></section>')
    return named([("part/queues", [head, tail]), ("other", [other])], "Book")


def test_files_are_named_by_page_and_section() -> None:
    assert [each.name for each in documents()] == [
        "part-queues.xhtml", "part-queues.tails.xhtml", "other.xhtml",
    ]  # fmt: skip


def test_names_differ_in_more_than_case() -> None:
    pages = [("A/b", [parsed("<p/>")]), ("a-b", [parsed("<p/>")]), ("数", [parsed("<p/>")])]
    assert [each.name for each in named(pages, "T")] == ["A-b.xhtml", "a-b-2.xhtml", "page.xhtml"]


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("#eq:1", "part-queues.xhtml#eq-1"),
        ("doc:part/queues#tails", "#tails"),
        ("doc:other", "other.xhtml"),
        ("doc:other#nowhere", "other.xhtml"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("doc:draft", None),
        ("_downloads/data.csv", None),
        ("javascript:alert(1)", None),
        ("http://[broken", None),
    ],
)
def test_links_lead_to_the_file_that_holds_their_target(href: str, expected: str | None) -> None:
    found = documents()
    found[1].body.append(parsed(f'<p><a href="{href}">x</a></p>')[0])
    resolve(found)
    links = find_all(found[1].body, ".//h:a")
    assert [each.get("href") for each in links] == ([] if expected is None else [expected])


def test_the_outline_has_parts_pages_and_sections() -> None:
    entries = outline(documents(), [("part/queues", 1, "Part I"), ("other", 2, "Part I")])
    sections = (Entry("Tails", "part-queues.tails.xhtml#tails"), Entry("Other", "other.xhtml"))
    assert entries == (Entry("Part I", "", (Entry("1. Queues", "part-queues.xhtml", sections),)),)
