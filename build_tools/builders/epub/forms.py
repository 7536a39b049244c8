"""What needs a pointer or a script on a site → its form on a reader: tabs one after another, folds, cards."""

from __future__ import annotations

from build_tools.builders.epub.markup import (
    TYPE,
    Element,
    classes,
    drop,
    find_all,
    make,
    unwrap,
    words,
)

_TABS = ("sd-tab-set", "tab-set")
_LABELS = ("sd-tab-label", "tab-label")
_ICONS = (
    ".//svg:svg[contains(@class, 'octicon') or contains(@class, 'sd-material-icon')]"
    "[not(@aria-label)]"
)


def shape(root: Element) -> None:
    """Change `root` in place, before `clean` takes away what it does not know."""
    for icon in find_all(root, _ICONS):
        drop(icon)
    for label in find_all(root, ".//h:label"):
        if set(classes(label)) & set(_LABELS):
            _tab(label)
    for box in find_all(root, ".//h:div[contains(@class, 'dropdown')]"):
        if {"admonition", "dropdown"} <= set(classes(box)):
            _fold(box)
    for summary in find_all(root, ".//h:summary"):
        _one_label(summary)
    for link in find_all(root, ".//h:a[contains(@class, 'sd-hide-link-text')]"):
        # The link of a card lies over the whole of it; here its words are what can be followed.
        kept = [
            each for each in classes(link) if each not in ("sd-hide-link-text", "sd-stretched-link")
        ]
        link.set("class", " ".join([*kept, "card-link"]))
    for link in find_all(root, ".//h:a[@role='doc-noteref']"):
        link.set(TYPE, "noteref")
    for note in find_all(root, ".//h:aside[@role='doc-footnote']"):
        note.set(TYPE, "footnote")
    for entry in find_all(root, ".//h:*[@role='doc-biblioentry']"):
        # Deprecated by DPUB-ARIA 1.1: an entry is an item of a list like any other.
        entry.set("class", f"{entry.attrib.pop('class', '')} biblioentry".strip())
        del entry.attrib["role"]
    for line in find_all(root, ".//h:hr[contains(@class, 'footnotes')]"):
        drop(line)


def _tab(label: Element) -> None:
    title = make("p", class_="tab-title")
    title.append(make("strong", words(label)))
    parent = label.getparent()
    if parent is not None:
        title.tail = label.tail
        parent.replace(label, title)


def _fold(box: Element) -> None:
    """Make an admonition that a script would open a `<details>` that opens by itself."""
    title = next(iter(find_all(box, "./h:p[contains(@class, 'admonition-title')]")), None)
    if title is None:
        return
    box.tag = box.tag.replace("}div", "}details")
    title.tag = title.tag.replace("}p", "}summary")


def _one_label(summary: Element) -> None:
    """Keep of "show" and "hide" the first: without a script both would stand there."""
    summary.attrib.pop("aria-label", None)
    for label in find_all(summary, ".//h:*[@class]"):
        if {"expanded", "sd-summary-state-marker", "sd-summary-chevron-right"} & set(
            classes(label)
        ):
            drop(label)
    for paragraph in find_all(summary, ".//h:p"):
        unwrap(paragraph)
