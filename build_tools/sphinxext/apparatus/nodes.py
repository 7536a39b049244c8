"""The nodes of the apparatus, and their HTML.

Each derives from a node that every writer knows, which is how it is written where nothing is registered
for it: Sphinx looks for a visitor along the class's ancestors, by name. The prefix keeps ours apart from
docutils' own `field` and `definition`, whose visitors would be found first.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from build_tools.sphinxext.vocabulary import Ours

# ruff: noqa: N801 - docutils finds visitors by the class's name, written in lower case


class ml_box(nodes.container, Ours):
    """A box of a chapter: `kind`, `tag` of its HTML element, and `word`, the name of its kind."""


class ml_experiment(ml_box):
    """From `{experiment}` to `{experiment-end}`, with all that stands between."""


class ml_worked_example(ml_box):
    """A problem solved in steps."""


class ml_definition(ml_box):
    """A term in one sentence."""


class ml_key_idea(ml_box):
    """A sentence to remember."""


class ml_fallacy(ml_box):
    """A false claim, refuted."""


class ml_pitfall(ml_box):
    """A mistake that is easily made."""


class ml_graded_exercise(ml_box):
    """An exercise that tests grade."""


class ml_quiz_item(ml_box):
    """One question of a quiz."""


class ml_predict(ml_box):
    """What to commit to before the result unfolds."""


class ml_box_title(nodes.paragraph, Ours):
    """The first child of a box: its author's title, behind the kind and number that `headings` adds."""


class ml_field(nodes.paragraph, Ours):
    """A line such as "Held fixed: the input"; `word` is translated and set before the text."""


class ml_fold(nodes.container, Ours):
    """Folded away on screen, in place in every other format; a `fold_summary` stands first."""


class ml_fold_summary(nodes.paragraph, Ours):
    """What a closed fold shows."""


class ml_timing(nodes.paragraph, Ours):
    """Minutes for reading and doing, by kind in `minutes`."""


class ml_provenance(nodes.paragraph, Ours):
    """Machine, date, repeats, spread and claims of an experiment; filled when the page is written."""


class ml_experiment_end(nodes.Invisible, nodes.Element):
    """Where an experiment ends; gone once it is gathered."""


class ml_section_mark(nodes.paragraph, Ours):
    """Says whether a section is optional or core."""


def visit_box(self: HTML5Translator, node: ml_box) -> None:
    """Open the element that the box's kind asks for, labelled by its title.

    A group and no `<section>`: each box would be a landmark, and search takes sections for headings.
    """
    attributes: Any = {"role": "group"} if node.get("tag") == "div" else {}
    title = next((child for child in node.children if isinstance(child, ml_box_title)), None)
    if title is not None and title["ids"]:
        attributes["aria-labelledby"] = title["ids"][0]
    self.body.append(self.starttag(node, node.get("tag", "div"), **attributes))


def depart_box(self: HTML5Translator, node: ml_box) -> None:
    """Close it."""
    self.body.append(f"</{node.get('tag', 'div')}>\n")


def visit_fold(self: HTML5Translator, node: ml_fold) -> None:
    """Open `<details>`."""
    self.body.append(self.starttag(node, "details"))


def depart_fold(self: HTML5Translator, _node: ml_fold) -> None:
    """Close it."""
    self.body.append("</details>\n")


def visit_summary(self: HTML5Translator, node: ml_fold_summary) -> None:
    """Open `<summary>`."""
    self.body.append(self.starttag(node, "summary", ""))


def depart_summary(self: HTML5Translator, _node: ml_fold_summary) -> None:
    """Close it."""
    self.body.append("</summary>\n")


def skip(_self: HTML5Translator, _node: nodes.Element) -> None:
    """Leave out a node that only marks a place."""
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the nodes that Sphinx does not know by their ancestors."""
    app.add_node(ml_box, override=True, html=(visit_box, depart_box))
    app.add_node(ml_fold, override=True, html=(visit_fold, depart_fold))
    app.add_node(ml_fold_summary, override=True, html=(visit_summary, depart_summary))
    for plain in (ml_box_title, ml_field, ml_timing, ml_provenance, ml_section_mark):
        app.add_node(plain, override=True)
    app.add_node(
        ml_experiment_end,
        override=True,
        **dict.fromkeys(("html", "latex", "text", "man", "texinfo"), (skip, None)),
    )
