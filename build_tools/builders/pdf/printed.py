"""What needs a screen → a form that says the same on paper: folds lie open, tabs stand one below another."""

from __future__ import annotations

from typing import Any

# Controls and marks that do nothing on paper.
DROPPED = (
    "//script|//style|//link|//button|//noscript|//template|//input|//textarea|//select|//output"
    "|//a[contains(concat(' ',@class,' '),' headerlink ')]"
    "|//iframe|//video|//audio|//object|//embed|//canvas"
)
MEDIA = ("iframe", "video", "audio", "object", "embed", "canvas")


def to_print(root: Any) -> None:
    """Change `root` in place."""
    _name_media(root)
    for element in root.xpath(DROPPED):
        _drop(element)
    for element in root.xpath("//form"):
        _rule(element)
    for element in root.xpath("//details"):
        _open(element)
    for element in root.xpath("//label[contains(concat(' ',@class,' '),' sd-tab-label ')]"):
        element.tag = "p"
        element.attrib.pop("for", None)
    for element in root.xpath("//div[@hidden]"):
        element.attrib.pop("hidden")
    _describe(root)


def fill_gaps(root: Any, words: str) -> list[int]:
    """Say `words` where nothing is left of a cell's output; returns which of the page's outputs they are."""
    empty = []
    for place, output in enumerate(root.xpath(f"//div[{_has('cell_output')}]")):
        if output.xpath("string()").strip() or output.xpath(
            ".//img|.//table|.//*[local-name()='svg']"
        ):
            continue
        paragraph = output.makeelement("p", {"class": "screen-only"})
        paragraph.text = words
        output.append(paragraph)
        empty.append(place)
    return empty


def _has(name: str) -> str:
    return f"contains(concat(' ',@class,' '),' {name} ')"


def _drop(element: Any) -> None:
    """Take an element out and keep the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    tail, before = element.tail or "", element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _name_media(root: Any) -> None:
    """Leave the address of a video or a frame where it would play."""
    for element in root.xpath("|".join(f"//{name}" for name in MEDIA)):
        address = element.get("src") or element.get("data") or ""
        if not address.startswith(("http:", "https:")):
            continue
        paragraph = element.makeelement("p", {"class": "screen-only"})
        link = paragraph.makeelement("a", {"href": address})
        link.text = address
        paragraph.append(link)
        element.addprevious(paragraph)


def _rule(form: Any) -> None:
    """Turn a form into room to write in."""
    form.attrib.clear()
    form.tag = "div"
    form.set("class", "write-here")
    for child in list(form):
        form.remove(child)
    form.text = None


def _open(details: Any) -> None:
    """Turn a fold into a box: hidden code goes without its word, anything else keeps it."""
    details.tag = "div"
    details.attrib.pop("open", None)
    cell = "hide" in details.get("class", "").split()
    details.set("class", f"unfolded {details.get('class', '')}".strip())
    for summary in details.findall("summary"):
        if cell:
            _drop(summary)
        else:
            summary.tag = "p"
            summary.set("class", f"summary {summary.get('class', '')}".strip())


def _describe(root: Any) -> None:
    """Give every picture words: a caption speaks for one that has none."""
    for image in root.iter("img"):
        if not image.get("alt"):
            caption = image.xpath("string(ancestor::figure[1]//figcaption)")
            image.set("alt", " ".join(caption.split()) or "Illustration")
