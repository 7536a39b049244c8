"""The directive that all boxes share: a title as argument, a label, MyST inside."""

from __future__ import annotations

from itertools import count
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from build_tools.core.codes import Code
from build_tools.sphinxext.apparatus.kinds import Kind
from build_tools.sphinxext.apparatus.nodes import ml_box, ml_box_title, ml_field
from build_tools.sphinxext.report import warn


class Box(SphinxDirective):
    """A box of one kind; families derive from it and add options or children."""

    kind: ClassVar[Kind]
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[Any] = {
        "label": directives.unchanged_required,
        "name": directives.unchanged_required,
        "class": directives.class_option,
    }

    def run(self) -> list[nodes.Node]:
        """Return the box."""
        return [self.make()]

    def make(self) -> ml_box:
        """Make the box with its title, label and parsed body."""
        kind = self.kind
        node = kind.node(kind=kind.name, word=kind.word, tag=kind.tag, numbered=kind.numbered)
        node["classes"] += ["ml-box", f"ml-{kind.name}", *self.options.get("class", [])]
        self.set_source_info(node)
        if kind.word or self.arguments:
            node += self.title()
        self.lead(node)
        self.state.nested_parse(self.content, self.content_offset, node)
        self.label(node)
        return node

    def lead(self, node: ml_box) -> None:
        """Add what stands between title and body; nothing unless a family says so."""

    def heading(self) -> str:
        """Return the words of the title: the argument, unless a family says otherwise."""
        return self.arguments[0].strip() if self.arguments else ""

    def title(self) -> ml_box_title:
        """Return the title; empty for an untitled kind, whose word `headings` puts there."""
        text = self.heading()
        if self.kind.titled and not text:
            self.invalid(
                f"'{self.kind.name}' has no title", f"Write {{{self.kind.name}}} and a title."
            )
        title = ml_box_title(text, "", classes=["ml-title"])
        self.set_source_info(title)
        if text:
            children, messages = self.state.inline_text(text, self.lineno)
            title += [*children, *messages]
        return title

    def label(self, node: ml_box) -> None:
        """Make the box a target: by its label, else by a generated id."""
        name = self.options.get("label") or self.options.get("name")
        if name:
            self.options["name"] = name
            self.add_name(node)
        if not node["ids"]:
            node["ids"].append(self._free_id())
            self.state.document.note_explicit_target(node)
        for title in node.children[:1]:
            if isinstance(title, ml_box_title):
                title["ids"].append(f"{node['ids'][0]}-title")

    def _free_id(self) -> str:
        taken = self.state.document.ids
        numbers = (f"{self.kind.name}-{number}" for number in count(1))
        return next(name for name in numbers if name not in taken)

    def field(self, word: str, text: str, name: str) -> ml_field:
        """Return a line of the box with a translated word before the author's text."""
        node = ml_field(text, "", word=word, classes=["ml-field", f"ml-field-{name}"])
        self.set_source_info(node)
        children, messages = self.state.inline_text(text, self.lineno)
        node += [*children, *messages]
        return node

    def invalid(self, message: str, remedy: str) -> None:
        """Report a mistake in the use of the directive."""
        warn(Code.DIRECTIVE_INVALID, message, remedy, self._here())

    def _here(self) -> tuple[str, int]:
        source, line = self.get_source_info()
        return source, line


def minutes(argument: str | None) -> int:
    """Read a number of minutes. Raises ValueError."""
    return int(directives.positive_int(argument or ""))
