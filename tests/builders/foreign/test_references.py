"""Numbers, labels, footnotes, terms, index entries and citations, from one page to another."""

import pytest
from bs4 import BeautifulSoup

from tests.support.foreign import Sites

pytestmark = pytest.mark.timeout(180)


def links(part, selector="a.reference.internal"):
    return [(" ".join(a.get_text().split()), a["href"]) for a in part.select(selector)]


def test_references_across_pages_have_number_and_address(references: Sites) -> None:
    assert links(references.article("index")) == [
        ("Figure 1.1", "one.html#fig-dot"),
        ("Table 1.1", "one.html#tab-one"),
        ("Section 2", "two.html#sec-two"),
        ("(2.1)", "two.html#equation-eq-two"),
        ("queue", "glossary.html#term-queue"),
    ]
    for address in (a["href"] for a in references.article("index").select("a.internal")):
        page, _, anchor = address.partition("#")
        assert references.soup(page.removesuffix(".html")).find(id=anchor), address


def test_a_figure_has_caption_number_and_alternative_text(references: Sites) -> None:
    figure = references.article("one").select_one("figure#fig-dot")
    assert " ".join(figure.figcaption.get_text().split()) == "Fig. 1.1 A dot."
    assert figure.img["alt"] == "A blue dot."


def test_tables_and_listings_are_numbered_by_chapter(references: Sites) -> None:
    assert references.article("one").select_one("caption").get_text() == "Table 1.1 Two numbers"
    two = references.article("two")
    assert two.select_one(".code-block-caption").get_text() == "Listing 2.1 A listing"
    assert links(two) == [("Listing 2.1", "#lst-one"), ("the dot", "one.html#fig-dot")]


def test_a_footnote_leads_there_and_back_and_holds_markup(references: Sites) -> None:
    page = references.article("one")
    call = page.select_one("a.footnote-reference")
    note = page.select_one("aside.footnote")
    assert call["href"] == f"#{note['id']}"
    assert note.select_one("a[role=doc-backlink]")["href"] == f"#{call['id']}"
    assert note.em.get_text() == "emphasis"
    assert note.math["alttext"] == "x^2"


def test_a_pages_bibliography_holds_what_the_page_cites(references: Sites) -> None:
    page = references.article("one")
    cited = [each.get_text() for each in page.select(".bibtex-citation")]
    assert cited == ["Little [1961]", "[Amdahl, 1967]"]
    entries = {each["id"]: each.get_text() for each in page.select(".citation")}
    assert len(entries) == 2
    for link in page.select(".bibtex-citation a"):
        assert link.get_text()[-4:] in entries[link["href"].removeprefix("#")]


def test_the_index_lists_entries_and_terms(references: Sites) -> None:
    found = links(references.article("genindex"), ".genindextable a")
    assert found == [("dot", "one.html#index-0"), ("queue", "glossary.html#term-queue")]
    assert links(references.article("glossary")) == [("Index", "genindex.html")]


def test_repository_buttons_lead_to_the_authors_repository(references: Sites) -> None:
    def header(site):
        page = site.select_one(".bd-header-article")
        return {a["href"] for a in page.select("a[href^=https]")}

    found = header(references.soup("two"))
    assert "https://github.com/example/queues/edit/trunk/book/two.md" in found
    theirs = (references.theirs / "two.html").read_text(encoding="utf-8")
    assert found == header(BeautifulSoup(theirs, "html5lib"))
    assert len(found) == 3
