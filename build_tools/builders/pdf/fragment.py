"""The HTML of one page → a `<section>` of the book's one document, as XHTML.

Ids get the page's name as a prefix, links between pages become links within the document, and what needs a
screen (tabs, forms, folds) gets its printed form.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import tinyhtml5
from lxml import etree

from build_tools.builders.pdf.drawings import Keep, set_aside
from build_tools.builders.pdf.footnotes import set_footnotes
from build_tools.builders.pdf.listing import wrap_listings
from build_tools.builders.pdf.printed import fill_gaps, to_print
from build_tools.builders.pdf.tables import fit_tables

SCHEME = "pdf:"
_REFERRING = ("for", "headers", "aria-labelledby", "aria-describedby")
_URL = re.compile(r"url\((['\"]?)#([^)'\"]+)\1\)")
# Names that need a declaration elsewhere, and those that are one, do not survive the move into XML.
_NAME = re.compile(r"(\{(?!http://www\.w3\.org/2000/xmlns/)[^}]*\})?[A-Za-z_][\w.-]*$")
# What XML cannot hold, but a cell's output can.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def fragment(
    body: str, docname: str, keep: Keep, gaps: list[int] | None = None, words: str = ""
) -> bytes:
    """Return the page as a `<section>` in XHTML; `keep` takes the drawings that were in it.

    `gaps` takes the numbers of the outputs that only a screen can show, where `words` are put.
    """
    root = parsed(_CONTROLS.sub("", body))
    to_print(root)
    if gaps is not None:
        gaps += fill_gaps(root, words)
    set_footnotes(root)
    wrap_listings(root)
    fit_tables(root)
    _localize(root, docname)
    set_aside(root, keep)
    root.tag = "section"
    root.set("class", "doc")
    root.set("id", anchor(docname))
    return bytes(etree.tostring(root, encoding="utf-8"))


def anchor(docname: str, name: str = "") -> str:
    """Return the id in the one document of an id in a page, or of the page itself."""
    return f"{docname.replace('/', '.')}--{name}"


def parsed(html: str) -> Any:
    """Return the `<body>` of HTML as lxml sees it, SVG in its namespace and nothing that XML refuses."""
    parser = etree.XMLParser(remove_comments=True, resolve_entities=False, huge_tree=True)
    try:
        # What Sphinx writes is well formed, and read a hundred times faster so.
        body = etree.fromstring(f"<body>{html}</body>".encode(), parser)
    except etree.XMLSyntaxError:
        body = None
    if body is None or body.find(".//svg") is not None or body.find(".//math") is not None:
        tree = tinyhtml5.parse(html, namespace_html_elements=False)
        for element in tree.iter():
            for name in [name for name in element.attrib if not _NAME.match(name)]:
                del element.attrib[name]
        body = etree.fromstring(ElementTree.tostring(tree.find("body"), encoding="utf-8"), parser)
    return body


def _localize(root: Any, docname: str) -> None:
    for element in root.iter(etree.Element):
        if "id" in element.attrib:
            element.set("id", anchor(docname, element.get("id")))
        for name in _REFERRING:
            if name in element.attrib:
                named = (anchor(docname, each) for each in element.get(name).split())
                element.set(name, " ".join(named))
        if "href" in element.attrib:
            _relink(element, docname)
        for name, value in element.attrib.items():
            if "url(" in value and name != "href":
                element.set(name, _URL.sub(lambda found: _local(found, docname), value))


def _local(found: re.Match[str], docname: str) -> str:
    return f"url(#{anchor(docname, found[2])})"


def _relink(element: Any, docname: str) -> None:
    target = element.get("href")
    if target.startswith("#"):
        element.set("href", f"#{anchor(docname, target[1:])}")
    elif target.startswith(SCHEME):
        page, _, name = target.removeprefix(SCHEME).partition("#")
        element.set("href", f"#{anchor(page, name)}")
    elif not re.match(r"[a-z][a-z0-9+.-]*:", target):
        # A file beside the website, which a reader of paper has not.
        del element.attrib["href"]
