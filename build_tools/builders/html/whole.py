"""What a site has beyond its pages: search, a page for wrong addresses, a site map, a way in."""

from __future__ import annotations

from html import escape
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from xml.sax.saxutils import escape as escape_xml

from build_tools.core.files import write_if_changed

if TYPE_CHECKING:
    from build_tools.builders.html.builder import BookHTMLBuilder

TEMPLATES = Path(__file__).with_name("templates")
STATIC = Path(__file__).with_name("static")
# Copied by themes, used by no page: a script of 1.5 MB that draws icons, catalogs, Sphinx's search.
_UNUSED = (
    "_static/scripts/fontawesome.js",
    "_static/locales",
    # Pages load these from the folder that has them once for all editions.
    "_static/lab",
    "_static/practice",
    "_static/searchtools.js",
    "_static/language_data.js",
    "_static/webpack-macros.html",
    "_static/sbt-webpack-macros.html",
)
# Style sheets of themes take the marks of admonitions and outside links from it; our own theme draws its own.
_ICON_FONT = "_static/vendor/fontawesome"


def add_pages(builder: BookHTMLBuilder) -> None:
    """Write the pages that no source stands for; a book's own templates of these names win."""
    additional = builder.config.html_additional_pages
    if "search" not in additional:
        builder.handle_page("search", {"title": "Search"}, "mlsysbook-search.html")
    if "404" not in additional:
        builder.handle_page(
            "404", {"title": "Not found", "site_path": _path(builder)}, "mlsysbook-404.html"
        )


def add_files(builder: BookHTMLBuilder) -> None:
    """Write the site map and the way in, and remove what nobody asks for."""
    site = Path(builder.outdir)
    if builder.config.html_baseurl:
        write_if_changed(site / "sitemap.xml", _sitemap(builder))
    home = builder.get_target_uri(builder.config.root_doc)
    if not (site / "index.html").exists():
        # As jupyter-book does it for a book whose first page has another name.
        write_if_changed(site / "index.html", _FORWARD.format(home=escape(home)))
    house = builder.config.mlsysbook_profile == "house"
    for name in (*_UNUSED, _ICON_FONT) if house else _UNUSED:
        path = site / name
        if path.is_dir():
            rmtree(path)
        else:
            path.unlink(missing_ok=True)
    for old in (site / _ICON_FONT).rglob("*.ttf"):
        old.unlink()


_FORWARD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Moved</title>
<link rel="canonical" href="{home}"><meta http-equiv="refresh" content="0; url={home}">
</head><body data-pagefind-ignore><p><a href="{home}">This page has moved.</a></p></body></html>
"""


def _sitemap(builder: BookHTMLBuilder) -> str:
    base = builder.config.html_baseurl.rstrip("/") + "/"
    addresses = sorted(urljoin(base, builder.get_target_uri(each)) for each in builder.env.all_docs)
    lines = [f"<url><loc>{escape_xml(address)}</loc></url>" for address in addresses]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "\n".join(lines)
        + "\n</urlset>\n"
    )


def _path(builder: BookHTMLBuilder) -> str:
    """Return the path that the edition's site lies under, as far as the book says."""
    top = urlsplit(builder.config.html_baseurl or "").path.rstrip("/") + "/"
    book = builder.config.mlsysbook_book
    return top if book is None or book.flat else f"{top}{builder.config.mlsysbook_edition}/"
