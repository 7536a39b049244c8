"""What the check sees of a page that WeasyPrint laid out."""

from __future__ import annotations

import pytest
import weasyprint

from build_tools.builders.pdf.overflow import overflows

PAGE = "<style>@page { size: 100mm 100mm; margin: 10mm }</style>"


@pytest.mark.parametrize(
    "inside",
    [
        "<p>Short.</p>",
        '<p style="margin-left: 70mm; white-space: nowrap">edge</p>',
        "<p>" + "word " * 300 + "</p>",
    ],
)
def test_what_is_on_the_page_is_no_finding(inside: str) -> None:
    assert overflows(weasyprint.HTML(string=PAGE + inside).render()) == []


def test_a_line_that_leaves_the_page_is_found_with_its_source() -> None:
    body = f'<div id="chapters.one--a"><p style="white-space: nowrap">{"word " * 60}</p></div>'
    (excess,) = overflows(weasyprint.HTML(string=PAGE + body).render())
    assert excess.docname == "chapters/one"
    assert excess.words.startswith("word word")
    assert excess.millimeters > 10


def test_a_picture_that_leaves_the_page_is_found() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" style="width:300mm;height:20mm"></svg>'
    (excess,) = overflows(weasyprint.HTML(string=PAGE + drawing).render())
    assert excess.what == "the picture"
