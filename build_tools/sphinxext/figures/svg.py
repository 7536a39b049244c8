"""A raw Matplotlib SVG → one that can stand in a page: own ids, alternative text, colors of the page.

Variant `screen` names its colors by CSS variables, so that dark mode needs no second file; `print` is the
same drawing with plain colors, for PDF and EPUB.
"""

from __future__ import annotations

import re
from typing import Literal

from lxml import etree

from build_tools.sphinxext.figures import style

Variant = Literal["screen", "print"]
SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
GENERIC = "sans-serif"
_COLOR = re.compile(r"#[0-9a-fA-F]{6}\b")
_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_FONT = re.compile(r"(font-family:[^;]*|font: [^;]*);?\s*")
COORDINATES = ("d", "x", "y", "points", "transform", "width", "height")


def finish(svg: str, *, prefix: str, alt: str, variant: Variant, language: str) -> str:
    """Return the drawing as one `<svg role="img">` element without declaration or document type.

    `prefix` makes ids unique in a page; `alt` becomes title and description.
    """
    parser = etree.XMLParser(remove_comments=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(svg.encode("utf-8"), parser)
    _clean(root)
    _rename(root, prefix)
    for element in root.iter():
        _restyle(element, variant)
    _describe(root, prefix, alt, variant)
    _frame(root, variant, language)
    _unwrap(root)
    etree.cleanup_namespaces(root)
    return re.sub(r">\s+<", "><", etree.tostring(root, encoding="unicode").strip())


def _clean(root: etree._Element) -> None:
    for name in ("metadata", "style"):
        for element in list(root.iter(f"{{{SVG}}}{name}")):
            # The rule in <style> selects every element of the page that the figure stands in.
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)


def _rename(root: etree._Element, prefix: str) -> None:
    """Prefix the ids that something refers to, drop the others."""
    used: set[str] = set()
    for element in root.iter():
        if XLINK in element.attrib:
            element.set("href", element.attrib.pop(XLINK))
        if element.get("href", "").startswith("#"):
            used.add(element.attrib["href"][1:])
            element.set("href", f"#{prefix}-{element.attrib['href'][1:]}")
        for name, value in element.attrib.items():
            if "url(#" in value:
                used.update(_REFERENCE.findall(value))
                element.set(name, _REFERENCE.sub(rf"url(#{prefix}-\1)", value))
    for element in root.iter():
        name = element.attrib.pop("id", None)
        if name in used:
            element.set("id", f"{prefix}-{name}")


def _unwrap(root: etree._Element) -> None:
    """Take away the groups that say nothing: Matplotlib nests one for every artist."""
    for element in root.iter(f"{{{SVG}}}g"):
        if not element.attrib:
            element.tag = "empty"
    etree.strip_tags(root, "empty")


def _restyle(element: etree._Element, variant: Variant) -> None:
    for name in COORDINATES:
        if name in element.attrib and element is not element.getroottree().getroot():
            element.set(name, _NUMBER.sub(_short, element.attrib[name]))
    if element.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]
    written = element.get("style")
    if written is None:
        return
    if etree.QName(element).localname in ("text", "tspan"):
        written = _FONT.sub(_size, written)
    if variant == "screen":
        written = _COLOR.sub(_variable, written)
    if written.strip():
        element.set("style", written.strip())
    else:
        del element.attrib["style"]


def _short(found: re.Match[str]) -> str:
    return f"{float(found[0]):.2f}".rstrip("0").rstrip(".")


def _size(found: re.Match[str]) -> str:
    """Keep size, weight and slope of a label's font; the family stands once, on the root."""
    if found[1].startswith("font-family"):
        return ""
    shorthand = re.match(r"font: (.*?)([\d.]+)px", found[1])
    if shorthand is None:
        return found[0]
    kept = f"font-size: {shorthand[2]}px; "
    words = shorthand[1].split()
    kept += "font-style: italic; " if "italic" in words else ""
    kept += (
        f"font-weight: {weight}; "
        if (weight := next((each for each in words if each == "bold" or each.isdigit()), ""))
        else ""
    )
    return kept


def _variable(found: re.Match[str]) -> str:
    color = found[0].lower()
    name = style.VARIABLES.get(color)
    if name is None:
        return found[0]
    fallback = "currentColor" if name == "--fig-ink" else color
    return f"var({name}, {fallback})"


def _describe(root: etree._Element, prefix: str, alt: str, variant: Variant) -> None:
    # A PDF takes the title alone as alternative text; on screen a long title is a clumsy tooltip.
    first, rest = alt, ""
    if variant == "screen":
        parts = re.split(r"(?<=[.!?。！？])\s*", alt.strip(), maxsplit=1)
        first, rest = parts[0], parts[1] if len(parts) > 1 else ""
    title = etree.Element(f"{{{SVG}}}title", id=f"{prefix}-title")
    title.text = first
    root.insert(0, title)
    root.set("role", "img")
    root.set("aria-labelledby", title.attrib["id"])
    if rest:
        description = etree.Element(f"{{{SVG}}}desc", id=f"{prefix}-desc")
        description.text = rest
        root.insert(1, description)
        root.set("aria-describedby", description.attrib["id"])


def _frame(root: etree._Element, variant: Variant, language: str) -> None:
    family = ", ".join(f"'{name}'" for name in style.families(language))
    ink = "var(--fig-ink, currentColor)" if variant == "screen" else style.INK
    if variant == "screen":
        family = f"var(--fig-font, {family}, {GENERIC})"
    else:
        family = f"{family}, {GENERIC}"
    # Matplotlib leaves out `fill` where it is black, so the root says what black means here.
    root.set("style", f"fill: {ink}; font-family: {family}")
    root.set("stroke-linejoin", "round")
    root.set("stroke-linecap", "butt")
    root.set("class", "ml-figure")
