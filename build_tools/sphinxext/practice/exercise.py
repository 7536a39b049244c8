"""`{graded-exercise} chapter/exercise` → prompt, starter, hints and solution in a numbered box."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from docutils import nodes

from build_tools.core.diagnostics import BuildError
from build_tools.exercise import Exercise, Text
from build_tools.sphinxext.apparatus.box import Box
from build_tools.sphinxext.apparatus.folding import folded
from build_tools.sphinxext.apparatus.kinds import KINDS
from build_tools.sphinxext.apparatus.nodes import ml_box, ml_box_title, ml_field, ml_timing
from build_tools.sphinxext.practice.said import NATIVE
from build_tools.sphinxext.practice.texts import FromLibrary
from build_tools.sphinxext.watch import watch


class GradedExercise(FromLibrary, Box):
    """One exercise of the library, where it serves in the text."""

    kind = KINDS["graded-exercise"]
    required_arguments = 1
    optional_arguments = 0
    has_content = False
    option_spec: ClassVar[Any] = {"class": Box.option_spec["class"]}

    def run(self) -> list[nodes.Node]:
        """Return the box; nothing when the exercise is missing or malformed, which is reported."""
        key = self.arguments[0].strip()
        watch(self.env, "tree", str(self.library.folder / key))
        try:
            self.exercise: Exercise = self.library.exercise(key)
        except BuildError as error:
            self.report(error)
            return []
        self.options["label"] = self.exercise.label
        return [self.make()]

    def title(self) -> ml_box_title:
        """Return the title that exercise.toml gives."""
        text = self.exercise.title
        title = ml_box_title(text.text, "", *self.inline(text), classes=["ml-title"])
        title.source, title.line = str(text.path), text.line
        return title

    def lead(self, node: ml_box) -> None:
        """Add everything below the title."""
        exercise = self.exercise
        node += ml_timing(
            "", "", minutes={"": exercise.minutes}, classes=["ml-timing"], translatable=False
        )
        node += self.parse(exercise.prompt)
        if exercise.where == "native":
            reason = Text(exercise.reason, exercise.folder / "exercise.toml", 1)
            line = ml_field(reason.text, "", *self.inline(reason), classes=["ml-field"])
            line["word"] = NATIVE
            line.source, line.line = str(reason.path), reason.line
            node += line
        node += _listing(exercise.starter, "ml-starter")
        hints = [
            folded(self.parse(hint), "Hint %s", "ml-hint", number)
            for number, hint in enumerate(exercise.hints, start=1)
        ]
        node += nodes.container("", *hints, classes=["ml-hints"])
        node += folded([_listing(exercise.solution, "ml-solution-code")], "Solution", "ml-solution")
        node["practice"] = json.dumps(
            {
                "type": "exercise",
                "key": exercise.key,
                "where": exercise.where,
                "packages": list(exercise.packages),
                "starter": exercise.starter.text,
                "tests": exercise.tests.text,
            }
        )


def _listing(code: Text, name: str) -> nodes.literal_block:
    text = code.text.strip("\n")
    block = nodes.literal_block(text, text, language="python", classes=[name], translatable=False)
    block.source, block.line = str(code.path), code.line
    return block


DIRECTIVES = {"graded-exercise": GradedExercise}
