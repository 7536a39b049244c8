"""HTML text as Sphinx and authors write it → a tree of XHTML, SVG and MathML with their namespaces."""

from __future__ import annotations

import re
from functools import partial
from typing import TypeAlias
from xml.etree import ElementTree

import tinyhtml5  # type: ignore[import-untyped, unused-ignore]
from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
SVG = "http://www.w3.org/2000/svg"
MATHML = "http://www.w3.org/1998/Math/MathML"
EPUB = "http://www.idpf.org/2007/ops"
TYPE = f"{{{EPUB}}}type"
XML = "http://www.w3.org/XML/1998/namespace"
PREFIXES = {"h": XHTML, "svg": SVG, "m": MATHML, "epub": EPUB}
Element: TypeAlias = etree._Element

_NAKED = re.compile(r"<(svg|math)(?=[\s>])(?![^>]*\sxmlns=)")
_NAME = re.compile(r"(\{[^}]*\})?[^\W\d][\w.-]*")
_SPACES = {"svg": SVG, "math": MATHML}
# Characters that XML 1.0 cannot hold; a terminal's escape codes bring them into outputs.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def parsed(html: str) -> Element:
    """Return `html` as the children of an XHTML `div`.

    Almost every page is well-formed, which lxml reads a hundred times faster than an HTML parser; a page
    with raw HTML that is not, is read as a browser would read it.
    """
    text = _CONTROL.sub("", html)
    named = _NAKED.sub(lambda found: f'<{found[1]} xmlns="{_SPACES[found[1]]}"', text)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(f'<div xmlns="{XHTML}">{named}</div>', parser)
    except etree.XMLSyntaxError:
        return _as_browsers_do(text)
    # An entity that is no character reference stays unresolved, and could not be written.
    return _as_browsers_do(text) if next(root.iter(etree.Entity), None) is not None else root


def _as_browsers_do(text: str) -> Element:
    tree = tinyhtml5.parse(f"<!DOCTYPE html><body>{text}</body>")
    for each in tree.iter():
        _mend_names(each)
    body = tree.find(f"{{{XHTML}}}body")
    if body is None:
        raise ValueError("the HTML parser made no body")
    body.tag = f"{{{XHTML}}}div"
    return etree.fromstring(ElementTree.tostring(body, encoding="utf-8"))


def _mend_names(element: ElementTree.Element) -> None:
    """Take away what HTML's parser accepts and XML cannot write: `<a<`, `@click`, `--` in a comment."""
    if not isinstance(element.tag, str):
        element.text = ""
        return
    if not _NAME.fullmatch(element.tag):
        element.tag = f"{{{XHTML}}}span"
    for name in [each for each in element.attrib if not _NAME.fullmatch(each)]:
        del element.attrib[name]


def name_of(element: Element) -> tuple[str, str]:
    """Return namespace and local name; two empty strings for a comment or instruction."""
    if not isinstance(element.tag, str):
        return "", ""
    name = etree.QName(element)
    return name.namespace or "", name.localname


def make(tag: str, text: str = "", **attributes: str) -> Element:
    """Return a new XHTML element; `class_` names the attribute `class`."""
    element = etree.Element(f"{{{XHTML}}}{tag}", nsmap={None: XHTML})
    element.text = text or None
    for name, value in attributes.items():
        element.set(name.rstrip("_").replace("_", "-"), value)
    return element


def classes(element: Element) -> list[str]:
    """Return the classes of an element."""
    return (element.get("class") or "").split()


def unwrap(element: Element) -> None:
    """Put the children and text of an element in its place."""
    parent = element.getparent()
    if parent is None:
        raise ValueError("a root cannot be unwrapped")
    at = parent.index(element)
    _append_text(parent, at, element.text)
    tail = element.tail
    children = list(element)
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(at + offset, child)
    _append_text(parent, at + len(children), tail)


def drop(element: Element) -> None:
    """Remove an element with what it holds, and keep the text behind it."""
    parent = element.getparent()
    if parent is None:
        raise ValueError("a root cannot be dropped")
    at, tail = parent.index(element), element.tail
    parent.remove(element)
    _append_text(parent, at, tail)


def _append_text(parent: Element, at: int, text: str | None) -> None:
    """Add `text` before the child number `at` of `parent`."""
    if not text:
        return
    if at == 0:
        parent.text = (parent.text or "") + text
    else:
        parent[at - 1].tail = (parent[at - 1].tail or "") + text


def words(element: Element) -> str:
    """Return the text of an element on one line, without its notes and the annotations of formulas."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> list[str]:
    found = [element.text or ""]
    for child in element:
        note = child.get("role") == "doc-noteref"
        if isinstance(child.tag, str) and not note and not child.tag.endswith("}annotation"):
            found += [" "] if child.tag.endswith("}br") else _texts(child)
        found.append(child.tail or "")
    return found


find_all = partial(etree._Element.xpath, namespaces=PREFIXES)
