"""Links within the book → links that also say the page, and sources that say where they are cited."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from build_tools.builders.pdf.numbers import Numbering
from build_tools.builders.pdf.units import Unit
from build_tools.builders.pdf.words import Words

# A reference to something this near, in characters of text, is seen without turning a page.
NEAR = 2500
_NUMBERED = (
    ".//a[starts-with(@href,'#')][.//span[contains(concat(' ',@class,' '),' std-numref ')"
    " or contains(concat(' ',@class,' '),' eq ')"
    " or contains(concat(' ',@class,' '),' std-ref ')]]"
)
Fill = Callable[[Numbering], Any]


def drop_dead_links(units: list[Unit]) -> None:
    """Take the address from links whose target is nowhere in the book."""
    known = {each.get("id") for unit in units for each in unit.body.iter() if each.get("id")}
    for unit in units:
        for link in unit.body.xpath(".//a[starts-with(@href,'#')]"):
            if link.get("href")[1:] not in known:
                del link.attrib["href"]


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
                spots.append((etree.SubElement(link, "span", {"class": "page-of"}), target))
        unit.fill = _filler(spots, words)


def mark_sources(units: list[Unit], words: Words) -> None:
    """Let every source in a bibliography say on which pages it is cited."""
    entries = {
        entry.get("id"): (unit, entry)
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
        unit, entry = entries[target]
        paragraph = (entry.findall(".//p") or [entry])[-1]
        spot = etree.SubElement(paragraph, "span", {"class": "cited-on"})
        unit.fill = _both(unit.fill, _lister(spot, names, words))


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
        else:
            total += len(element.tail or "")
    return found


def _filler(spots: list[tuple[Any, str]], words: Words) -> Fill:
    def fill(numbering: Numbering) -> Any:
        for spot, target in spots:
            spot.text = words.page.format(numbering.of(target))
        return tuple(spot.text for spot, _ in spots)

    return fill


def _lister(spot: Any, names: list[str], words: Words) -> Fill:
    def fill(numbering: Numbering) -> Any:
        tail = spot.tail
        spot.clear()
        spot.set("class", "cited-on")
        spot.tail = tail
        spot.text = f" {words.cited} "
        shown: list[str] = []
        for name in names:
            number = numbering.of(name)
            if number not in shown:
                link = etree.SubElement(spot, "a", {"href": f"#{name}"})
                link.text = number
                link.tail = ", "
                shown.append(number)
        spot[-1].tail = "."
        return tuple(shown)

    return fill


def _both(first: Fill, second: Fill) -> Fill:
    return lambda numbering: (first(numbering), second(numbering))
