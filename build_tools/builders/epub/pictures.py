"""The images that pages show → files of the package; what cannot be packed → its words."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from build_tools.builders.epub.contents import Document
from build_tools.builders.epub.markup import SVG, Element, find_all, make
from build_tools.builders.epub.package import supported

FOLDER = "images"
# An inline drawing above this would fill a file; it becomes an image of its own.
_LARGE = 60_000


def lift_large_drawings(page: Element, stem: str) -> dict[str, bytes]:
    """Replace large inline SVGs by images; returns the files. `stem` makes their names unique."""
    found: dict[str, bytes] = {}
    for number, drawing in enumerate(find_all(page, ".//svg:svg[not(ancestor::svg:svg)]"), 1):
        parent = drawing.getparent()
        content = etree.tostring(drawing, encoding="utf-8", with_tail=False, xml_declaration=True)
        if parent is None or len(content) < _LARGE:
            continue
        name = f"{FOLDER}/{stem}-drawing-{number}.svg"
        image = make(
            "img", src=name, alt=_description(drawing), class_=drawing.get("class", "drawing")
        )
        image.tail = drawing.tail
        parent.replace(drawing, image)
        found[name] = content
    return found


def _description(drawing: Element) -> str:
    texts = (drawing.findtext(f"{{{SVG}}}{name}") for name in ("title", "desc"))
    return " ".join(filter(None, texts)) or drawing.get("aria-label", "")


def gather(documents: list[Document], folder: Path) -> dict[str, bytes]:
    """Point images at their place in the package and return their files, read from `folder`."""
    found: dict[str, bytes] = {}
    for document in documents:
        for image in find_all(document.body, ".//h:img"):
            source = image.get("src", "")
            if source.startswith((f"{FOLDER}/", "data:image/")):
                continue
            path = folder / Path(source).name
            if source.startswith("_images/") and supported(source) and path.is_file():
                name = f"{FOLDER}/{path.name}"
                image.set("src", name)
                found.setdefault(name, path.read_bytes())
            else:
                _in_words(image)
    return found


def _in_words(image: Element) -> None:
    """Put its text alternative where an image is missing. Sphinx has warned of it."""
    parent = image.getparent()
    if parent is None:
        raise ValueError("an image stands in a page")
    words = make("span", image.get("alt") or Path(image.get("src", "")).name, class_="missing")
    words.tail = image.tail
    parent.replace(image, words)


def described(documents: list[Document]) -> bool:
    """Tell whether every image and drawing says in words what it shows."""
    images = (image for each in documents for image in find_all(each.body, ".//h:img"))
    drawings = (
        drawing
        for each in documents
        for drawing in find_all(each.body, ".//svg:svg[not(ancestor::svg:svg)]")
        if drawing.get("aria-hidden") != "true"
    )
    return all(image.get("alt", "").strip() for image in images) and all(
        _description(drawing) for drawing in drawings
    )
