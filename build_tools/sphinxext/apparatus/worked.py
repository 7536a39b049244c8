"""`{worked-example}` with `{step}`s inside; faded steps are left to the reader and fold away."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive, directives

from build_tools.sphinxext.apparatus.box import Box
from build_tools.sphinxext.apparatus.folding import folded
from build_tools.sphinxext.apparatus.kinds import KINDS
from build_tools.sphinxext.apparatus.nodes import ml_box, ml_box_title

INSIDE = "mlsysbook_worked_examples"
FADES = ("none", "last", "half", "all")


def fade(argument: str | None) -> str:
    """Read how much of an example is left to the reader. Raises ValueError."""
    return str(directives.choice(argument or "", FADES))


class WorkedExample(Box):
    """A problem solved step by step, less and less of it on the page as a reader learns."""

    kind = KINDS["worked-example"]
    option_spec: ClassVar[Any] = {**Box.option_spec, "fade": fade}

    def make(self) -> ml_box:
        """Make the box; a `{step}` met on the way is ours."""
        self.env.temp_data[INSIDE] = self.env.temp_data.get(INSIDE, 0) + 1
        try:
            return super().make()
        finally:
            self.env.temp_data[INSIDE] -= 1

    def run(self) -> list[nodes.Node]:
        """Return the box with its steps counted and the faded ones folded."""
        node = self.make()
        steps = [
            each for each in node.children if isinstance(each, ml_box) and each["kind"] == "step"
        ]
        for number, step in enumerate(steps, start=1):
            step["step"] = number
        how = self.options.get("fade", "none")
        if how != "none" and not steps:
            self.invalid("a faded example has no steps", "Write {step} inside it.")
        for step in faded(steps, how):
            _hide(step)
        return [node]


class Step(Box):
    """One step of a worked example; elsewhere the `{step}` that another extension registered.

    sphinx-design, which Jupyter Book always loads, has a directive of this name for its lists of steps.
    """

    kind = KINDS["step"]
    theirs: ClassVar[type[Directive] | None] = None

    @classmethod
    def beside(cls, theirs: type[Directive] | None) -> type[Step]:
        """Return the directive that is ours in a worked example and `theirs` everywhere else."""
        if theirs is None or issubclass(theirs, Step):
            return theirs or cls
        both = {**(theirs.option_spec or {}), **cls.option_spec}
        return type("Step", (cls,), {"theirs": theirs, "option_spec": both})

    def run(self) -> list[nodes.Node]:
        """Return our step, or whatever the other directive makes."""
        if self.theirs is None or self.env.temp_data.get(INSIDE):
            return super().run()
        other = self.theirs(
            self.name,
            self.arguments,
            self.options,
            self.content,
            self.lineno,
            self.content_offset,
            self.block_text,
            self.state,
            self.state_machine,
        )
        return list(other.run())


def faded(steps: list[ml_box], how: str) -> list[ml_box]:
    """Return the steps that `how` leaves to the reader: from the end, half rounded up."""
    count = {"none": 0, "last": 1, "half": (len(steps) + 1) // 2, "all": len(steps)}[how]
    return steps[len(steps) - min(count, len(steps)) :]


def _hide(step: ml_box) -> None:
    body = [each for each in step.children if not isinstance(each, ml_box_title)]
    for each in body:
        step.remove(each)
    step += folded(body, "Try this step, then open it", "ml-faded")


DIRECTIVES = {"worked-example": WorkedExample}
