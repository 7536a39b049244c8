"""Exercises and questions on paper and in e-books: hints as a list, answers at the back, linked both ways."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from build_tools.sphinxext.apparatus.headings import heading
from build_tools.sphinxext.apparatus.kinds import KINDS
from build_tools.sphinxext.apparatus.nodes import ml_box, ml_fold
from build_tools.sphinxext.context import context_of
from build_tools.sphinxext.practice.answers import Kept, answers_of, boxes, fold_of
from build_tools.sphinxext.practice.deck import Deck
from build_tools.sphinxext.variant import variant_of
from build_tools.sphinxext.vocabulary import OurPostTransform
from build_tools.sphinxext.words import word


class Print(OurPostTransform):
    """Shapes them, before references are resolved and words set."""

    default_priority = 5

    def work(self) -> None:
        """Visit the page."""
        if variant_of(self.app.builder) != "print":
            return
        for node in [
            each for each in self.document.findall(ml_box) if each["kind"] == Deck.kind.name
        ]:
            node.parent.remove(node)
        known = answers_of(self.env)
        place = min(known.places, default=None)
        for box in list(boxes(self.document)):
            _list_hints(box)
            fold = fold_of(box)
            if fold is not None and place is not None:
                said = "Solution" if box["kind"] == "graded-exercise" else "Answer"
                link = self._link(place, f"answer-{box['ids'][0]}", str(word(said)))
                # Not replace_self, which would hand the classes of the fold on.
                box[box.index(fold)] = nodes.paragraph("", "", link, classes=["ml-answer-at"])
        if self.env.docname == place:
            for node in list(self.document.findall(ml_box)):
                if node["kind"] == "answers":
                    place_of_all = node.parent.index(node)
                    node.parent[place_of_all : place_of_all + 1] = self._collected()

    def _link(self, docname: str, target: str, text: str) -> nodes.reference:
        address = self.app.builder.get_relative_uri(self.env.docname, docname)
        # As Sphinx writes its own references; the PDF adds the page's number to these.
        inner = nodes.inline("", text, classes=["std", "std-ref"])
        return nodes.reference("", "", inner, internal=True, refuri=f"{address}#{target}")

    def _collected(self) -> list[nodes.Node]:
        book = context_of(self.app).book
        kept = answers_of(self.env).kept
        order = [page.docname for page in book.pages] if book else sorted(kept)
        return [self._chapter(name, kept[name]) for name in order if name in kept]

    def _chapter(self, docname: str, kept: list[Kept]) -> nodes.section:
        title = nodes.title("", self.env.titles[docname].astext())
        number = self.env.toc_secnumbers.get(docname, {}).get("")
        if number:
            title["secnumber"] = number  # else Sphinx takes the number of the page of answers
        name = f"answers-{nodes.make_id(docname)}"
        # `home` finds the page that values and numbers belong to by this attribute.
        section = nodes.section("", title, ids=[name], docname=docname)
        section += [self._entry(docname, each) for each in kept]
        return section

    def _entry(self, docname: str, kept: Kept) -> nodes.container:
        kind = KINDS[kept.kind]
        numbers = self.env.toc_fignumbers.get(docname, {}).get(kind.counter, {})
        number = ".".join(map(str, numbers.get(kept.target, ())))
        name = " ".join(filter(None, [heading(kind.word, number), kept.title]))
        head = nodes.paragraph(
            "", "", self._link(docname, kept.target, name), classes=["ml-answer-of"]
        )
        body = [each.deepcopy() for each in kept.body]
        entry = nodes.container("", head, *body, ids=[kept.anchor], classes=["ml-answer-entry"])
        for node in entry.findall(nodes.Element):
            # A reference is resolved as seen from where it was read; it now stands here.
            if "refdoc" in node:
                node["refdoc"] = self.env.docname
        return entry


def _list_hints(box: nodes.Element) -> None:
    """Replace the folds of an exercise's hints by a short list."""
    for holder in [each for each in box.findall(nodes.container) if "ml-hints" in each["classes"]]:
        folds = [each for each in holder.children if isinstance(each, ml_fold)]
        entries = [nodes.list_item("", *fold.children[1:]) for fold in folds]
        listed = nodes.enumerated_list("", *entries, enumtype="arabic", prefix="", suffix=".")
        label = nodes.paragraph("", str(word("Hints")), classes=["ml-summary"])
        holder.children = []
        holder += [label, listed]


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(Print)
