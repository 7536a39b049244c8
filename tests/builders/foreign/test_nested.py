"""Contents in depth: titles of their own, globs, addresses elsewhere, pages left out, a local extension."""

import pytest

from tests.support.foreign import Sites

pytestmark = pytest.mark.timeout(180)


def tree(sites, docname):
    return sites.soup(docname).select_one("nav.bd-docs-nav")


def test_only_pages_of_the_contents_are_built(nested: Sites) -> None:
    sources = {path.relative_to(nested.ours).as_posix() for path in nested.ours.rglob("*.html")}
    assert sources == {
        "404.html", "extra-a.html", "extra-b.html", "genindex.html", "guide/deep/one.html",
        "guide/deep/two.html", "guide/index.html", "index.html", "search.html",
    }  # fmt: skip


def test_the_tree_has_given_titles_globbed_pages_and_addresses_elsewhere(nested: Sites) -> None:
    entries = [(a.get_text().strip(), a["href"]) for a in tree(nested, "index").select("li a")]
    assert entries == [
        ("Nested", "#"),
        ("The Guide", "guide/index.html"),
        ("One", "guide/deep/one.html"),
        ("Two", "guide/deep/two.html"),
        ("Extra A", "extra-a.html"),
        ("Extra B", "extra-b.html"),
        ("Elsewhere", "https://example.org/elsewhere"),
    ]


def test_deep_pages_are_marked_and_linked_relative_to_themselves(nested: Sites) -> None:
    here = tree(nested, "guide/deep/two")
    assert [a["href"] for a in here.select("li.current > a")] == ["../index.html", "one.html", "#"]
    assert [a["href"] for a in nested.article("guide/deep/one").select("a.internal")] == [
        "two.html",
        "../index.html",
    ]


def test_markdown_and_restructuredtext_refer_to_one_another(nested: Sites) -> None:
    [link] = nested.article("extra-a").select("a.internal")
    assert (link.get_text(), link["href"]) == ("One", "guide/deep/one.html")


def test_a_local_extension_gets_its_settings(nested: Sites) -> None:
    assert nested.article("index").strong.get_text() == "HELLO!!"
