"""Boxes on pages → the tree of tagged elements that a reader without the pages follows.

An element that goes on over several pages is one element here, repeated table heads and running heads are
artifacts, a definition list has labels and bodies, code is code, a formula is a formula and a note a note.
That is more than WeasyPrint's own tags say, and a third of their number.
"""

from __future__ import annotations

from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

from build_tools.builders.pdf.roles import GROUPS, REPEATED, attributes, role_of, words_of
from build_tools.builders.pdf.sheaf import DOCUMENT, Book, key


def artifacts(page_box: Any, seen: set[Any]) -> set[Any]:
    """Return what on a page is no part of the text: margins, and heads of tables `seen` before."""
    found: set[Any] = set()
    for child in page_box.children:
        if isinstance(child, boxes.MarginBox):
            found.update(child.descendants())
    for box in page_box.descendants(placeholders=True):
        box = getattr(box, "_box", box)
        if (
            box.element_tag in REPEATED
            and box.element is not None
            and getattr(box, "is_header", False)
        ):
            if box.element in seen:
                found.update(box.descendants())
            seen.add(box.element)
    return found


class Structure:
    """The tree of one unit of so many `pages`; `add` takes them in order."""

    def __init__(self, pdf: Book, unit: str, language: str, pages: int) -> None:
        self.annotated: list[int] = []
        self._pdf = pdf
        self._unit = unit
        self._pages = pages
        self._language = language
        self._nodes: dict[tuple[Any, str], Any] = {}
        self._top = pydyf.Dictionary({"S": "/Document", "K": pydyf.Array()})
        self._top.number, self._top.generation = DOCUMENT, "\x00"
        self._notes = 0

    @property
    def elements(self) -> list[int]:
        """The numbers of the elements right below the document."""
        return [int(each.split()[0]) for each in self._top["K"]]

    def add(
        self,
        page: Any,
        page_box: Any,
        marks: dict[Any, Any],
        annotations: dict[Any, Any],
        height: float,
    ) -> int:
        """Add what is on a page; returns the object that names the owner of each mark."""
        self._page, self._marks, self._links, self._height = page, marks, annotations, height
        self._owners: dict[int, bytes] = {}
        for child in page_box.children:
            if not isinstance(child, boxes.MarginBox):
                self._visit(child, self._top, None)
        owners = pydyf.Array([self._owners[mark] for mark in sorted(self._owners)])
        self._pdf.add_object(owners)
        return int(owners.number)

    def _visit(self, box: Any, holder: Any, block: Any) -> None:
        # What is placed absolutely hides behind a placeholder, on which its link lies.
        links = self._links.get(box, ())
        box = getattr(box, "_box", box)
        if isinstance(box, boxes.TextBox):
            self._text(box, holder, block)
            return
        if not isinstance(box, boxes.InlineBox | boxes.LineBox):
            block = box.element if box.element is not None else block
        holder = self._holder(box, holder)
        for annotation in links or self._links.get(box, ()):
            self._annotate(holder, annotation)
        for child in getattr(box, "children", ()):
            self._visit(child, holder, block)
        if isinstance(box, boxes.ReplacedBox) and box in self._marks:
            self._mark(holder, self._marks[box]["mcid"])

    def _holder(self, box: Any, holder: Any) -> Any:
        """Return the element that takes the content of `box`: its own, or that of what it is in."""
        element, tag = box.element, box.element_tag or ""
        role = role_of(element, tag)
        if role is None:
            return holder
        name = (element, tag)
        if name not in self._nodes:
            self._nodes[name] = self._made(role, box, holder)
        return self._nodes[name]

    def _made(self, role: str, box: Any, holder: Any) -> Any:
        element = box.element
        if role in ("LI", "DT"):
            item = self._element("LI", self._list(holder))
            return self._element("Lbl" if role == "DT" else "LBody", item)
        if role == "DD":
            return self._element("LBody", self._item(holder))
        if role == "Lbl":
            body = self._nodes.get((element, "li"))
            item = self._parent(body) if body is not None else holder
            return self._element("Lbl", item, first=True)
        if role == "Code" and element.tag == "pre":
            holder = self._element("P", holder)
        if role == "Note":
            call = self._nodes.get((element, "span::footnote-call"))
            holder = self._parent(call) if call is not None else holder
        made = self._element(role, holder)
        self._describe(made, role, box)
        return made

    def _describe(self, made: Any, role: str, box: Any) -> None:
        element = box.element
        if role == "Note":
            self._notes += 1
            made["ID"] = pydyf.String(f"{self._unit}-note-{self._notes}")
        if role in ("Figure", "Formula"):
            made["Alt"] = pydyf.String(words_of(element))
        told = attributes(role, box, self._height)
        if told:
            made["A"] = told
        language = element.get("lang")
        if language and language != self._language:
            made["Lang"] = pydyf.String(language)

    def _list(self, holder: Any) -> Any:
        """Return the list that an item belongs to: one made for it where HTML has none."""
        return holder if holder["S"] == "/L" else self._element("L", holder)

    def _item(self, holder: Any) -> Any:
        """Return the item that a definition's body belongs to: that of the term before it."""
        items = holder["K"]
        if holder["S"] == "/L" and items:
            return self._pdf.objects[int(items[-1].split()[0])]
        return self._element("LI", self._list(holder))

    def _parent(self, node: Any) -> Any:
        number = int(node["P"].split()[0])
        return self._top if number == DOCUMENT else self._pdf.objects[number]

    def _element(self, role: str, parent: Any, *, first: bool = False) -> Any:
        made = self._pdf.element(role, parent.reference, Pg=self._page.reference)
        parent["K"].insert(0 if first else len(parent["K"]), made.reference)
        return made

    def _text(self, box: Any, holder: Any, block: Any) -> None:
        mark = self._marks.get(box)
        if mark is None:
            return
        if holder["S"] in GROUPS:
            name = (block, "text of " + holder["S"])
            if name not in self._nodes:
                self._nodes[name] = self._element("P", holder)
            holder = self._nodes[name]
        self._mark(holder, mark["mcid"])

    def _mark(self, holder: Any, mark: int) -> None:
        same = holder["Pg"] == self._page.reference
        holder["K"].append(
            mark
            if same
            else pydyf.Dictionary({"Type": "/MCR", "Pg": self._page.reference, "MCID": mark})
        )
        self._owners[mark] = holder.reference

    def _annotate(self, holder: Any, annotation: Any) -> None:
        told = {"Type": "/OBJR", "Obj": annotation.reference, "Pg": self._page.reference}
        holder["K"].append(pydyf.Dictionary(told))
        annotation["StructParent"] = key(self._pages + len(self.annotated))
        self.annotated.append(int(holder.number))
