"""No page that we build asks another host for anything, and what it asks of its own is there."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.pipeline.books import built, textbook

# What a browser fetches without being asked; a link is followed only by a reader.
LOADED = {
    "script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src",
    "embed": "src", "object": "data", "link": "href",
}  # fmt: skip
# Links that are addresses of the page itself or of another page, not files to load.
NOT_LOADED = {"canonical", "alternate", "next", "prev", "index", "search", "author", "license"}
REMOTE = re.compile(r"""(?:url\(|@import|import\(|fetch\()\s*["']?(?:https?:)?//""")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = textbook(tmp_path_factory.mktemp("requests"), pages=3, words=2400)
    outcome = built(root)
    assert not outcome.diagnostics
    return outcome.site


def requests(page: Path) -> list[str]:
    soup = BeautifulSoup(page.read_text(), "html.parser")
    found = []
    for name, attribute in LOADED.items():
        for element in soup.find_all(name):
            if name == "link" and set(element.get("rel") or ()) & NOT_LOADED:
                continue
            if element.get(attribute):
                found.append(str(element[attribute]))
            if element.get("srcset"):
                found += [part.split()[0] for part in str(element["srcset"]).split(",")]
    return found


def test_every_page_asks_only_its_own_host_and_finds_what_it_asks(site: Path) -> None:
    pages = [path for path in site.rglob("*.html") if "_static" not in path.parts]
    assert len(pages) >= 6
    for page in pages:
        for address in requests(page):
            parts = urlsplit(address)
            assert (parts.scheme, parts.netloc) in {("", ""), ("data", "")}, (
                f"{page.name}: {address}"
            )
            if parts.scheme or page.name == "404.html":
                continue
            assert (page.parent / unquote(parts.path)).is_file(), f"{page.name}: {address}"


def test_style_sheets_and_scripts_name_no_other_host(site: Path) -> None:
    files = [*site.rglob("*.css"), *site.rglob("*.js"), *site.rglob("*.html")]
    for path in files:
        text = path.read_text(encoding="utf-8", errors="replace")
        assert not REMOTE.search(text), f"{path}: {REMOTE.search(text)}"


def test_formulas_are_mathml(site: Path) -> None:
    text = (site / "part1" / "chapter01.html").read_text()
    assert "<math" in text
    assert not re.search(r"<script[^>]*mathjax", text, re.IGNORECASE)


def test_links_between_pages_lead_somewhere(site: Path) -> None:
    anchors = {
        path: {
            str(each["id"])
            for each in BeautifulSoup(path.read_text(), "html.parser").find_all(id=True)
        }
        for path in site.rglob("*.html")
        if "_static" not in path.parts
    }
    for page in anchors:
        if page.name == "404.html":
            continue
        soup = BeautifulSoup(page.read_text(), "html.parser")
        for link in soup.find_all("a", href=True):
            parts = urlsplit(str(link["href"]))
            if parts.scheme or not (parts.path or parts.fragment):
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            assert target.is_file(), f"{page.name}: {link['href']}"
            if parts.fragment and target in anchors:
                assert unquote(parts.fragment) in anchors[target], f"{page.name}: {link['href']}"
