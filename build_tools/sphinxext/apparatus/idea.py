"""What to keep: `{definition}`, `{key-idea}`, `{fallacy}`, `{pitfall}`; also `{rubric}` and `{aside}`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.directives.patches import Rubric as PlainRubric

from build_tools.sphinxext.apparatus import terms
from build_tools.sphinxext.apparatus.box import Box
from build_tools.sphinxext.apparatus.kinds import KINDS
from build_tools.sphinxext.apparatus.nodes import ml_box

MISCONCEPTIONS = Path("exercises") / "misconceptions.toml"


class Definition(Box):
    """A term in one sentence; `{term}` refers to it as it does to the glossary."""

    kind = KINDS["definition"]

    def label(self, node: ml_box) -> None:
        """Make the box the target of its term, unless a glossary already defines it."""
        super().label(node)
        term = self.arguments[0].strip() if self.arguments else ""
        if term:
            terms.note(self.env, term, node["ids"][0])


class KeyIdea(Box):
    """The sentence to remember."""

    kind = KINDS["key-idea"]


class Fallacy(Box):
    """A false claim; the body refutes it by a number or a citation."""

    kind = KINDS["fallacy"]
    option_spec: ClassVar[Any] = {
        **Box.option_spec,
        "misconception": directives.unchanged_required,
    }

    def lead(self, node: ml_box) -> None:
        """Tie the box to the misconception that quizzes and mutants name."""
        name = self.options.get("misconception")
        if name is None:
            return
        node["misconception"] = name
        path = Path(self.env.srcdir) / MISCONCEPTIONS
        if path.is_file() and name not in _misconceptions(path, path.stat().st_mtime_ns):
            self.invalid(
                f"no misconception '{name}'",
                f"Add it to {MISCONCEPTIONS.as_posix()} or mend the id.",
            )


class Pitfall(Fallacy):
    """A mistake that is easily made; the body shows what it costs."""

    kind = KINDS["pitfall"]


class Rubric(Box):
    """How an open design problem is judged."""

    kind = KINDS["rubric"]
    option_spec: ClassVar[Any] = {**PlainRubric.option_spec, **Box.option_spec}

    def run(self) -> list[nodes.Node]:
        """Return the box; a title without a body is the unnumbered heading that docutils calls a rubric."""
        if self.arguments and not self.content:
            arguments = self.name, self.arguments, self.options, self.content, self.lineno
            plain = PlainRubric(
                *arguments, self.content_offset, self.block_text, self.state, self.state_machine
            )
            return list(plain.run())
        return super().run()


class Aside(Box):
    """A note in the margin."""

    kind = KINDS["aside"]

    def make(self) -> ml_box:
        """Make the box with the class that the theme sets in the margin."""
        node = super().make()
        node["classes"].append("margin")
        return node


@lru_cache(maxsize=4)
def _misconceptions(path: Path, _changed: int) -> frozenset[str]:
    with path.open("rb") as stream:
        return frozenset(tomllib.load(stream))


DIRECTIVES = {
    "definition": Definition,
    "key-idea": KeyIdea,
    "fallacy": Fallacy,
    "pitfall": Pitfall,
    "rubric": Rubric,
    "aside": Aside,
}
