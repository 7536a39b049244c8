"""One HTML page → what rules on output ask of it: ids, links, requests, headings, language, with lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

# What a browser fetches by itself when it shows a page. A link that a reader must follow is not here, nor
# `rel=canonical` and the like, which nobody fetches.
_FETCHED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "track": ("src",),
    "input": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
    "feimage": ("href", "xlink:href"),
}
_FETCHED_RELATIONS = frozenset(
    {"stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload"}
    | {"prefetch", "preconnect", "dns-prefetch"}
)
_CSS = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')"""
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """A text of the page, an address or an id, and the line on which its element begins."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """`anchors` are ids and old-style names; `links` a reader follows, `requests` the browser makes itself.

    `redirect` tells that the page only sends on to another.
    """

    ids: tuple[Place, ...]
    anchors: frozenset[str]
    links: tuple[Place, ...]
    requests: tuple[Place, ...]
    headings: tuple[str, ...]
    language: str
    title: str
    redirect: bool


def read_page(text: bytes | str) -> HtmlPage:
    """Read a page; what is no HTML at all gives an empty one."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    try:
        tree = _parse(data)
    except etree.ParserError:  # nothing, or nothing but a comment
        tree = _parse(b"<html></html>")
    ids = tuple(_places(tree, "//*/@id"))
    names = {str(each) for each in tree.xpath("//a/@name")}
    return HtmlPage(
        ids,
        frozenset(each.text for each in ids) | names,
        tuple(_places(tree, "//a/@href | //area/@href")),
        tuple(_requests(tree)),
        tuple(" ".join(each.text_content().split()) for each in tree.xpath("//h1")),
        tree.get("lang", "").strip(),
        " ".join("".join(tree.xpath("(//head/title)[1]//text()")).split()),
        bool(tree.xpath("//meta[translate(@http-equiv,'REFSH','refsh')='refresh']")),
    )


def css_requests(text: str) -> Iterator[Place]:
    """Yield what a style sheet makes a browser fetch."""
    bare = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for match in _CSS.finditer(bare):
        address = next((each for each in match.groups() if each), "")
        yield Place(address, bare.count("\n", 0, match.start()) + 1)


def _parse(data: bytes) -> Any:
    return html.document_fromstring(
        data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True), ensure_head_body=True
    )


def _places(tree: Any, path: str) -> Iterator[Place]:
    for value in tree.xpath(path):
        yield Place(str(value).strip(), value.getparent().sourceline or 1)


def _requests(tree: Any) -> Iterator[Place]:
    for tag, names in _FETCHED.items():
        for element in tree.iter(tag):
            for name in names:
                value = element.get(name, "").strip()
                for each in _candidates(value) if name == "srcset" else [value]:
                    if each:
                        yield Place(each, element.sourceline or 1)
    for link in tree.iter("link"):
        if _FETCHED_RELATIONS & set(link.get("rel", "").lower().split()) and link.get("href"):
            yield Place(link.get("href").strip(), link.sourceline or 1)
    for style in tree.iter("style"):
        for each in css_requests(style.text_content()):
            yield Place(each.text, (style.sourceline or 1) + each.line - 1)
    for value in tree.xpath("//@style[contains(., 'url(')]"):
        for each in css_requests(str(value)):
            yield Place(each.text, value.getparent().sourceline or 1)


def _candidates(srcset: str) -> list[str]:
    if srcset.startswith("data:"):
        return []
    return [part.split()[0] for part in srcset.split(",") if part.split()]
