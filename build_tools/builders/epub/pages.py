"""The page report of the printed edition → where each of its pages begins in the EPUB.

The report (`_build/report/pages-<edition>.json`) knows the page of every id, in ids of one long document. To
a page on which no id stands, the middle of a long listing, say, the last id before it leads.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from build_tools.builders.epub.clean import xml_id
from build_tools.builders.epub.contents import Document
from build_tools.builders.epub.markup import find_all


def page_list(report: Path, documents: list[Document]) -> list[tuple[str, str]]:
    """Return (label, address) of the printed pages in their order; nothing without a report.

    Raises ValueError, KeyError or AttributeError for a file that is no page report.
    """
    if not report.is_file():
        return []
    known = json.loads(report.read_bytes())
    filled = _filled(known)
    labels = _by_place(known["anchors"], {each.docname for each in documents if each.docname})
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for document in documents:
        for element in find_all(document.body, ".//*[@id]"):
            label = labels.get((document.docname, element.get("id")))
            if label is not None:
                last[label] = f"{document.name}#{element.get('id')}"
                first.setdefault(label, last[label])
    found, before = [], ""
    for label in dict.fromkeys(known["labels"]):
        if label in first:
            found.append((label, first[label]))
            before = last[label]
        elif before and label in filled:
            found.append((label, before))
    return found


def _filled(known: dict[str, Any]) -> set[str]:
    """Return the pages that something is printed on."""
    empty = set(known.get("blank", ()))
    return {str(label) for label in known["labels"]} - empty


def _by_place(anchors: dict[str, str], docnames: set[str]) -> dict[tuple[str, str], str]:
    """Return printed labels by page and id. An anchor is `<docname, dots for slashes>--<id>`."""
    prefixes = {f"{docname.replace('/', '.')}": docname for docname in docnames}
    found = {}
    for anchor, label in anchors.items():
        head, mark, name = anchor.partition("--")
        while mark and head not in prefixes and "--" in name:
            # A page whose own name holds two hyphens.
            more, _, name = name.partition("--")
            head = f"{head}--{more}"
        if name and head in prefixes:
            found[prefixes[head], xml_id(name)] = str(label)
    return found
