"""What templates are told about a page beyond Sphinx's own: its files, its source, a description."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlencode

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import get_translation

from build_tools.builders.html.downloads import write_downloads
from build_tools.builders.html.launch import launch_links
from build_tools.builders.html.whole_book import offer
from build_tools.core.book import Book

_LENGTH = 200
# A paragraph with fewer characters is a label, like the minutes of a section.
_SENTENCE = 40
_GITHUB = re.compile(r"^https://github\.com/[^/]+/[^/]+$")
_ = get_translation("mlsysbook")


def add_page_context(
    app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Handle `html-page-context`: set `page_links`, and `mlsysbook_description` from the page's text."""
    book: Book | None = app.config.mlsysbook_book
    if doctree is None or book is None:
        context["page_links"] = []
        return
    context["mlsysbook_description"] = description(doctree)
    pathto = context["pathto"]
    edition = "" if book.flat else str(app.config.mlsysbook_edition)
    base = app.config.html_baseurl
    address = "/".join(filter(None, (base.rstrip("/"), edition))) if base else ""
    files = write_downloads(book, pagename, app.outdir, address)
    downloads = [
        {
            "title": "." + name.rpartition(".")[2],
            "url": pathto(name, resource=True),
            "download": True,
        }
        for name in files
    ]
    if pagename == app.config.root_doc:
        context["downloads"] = [
            {**each, "url": pathto(each["name"], resource=True)}
            for each in offer(book, app.config.mlsysbook_edition, app.outdir)
        ]
    launches = launch_links(book, pagename, files[0], edition) if files else []
    context["page_links"] = [*downloads, *launches, *source_links(book, pagename)]
    _offer_in_header(context, downloads)


def description(doctree: nodes.document) -> str:
    """Return the first paragraph of running text, cut at a word; a shorter note only where that is all."""
    texts = [
        " ".join(paragraph.astext().split())
        for paragraph in doctree.findall(nodes.paragraph)
        if isinstance(paragraph.parent, nodes.section | nodes.document)
    ]
    text = next((each for each in texts if len(each) >= _SENTENCE), texts[0] if texts else "")
    if len(text) <= _LENGTH:
        return text
    return text[:_LENGTH].rsplit(" ", 1)[0].rstrip(",;:.") + " …"


def source_links(book: Book, docname: str) -> list[dict[str, Any]]:
    """Return links to the page's source and to a report about it, where the book names its repository."""
    repository = book.config.raw.get("repository") or {}
    url = str(repository.get("url") or "").rstrip("/")
    page = book.by_docname.get(docname)
    if not _GITHUB.match(url) or page is None:
        return []
    folder = str(repository.get("path_to_book") or "").strip("/")
    path = "/".join(filter(None, (folder, page.source.relative_to(book.root).as_posix())))
    branch = repository.get("branch") or "main"
    report = urlencode({"title": f"Error on page {docname}", "body": f"Source: {path}\n\n"})
    return [
        {"title": _("Edit this page"), "url": f"{url}/edit/{quote(str(branch))}/{quote(path)}"},
        {"title": _("Found an error?"), "url": f"{url}/issues/new?{report}"},
    ]


def _offer_in_header(context: dict[str, Any], downloads: list[dict[str, Any]]) -> None:
    """Add the files to the base theme's download menu, which a theme without one lacks."""
    for group in context.get("header_buttons") or ():
        if group.get("label") == "download-buttons":
            group["buttons"][:0] = [
                {
                    "type": "link",
                    "text": each["title"],
                    "tooltip": _("Download the cells"),
                    "url": each["url"],
                    "icon": "fas fa-code",
                    "label": f"download-{each['title'].lstrip('.')}-button",
                }
                for each in downloads
            ]
