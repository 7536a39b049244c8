"""Documents, images and metadata → the bytes of an EPUB 3.3, the same for the same input.

ebooklib keeps manifest, spine and zip; the content goes through it as bytes, since its own HTML item parses
XHTML as HTML and loses the case of SVG's names.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from ebooklib import epub
from lxml import etree

from build_tools.builders.epub.access import State, statements
from build_tools.builders.epub.contents import Document, Entry
from build_tools.builders.epub.front import COVER_IMAGE, About
from build_tools.builders.epub.markup import EPUB, MATHML, SVG, XHTML, XML, Element
from build_tools.builders.epub.navigation import NAME as NAV

STYLE = "book.css"
_MIMES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
# The first date that a zip can hold.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'


@dataclass
class Package:
    """Everything that an edition's file holds; `images` by name under `images/`.

    `described` says that no image lacks its words, `checked` that the checks of our own book ran over
    headings, contrast and languages, `pages` that there is a list of printed pages.
    """

    about: About
    modified: datetime
    documents: list[Document]
    navigation: Element
    outline: tuple[Entry, ...]
    style: bytes
    images: dict[str, bytes]
    described: bool
    checked: bool = False
    pages: bool = False
    mathematics: bool = False


def packed(package: Package) -> bytes:
    """Return the file's bytes."""
    about = package.about
    book = epub.EpubBook()
    book.set_identifier(about.identifier)
    book.set_title(about.title)
    book.set_language(about.language)
    if about.author:
        book.add_metadata("DC", "creator", about.author, {"id": "creator"})
    if about.rights:
        book.add_metadata("DC", "rights", about.rights)
    book.add_metadata("DC", "date", about.date)
    for name, value in statements(_state(package)):
        book.add_metadata(None, "meta", value, {"property": name})
    book.add_item(_item(STYLE, package.style, "text/css"))
    for name, content in sorted(package.images.items()):
        properties = ["cover-image"] if name == COVER_IMAGE else []
        book.add_item(_item(name, content, _MIMES[_suffix(name)], properties))
    nav = Document(NAV, "", package.navigation, about.title)
    first, second, *pages = package.documents
    for each in (first, second, nav, *pages):
        item = _item(each.name, xhtml(each, about.language), properties=_properties(each))
        book.add_item(item)
        book.spine.append(item)
    # Reading apps from before EPUB 3, and ebooklib's spine, ask for an NCX.
    book.toc = [_link(each, number) for number, each in enumerate(_flat(package.outline))]
    book.add_item(epub.EpubNcx(uid="ncx"))
    buffer = BytesIO()
    options = {"mtime": package.modified, "raise_exceptions": True}
    epub.write_epub(buffer, book, options)
    return _settled(buffer.getvalue())


def xhtml(document: Document, language: str) -> bytes:
    """Return a document as a file: its tree within a page that names language, title and style sheet."""
    spaces = {None: XHTML, "epub": EPUB}
    html = etree.Element(f"{{{XHTML}}}html", nsmap=spaces)
    html.set("lang", language)
    html.set(f"{{{XML}}}lang", language)
    head = etree.SubElement(html, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}title").text = document.title
    etree.SubElement(head, f"{{{XHTML}}}link", rel="stylesheet", type="text/css", href=STYLE)
    document.body.tag = f"{{{XHTML}}}body"
    html.append(document.body)
    etree.cleanup_namespaces(html, keep_ns_prefixes=["epub"])
    written: bytes = etree.tostring(html, encoding="utf-8")
    return _DECLARATION + written


def _item(
    name: str,
    content: bytes,
    mime: str = "application/xhtml+xml",
    properties: list[str] | None = None,
) -> epub.EpubItem:
    uid = "i-" + re.sub(r"[^A-Za-z0-9.-]", "-", name)
    item = epub.EpubItem(uid=uid, file_name=name, media_type=mime, content=content)
    item.properties = properties or []
    return item


def _properties(document: Document) -> list[str]:
    body, found = document.body, ["nav"] if document.name == NAV else []
    if next(body.iter(f"{{{MATHML}}}math"), None) is not None:
        found.append("mathml")
    if next(body.iter(f"{{{SVG}}}svg"), None) is not None:
        found.append("svg")
    return found


def _state(package: Package) -> State:
    # The PDF has no identifier of its own: it is this edition on paper.
    printed = f"{package.about.title}, PDF, {package.about.date}" if package.pages else ""
    return State(
        described=package.described,
        checked=package.checked,
        # Whether an animation flashes, nobody has looked.
        animated=any(_suffix(name) in (".gif", ".webp") for name in package.images),
        mathematics=package.mathematics,
        printed=printed,
    )


def _flat(entries: tuple[Entry, ...]) -> list[Entry]:
    """Return entries with an address: the parts' pages in place of the parts."""
    return [
        each for entry in entries for each in (_flat(entry.below) if not entry.href else [entry])
    ]


def _link(entry: Entry, number: int) -> epub.Link:
    return epub.Link(entry.href, entry.title, f"nav-{number + 1}")


def _suffix(name: str) -> str:
    return name[name.rfind(".") :].lower()


def supported(name: str) -> bool:
    """Tell whether a file is an image that every reading system shows."""
    return _suffix(name) in _MIMES


def _settled(content: bytes) -> bytes:
    """Write the zip again without the time at which it was packed."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(buffer, "w") as settled:
        for entry in given.infolist():
            fresh = zipfile.ZipInfo(entry.filename, _ZIP_DATE)
            fresh.compress_type = entry.compress_type
            fresh.external_attr = 0o644 << 16
            fresh.create_system = 3
            settled.writestr(fresh, given.read(entry))
    return buffer.getvalue()
