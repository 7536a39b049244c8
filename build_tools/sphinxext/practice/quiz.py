"""`{quiz} chapter` → the chapter's questions, each with its answer folded away.

`:items:` names those to ask here; without it stands everything that no other quiz of the page asks.
`:delayed:` asks what other chapters left to this one, or to the part of this name.
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError
from build_tools.exercise import Item
from build_tools.exercise.library import QUIZ
from build_tools.sphinxext.apparatus.box import Box
from build_tools.sphinxext.apparatus.kinds import KINDS
from build_tools.sphinxext.apparatus.nodes import ml_box
from build_tools.sphinxext.practice.items import make_item
from build_tools.sphinxext.practice.texts import FromLibrary
from build_tools.sphinxext.report import warn
from build_tools.sphinxext.watch import watch

PART = "part"


class Quiz(FromLibrary, Box):
    """A set of questions."""

    kind = KINDS["quiz"]
    required_arguments = 1
    optional_arguments = 0
    has_content = False
    option_spec: ClassVar[Any] = {
        **Box.option_spec,
        "items": directives.unchanged_required,
        "delayed": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Return the box; `placing` takes out what is asked elsewhere and gives the rest its anchors."""
        chapter = self.arguments[0].strip()
        try:
            items = self._left_to(chapter) if "delayed" in self.options else self._own(chapter)
            self._known(items)
        except BuildError as error:
            self.report(error)
            return []
        node = self.make()
        node["rest"] = not {"items", "delayed"} & self.options.keys()
        node += [make_item(self, item) for item in items]
        return [node]

    def title(self) -> Any:
        """Return an empty title; the argument is no title, and the word of the kind stands alone."""
        self.arguments = []
        return super().title()

    def _own(self, chapter: str) -> list[Item]:
        watch(self.env, "file", str(self.library.folder / chapter / QUIZ))
        items = {item.id: item for item in self.library.quiz(chapter).items}
        if "items" not in self.options:
            return [item for item in items.values() if not item.delayed]
        wanted = self.options["items"].split()
        for name in wanted:
            if name not in items:
                self.invalid(
                    f"the quiz of '{chapter}' has no item '{name}'",
                    f"It has {', '.join(items)}.",
                )
        return [items[name] for name in wanted if name in items]

    def _left_to(self, place: str) -> list[Item]:
        # A quiz may join or leave: the page depends on all of them.
        for name in self.library.chapters():
            watch(self.env, "file", str(self.library.folder / name / QUIZ))
        parts = {
            doc.split("/")[-1]: doc.split("/")[-2] for doc in self.env.found_docs if "/" in doc
        }
        return [
            item
            for chapter in self.library.quizzes()
            for item in self.library.quiz(chapter).items
            if item.delayed == place or (item.delayed == PART and parts.get(chapter) == place)
        ]

    def _known(self, items: list[Item]) -> None:
        known = self.library.misconceptions()
        for item in items:
            for name in item.misconceptions:
                if name not in known:
                    path = self.library.folder / item.chapter / QUIZ
                    warn(
                        Code.EXERCISE_MISSING,
                        f"item '{item.id}' names the misconception '{name}', which is not there",
                        "Add it to exercises/misconceptions.toml or mend the id.",
                        (str(path), item.line),
                    )


def is_quiz(node: nodes.Node) -> bool:
    """Tell whether a node is the box of a quiz."""
    return isinstance(node, ml_box) and node["kind"] == Quiz.kind.name


DIRECTIVES = {"quiz": Quiz}
