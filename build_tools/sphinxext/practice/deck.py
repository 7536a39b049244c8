"""`{deck}` → the place where questions come back, with what the book has to practise, chapter by chapter."""

from __future__ import annotations

import json
from typing import Any

from docutils import nodes
from sphinx.environment import BuildEnvironment

from build_tools.core.diagnostics import BuildError
from build_tools.exercise import Library
from build_tools.sphinxext.apparatus.box import Box
from build_tools.sphinxext.apparatus.kinds import KINDS
from build_tools.sphinxext.practice.texts import FromLibrary
from build_tools.sphinxext.watch import watch


class Deck(FromLibrary, Box):
    """The box; its body is what a page without script, and paper, say instead."""

    kind = KINDS["deck"]
    optional_arguments = 0

    def run(self) -> list[nodes.Node]:
        """Return the box; `islands` adds the catalog when titles of pages are known."""
        watch(self.env, "tree", str(self.library.folder))
        node = self.make()
        node["practice"] = json.dumps({"type": "deck"})
        return [node]


def catalog(env: BuildEnvironment, library: Library) -> list[dict[str, Any]]:
    """Return {page, title, exercises, items} of each chapter that has a page and something to practise."""
    pages = {name.rsplit("/", 1)[-1]: name for name in sorted(env.found_docs)}
    found = []
    for chapter in sorted(library.chapters(), key=lambda each: pages.get(each, "")):
        if chapter not in pages:
            continue
        try:
            items = [each.key for each in library.quiz(chapter).items]
        except BuildError:  # none, or reported where the quiz stands
            items = []
        exercises = [f"{chapter}/{name}" for name in library.exercises(chapter)]
        title = env.titles[pages[chapter]].astext()
        about = {"page": pages[chapter], "title": title, "exercises": exercises, "items": items}
        if exercises or items:
            found.append(about)
    return found


DIRECTIVES = {"deck": Deck}
