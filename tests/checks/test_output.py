"""Rules on the built website: what triggers each, and the site that none of them minds."""

from pathlib import Path

import pytest

from build_tools.checks.output.page import css_requests, read_page
from build_tools.core.book import read_book
from tests.checks.good_book import GoodBook

GOOD = """<!DOCTYPE html>
<html lang="en">
<head><title>Page</title><link rel="stylesheet" href="_static/s.css">
<link rel="canonical" href="https://book.example.org/a.html">
<style>i { background: url(data:image/png;base64,AA==) }</style></head>
<body><h1>Page<a href="#top">#</a></h1>
<p id="here"><a href="b.html#th%C3%A9">b</a> <a href="sub/">c</a> <a href="#here">d</a>
<a href="/en/b.html?x=1#old">e</a> <a href="https://example.org/x#y">f</a> <a href="mailto:a@b.c">g</a>
<a href="b.html#:~:text=there">t</a> <a href="#">u</a></p>
<img src="_static/p.png" srcset="_static/p.png 2x" alt="P">
</body></html>
"""
OTHER = '<html lang="en"><h1>B</h1><p id="thé"><a name="old">x</a></p></html>'


class Built(GoodBook):
    """The good book with a site as a build would leave it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        book = read_book(self.root, self.output)
        self.home = book.paths.html / book.editions[0].code
        files = {
            "a.html": GOOD,
            "b.html": OTHER,
            "sub/index.html": OTHER,
            "_static/s.css": "/* url(https://x.y/z) */ p { background: url('p.png') }",
            "_static/p.png": "",
            "_static/theme/license.html": "<p>",
        }
        for name, text in files.items():
            (self.home / name).parent.mkdir(parents=True, exist_ok=True)
            (self.home / name).write_text(text, encoding="utf-8")


@pytest.fixture
def book(tmp_path: Path) -> Built:
    return Built(tmp_path)


def found(book: Built, old: str, new: str, name: str = "a.html") -> list[tuple[str, str, int]]:
    path = book.home / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [
        (str(each.code), (each.path or "").rpartition("/")[2], each.line or 0)
        for each in book.check("output")
    ]


def test_a_site_as_it_should_be_is_silent(book: Built) -> None:
    assert [str(each.diagnostic()) for each in book.check("output")] == []


def test_a_book_that_was_never_built_is_silent(tmp_path: Path) -> None:
    assert GoodBook(tmp_path).check("output") == []


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('href="sub/"', 'href="sup/"', "output.link", 7),
        ('href="/en/b.html?x=1#old"', 'href="c.html"', "output.link", 8),
        ('src="_static/p.png"', 'src="_static/q.png"', "output.link", 10),
        ('href="_static/s.css"', 'href="_static/t.css"', "output.link", 3),
        ("#th%C3%A9", "#the", "output.fragment", 7),
        ("#old", "#older", "output.fragment", 8),
        ('href="#here"', 'href="#there"', "output.fragment", 7),
        ("<img ", '<img id="here" ', "output.duplicate-id", 10),
        ("</body>", '<p id="here">\n</body>', "output.duplicate-id", 11),
        ('src="_static/p.png"', 'src="https://x.org/p.png"', "output.remote", 10),
        ("_static/p.png 2x", "//x.org/p.png 2x", "output.remote", 10),
        ("</body>", '<script src="http://x.org/a.js"></script>', "output.remote", 11),
        ("</body>", '<iframe src="https://x.org/"></iframe>', "output.remote", 11),
        ("</body>", '<p style="background: url(https://x.org/p)">', "output.remote", 11),
        ('rel="canonical"', 'rel="preconnect"', "output.remote", 4),
        ("url(data:image/png;base64,AA==)", "url(https://x.org/f.woff)", "output.remote", 5),
        ("<h1>Page", "<h1>", "output.heading", 1),
        ("</body>", "<h1>Again</h1></body>", "output.heading", 1),
        (' lang="en"', "", "output.language", 1),
        (' lang="en"', ' lang="ko"', "output.language", 1),
    ],
)  # fmt: skip
def test_a_fault_of_a_page_is_found_at_its_line(
    book: Built, old: str, new: str, code: str, line: int
) -> None:
    assert found(book, old, new) == [(code, "a.html", line)]


def test_a_style_sheet_that_asks_another_host_is_found(book: Built) -> None:
    assert found(book, "'p.png'", "'https://x.org/p.png'", "_static/s.css") == [
        ("output.remote", "s.css", 1)
    ]


def test_a_page_that_only_sends_on_needs_no_heading(book: Built) -> None:
    send = '<meta http-equiv="Refresh" content="0; url=b.html">'
    assert found(book, "<title>Page</title>", send) == []
    assert found(book, "<h1>Page", "<h1>") == []


def test_css_addresses_are_found_in_every_form_with_their_lines() -> None:
    text = "@import 'a.css';\n@import url(b.css);\n/* url(no) */\np { c: url( \"d e.png\" ) }"
    assert [(each.text, each.line) for each in css_requests(text)] == [
        ("a.css", 1),
        ("b.css", 2),
        ("d e.png", 4),
    ]


@pytest.mark.parametrize("text", ["", "\x00", "<", "plain", "<!-- -->", "<html><p></html></p>"])
def test_what_is_no_page_is_read_all_the_same(text: str) -> None:
    assert read_page(text).ids == ()
