"""Links within the book → links that also say the page, and sources that say where they are cited."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from build_tools.builders.pdf.ink import TARGET
from build_tools.builders.pdf.numbers import Numbering
from build_tools.builders.pdf.roles import FORMULA
from build_tools.builders.pdf.units import Unit
from build_tools.builders.pdf.words import Words

# A reference to something this near, in characters of text, is seen without turning a page.
NEAR = 2500
# The most figures that a list of pages takes.
LIST = 40
# What a picture takes of a page, in characters.
PICTURE = 600
_NUMBERED = (
    ".//a[starts-with(@href,'#')][.//span[contains(concat(' ',@class,' '),' std-numref ')"
    " or contains(concat(' ',@class,' '),' eq ')"
    " or contains(concat(' ',@class,' '),' std-ref ')]]"
)
Fill = Callable[[Numbering], None]


def drop_dead_links(units: list[Unit]) -> None:
    """Take the address from links whose target is nowhere in the book."""
    known = {each.get("id") for unit in units for each in unit.body.iter() if each.get("id")}
    for unit in units:
        for link in unit.body.xpath(".//a[starts-with(@href,'#')]"):
            if link.get("href")[1:] not in known:
                del link.attrib["href"]


def positions(units: list[Unit]) -> Iterator[tuple[bool, int, dict[str, int]]]:
    """Yield of every unit whether it has roman numbers, its length, and how much text is before each id."""
    for unit in units:
        if unit.body is not None:
            yield unit.front, length(unit), _offsets(unit.body)


def length(unit: Unit) -> int:
    """Return how many characters a unit has, a picture counted as some lines of them."""
    pictures = sum(1 for each in unit.body.iter("img") if FORMULA not in each.get("class", ""))
    return sum(map(len, unit.body.itertext())) + PICTURE * pictures


def mark_references(units: list[Unit], words: Words) -> None:
    """Give every far reference a place for the page's number, and each unit the means to fill it."""
    places = {}
    for number, unit in enumerate(units):
        for name, offset in _offsets(unit.body).items():
            places[name] = (number, offset)
    for number, unit in enumerate(units):
        spots = []
        offsets = _offsets(unit.body, links=True)
        for place, link in enumerate(unit.body.xpath(_NUMBERED)):
            target = link.get("href")[1:]
            where = places.get(target)
            if where is None or link.xpath("ancestor::*[@class='note']"):
                continue
            near = where[0] == number and abs(where[1] - offsets[f"link-{place}"]) < NEAR
            if not near:
                spots.append((_spot(link, target, words), target))
        unit.fill = _filler(spots)


def mark_sources(units: list[Unit], words: Words) -> None:
    """Let every source in a bibliography say on which pages it is cited."""
    entries = {
        entry.get("id"): entry
        for unit in units
        for entry in unit.body.xpath(".//*[contains(concat(' ',@class,' '),' citation ')][@id]")
    }
    calls: dict[str, list[str]] = {}
    for number, unit in enumerate(units):
        for place, link in enumerate(unit.body.xpath(".//a[starts-with(@href,'#')]")):
            target = link.get("href")[1:]
            if target in entries and not link.xpath("ancestor::*[contains(@class,'citation ')]"):
                name = link.get("id") or f"cited-{number}-{place}"
                link.set("id", name)
                calls.setdefault(target, []).append(name)
    for target, names in calls.items():
        entry = entries[target]
        paragraph = (entry.findall(".//p") or [entry])[-1]
        holder = etree.SubElement(paragraph, "span", {"class": "cited-on"})
        holder.text = f" {words.cited} "
        # How many pages there are is known last, so there is room for all: what stays empty ends a paragraph.
        spot = etree.SubElement(holder, "a", {"class": "number", "href": f"#{names[0]}"})
        spot.set(TARGET, " ".join(names))
        spot.text = "0" * min(LIST, 5 * len(names))


def _offsets(body: Any, *, links: bool = False) -> dict[str, int]:
    """Return how many characters stand before each id, or before each numbered link."""
    wanted = {link: f"link-{place}" for place, link in enumerate(body.xpath(_NUMBERED))}
    found, total = {}, 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            if links and element in wanted:
                found[wanted[element]] = total
            elif not links and element.get("id"):
                found[element.get("id")] = total
            total += len(element.text or "")
            if element.tag == "img" and FORMULA not in element.get("class", ""):
                total += PICTURE
        else:
            total += len(element.tail or "")
    return found


def _spot(link: Any, target: str, words: Words) -> Any:
    """Return the element that takes the number, behind the words for a page."""
    before, _, after = words.page.partition("{}")
    holder = etree.SubElement(link, "span", {"class": "page-of"})
    holder.text = before
    spot = etree.SubElement(holder, "span", {"class": "number", TARGET: target})
    spot.tail = after
    return spot


def _filler(spots: list[tuple[Any, str]]) -> Fill:
    def fill(numbering: Numbering) -> None:
        for spot, target in spots:
            spot.text = numbering.room(target)

    return fill
