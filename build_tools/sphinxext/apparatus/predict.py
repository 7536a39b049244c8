"""`{predict}` → the prompt, and on screen a form whose answer the reader keeps beside the result."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx

from build_tools.core.codes import Code
from build_tools.sphinxext.apparatus.box import Box
from build_tools.sphinxext.apparatus.kinds import KINDS
from build_tools.sphinxext.apparatus.nodes import ml_box, ml_predict
from build_tools.sphinxext.context import context_of
from build_tools.sphinxext.home import home
from build_tools.sphinxext.numbers import Format, render
from build_tools.sphinxext.report import warn
from build_tools.sphinxext.variant import variant_of
from build_tools.sphinxext.vocabulary import OurPostTransform
from build_tools.sphinxext.watch import watch
from build_tools.sphinxext.words import word

KINDS_OF_ANSWER = ("number", "order", "choice", "sketch")


def kind_option(argument: str | None) -> str:
    """Read what sort of answer is asked for. Raises ValueError."""
    return str(directives.choice(argument or "", KINDS_OF_ANSWER))


class Predict(Box):
    """What to commit to before the output unfolds."""

    kind = KINDS["predict"]
    option_spec: ClassVar[Any] = {
        **Box.option_spec,
        "kind": kind_option,
        "unit": directives.unchanged,
        "answer": directives.unchanged_required,
    }

    def make(self) -> ml_box:
        """Make the box with what the form needs."""
        node = super().make()
        node["asks"] = self.options.get("kind", "number")
        node["unit"] = self.options.get("unit", "")
        if "answer" in self.options:
            node["answer"] = self.options["answer"].strip()
            watch(self.env, "records", self.env.docname)
        return node


class Forms(OurPostTransform):
    """Adds the form, on screen only."""

    default_priority = 8

    def work(self) -> None:
        """Visit the predictions of the page."""
        if variant_of(self.app.builder) != "screen":
            return
        for node in self.document.findall(ml_predict):
            node += nodes.raw("", self._form(node), format="html")
            context_of(self.app).asking.add(self.env.docname)

    def _form(self, node: ml_predict) -> str:
        name = node["ids"][0]
        known = {
            "key": f"{home(node, self.env)}#{name}",
            "asks": node["asks"],
            "unit": node["unit"],
            "answer": self._answer(node),
            "said": str(word("You predicted: %s")),
            "found": str(word("Found: %s")),
        }
        data = " ".join(f'data-{key}="{escape(value)}"' for key, value in known.items() if value)
        label, commit = escape(str(word("Your prediction"))), escape(str(word("Commit")))
        if node["asks"] == "number":
            entry = f'<input id="{name}-entry" name="entry" inputmode="decimal" autocomplete="off" required>'
        else:
            entry = f'<textarea id="{name}-entry" name="entry" rows="2" required></textarea>'
        unit = f' <span class="ml-unit">{escape(node["unit"])}</span>' if node["unit"] else ""
        # Hidden until the script is there: without it the fold alone does the work.
        return (
            f'<form class="ml-predict-form" hidden {data}><label for="{name}-entry">{label}</label> '
            f'{entry}{unit} <button type="submit">{commit}</button>'
            '<output class="ml-predict-said" aria-live="polite"></output></form>'
        )

    def _answer(self, node: ml_predict) -> str:
        if "answer" not in node:
            return ""
        record = context_of(self.app).records(home(node, self.env)).get(node["answer"])
        if record is None or record.value is None:
            warn(
                Code.RECORD_UNKNOWN,
                f"no record '{node['answer']}' on this page answers the prediction",
                "Name in `:answer:` a number that a cell of the page records.",
                node,
            )
            return ""
        unit = record.unit or node["unit"]
        return render(record.value, unit, Format(), str(self.config.language or "en"))


DIRECTIVES = {"predict": Predict}


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(Forms)
