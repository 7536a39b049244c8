"""What holds for every book of another project: no finding, jupyter-book's text, no request elsewhere."""

import re
from urllib.parse import unquote, urlsplit

import pytest

from tests.builders.test_requests import requests
from tests.support.foreign import Sites
from tests.support.same_text import differences, pages

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(params=["course", "notebooks", "references", "nested"])
def sites(request: pytest.FixtureRequest) -> Sites:
    return request.getfixturevalue(request.param)


def test_it_builds_without_a_warning(sites: Sites) -> None:
    assert sites.findings == []


def test_it_says_what_jupyter_book_says_at_the_same_addresses(sites: Sites) -> None:
    assert len(pages(sites.ours)) >= 4
    assert differences(sites.ours, sites.theirs) == {}


def test_it_asks_its_own_host_only_and_finds_what_it_asks(sites: Sites) -> None:
    for name in pages(sites.ours):
        page = sites.ours / name
        for address in requests(page):
            parts = urlsplit(address)
            assert (parts.scheme, parts.netloc) in {("", ""), ("data", "")}, f"{name}: {address}"
            target = page.parent / unquote(parts.path)
            assert parts.scheme or target.is_file(), f"{name}: {address}"


def test_fonts_that_its_style_sheets_use_are_there(sites: Sites) -> None:
    sheets = list((sites.ours / "_static").rglob("*.css"))
    fonts = [
        (sheet.parent / address).resolve()
        for sheet in sheets
        for address in re.findall(
            r"""url\(["']?([^)"']+\.woff2)""", sheet.read_text(encoding="utf-8")
        )
    ]
    # Without the solid one, boxes stand where the marks of admonitions belong.
    assert "fa-solid-900.woff2" in {font.name for font in fonts}
    assert [font for font in fonts if not font.is_file()] == []
