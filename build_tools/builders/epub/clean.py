"""A tree of whatever HTML → one of what EPUB allows: no script, no form, no frame, names that XML takes.

EPUBCheck validates against HTML's current schema, in which much that authors, pandas and plotting libraries
write has no place (`<table border>`, `<center>`, `<style>` in the text).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.builders.epub.markup import (
    EPUB,
    MATHML,
    SVG,
    XHTML,
    Element,
    drop,
    find_all,
    name_of,
    unwrap,
)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Gone with what they hold.
DROPPED = _names(
    "script style iframe object embed noscript template input button select textarea link meta title base "
    "param source track map area frame frameset applet"
)
RENAMED = {
    "form": "div",
    "fieldset": "div",
    "legend": "p",
    "label": "span",
    "center": "div",
    "font": "span",
    "tt": "code",
    "big": "span",
    "strike": "s",
    "acronym": "abbr",
    "dir": "ul",
}
KEPT = frozenset(
    [
        "a",
        "abbr",
        "address",
        "article",
        "aside",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "main",
        "mark",
        "nav",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "var",
        "wbr",
    ]
)
GLOBAL = frozenset(["id", "class", "lang", "dir", "title", "role", "style", "hidden"])
OWN = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "time": {"datetime"},
    "blockquote": {"cite"},
    "q": {"cite"},
}
# What holds words only, and what may not stand in it.
PHRASES = _names(
    "abbr b bdi cite code dfn em h1 h2 h3 h4 h5 h6 i kbd mark p pre q s samp small span strong sub summary "
    "sup u var"
)
BOXES = _names(
    "address article aside blockquote div figcaption figure footer header main nav p section"
)
WIDE = _names("details dl hr ol pre table ul")
# Of an inline style, what tells how a thing is laid out; colors would vanish at night.
STYLES = re.compile(
    r"^\s*(width|max-width|text-align|vertical-align|font-weight|font-style|list-style-type|text-decoration)\s*:"
)
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "headers", "for")
_ID = re.compile(r"[^\w.-]")


def clean(root: Element) -> None:
    """Change `root` in place; it stays itself."""
    for element in list(root.iter()):
        if element is root or element.getparent() is None:
            continue
        space, name = name_of(element)
        if not name:
            drop(element)
        elif space == XHTML:
            _html(element, name)
        elif space == SVG:
            _svg(element, name)
        elif space == MATHML:
            _math(element)
        else:
            unwrap(element)
    for element in list(root.iter(f"{{{XHTML}}}*")):
        _place(element)
    _name(root)


def xml_id(text: str) -> str:
    """Return an id that XML takes: no colon, no blank, no digit in front."""
    name = _ID.sub("-", text)
    return name if re.match(r"[^\W\d]", name) else f"id-{name}"


def _html(element: Element, name: str) -> None:
    if name in DROPPED:
        drop(element)
        return
    if name in RENAMED:
        name = RENAMED[name]
        element.tag = f"{{{XHTML}}}{name}"
    if name not in KEPT:
        unwrap(element)
        return
    allowed = GLOBAL | OWN.get(name, set())
    for attribute in list(element.attrib):
        kept = attribute in allowed or attribute.startswith((f"{{{EPUB}}}", "aria-"))
        if not kept or not _fits(attribute, element.attrib[attribute]):
            del element.attrib[attribute]
    if "style" in element.attrib:
        kept_styles = [each for each in element.attrib["style"].split(";") if STYLES.match(each)]
        element.set("style", ";".join(each.strip() for each in kept_styles))
        if not kept_styles:
            del element.attrib["style"]


def _fits(attribute: str, value: str) -> bool:
    if attribute in ("width", "height", "colspan", "rowspan", "span", "start", "value"):
        return value.strip().lstrip("-").isdigit()
    return bool(value.strip()) or attribute in ("alt", "open", "hidden", "reversed")


def _place(element: Element) -> None:
    """Turn a box among words into words, and words around a list or table into a box."""
    name = name_of(element)[1]
    if name == "a" and next(element.iterancestors(f"{{{XHTML}}}a"), None) is not None:
        # A link within a link, where an image that was one became its address.
        unwrap(element)
        return
    around = [each for each in _phrases(element) if name_of(each)[1] in PHRASES]
    if not around:
        return
    if name in BOXES:
        element.tag = f"{{{XHTML}}}span"
    elif name in WIDE:
        for each in around:
            each.tag = f"{{{XHTML}}}div"


def _phrases(element: Element) -> Iterator[Element]:
    """Yield the ancestors of an element up to the first that may hold anything."""
    for each in element.iterancestors():
        if name_of(each)[1] not in PHRASES | {"a", "ins", "del"}:
            return
        yield each


def _svg(element: Element, name: str) -> None:
    if name in ("script", "foreignObject", "metadata"):
        drop(element)
        return
    for attribute in list(element.attrib):
        local = attribute.rpartition("}")[2]
        target = element.attrib[attribute].strip()
        away = local == "href" and not target.startswith(("#", "data:"))
        if local.startswith("on") or away:
            del element.attrib[attribute]


def _math(element: Element) -> None:
    # Notes of the renderer to itself, a third of a formula's bytes.
    for attribute in [each for each in element.attrib if each.startswith("data-")]:
        del element.attrib[attribute]


def _name(root: Element) -> None:
    """Give every id a name that XML takes, once in the page, and what refers to it the same."""
    seen: set[str] = set()
    for element in find_all(root, ".//*[@id]"):
        name = xml_id(element.get("id"))
        if name in seen:
            del element.attrib["id"]
        else:
            seen.add(name)
            element.set("id", name)
    for attribute in REFERENCES:
        for element in find_all(root, f".//*[@{attribute}]"):
            meant = [xml_id(each) for each in element.get(attribute).split()]
            there = [each for each in meant if each in seen]
            if there:
                element.set(attribute, " ".join(there))
            else:
                del element.attrib[attribute]
