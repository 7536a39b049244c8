"""Footnotes gathered at the end of a page → notes at the place that calls them, set at the foot."""

from __future__ import annotations

from typing import Any

_NOTES = "//aside[contains(concat(' ',@class,' '),' footnote ')]"
_CALLS = "//a[contains(concat(' ',@class,' '),' footnote-reference ')]"


def set_footnotes(root: Any) -> None:
    """Change `root` in place. A note that is called again is called by its number."""
    notes = {note.get("id"): note for note in root.xpath(_NOTES) if note.get("id")}
    used: set[str] = set()
    for call in root.xpath(_CALLS):
        name = (call.get("href") or "").removeprefix("#")
        if name not in notes:
            continue
        if name in used:
            call.set("class", "note-again")
            continue
        used.add(name)
        _place(call, notes[name])
    for name in used:
        note = notes[name]
        if note.getparent() is not None:
            note.getparent().remove(note)
    for group in root.xpath("//aside[contains(concat(' ',@class,' '),' footnote-list ')]"):
        if len(group) == 0:
            rule = group.getprevious()
            if rule is not None and rule.tag == "hr":
                rule.getparent().remove(rule)
            group.getparent().remove(group)


def _place(call: Any, note: Any) -> None:
    span = call.makeelement("span", {"class": "note"})
    span.set("id", note.get("id"))
    for child in list(note):
        if "label" in child.get("class", "").split() or child.get("role") == "doc-backlink":
            continue
        for back in child.xpath(
            ".//*[contains(@class,'backrefs') or contains(@class,'fn-backref')]"
        ):
            back.getparent().remove(back)
        if child.tag == "p":
            child.tag = "span"
            child.set("class", "note-paragraph")
        child.tail = None
        span.append(child)
    span.tail = call.tail
    call.tail = None
    parent = call.getparent()
    parent.replace(call, span)
