"""`{decision}`, one entry of the ledger where it is taken, and `{ledger}`, the table of a system.

`decision`, `number` and `because` of an entry may hold any inline markup, `{value}` above all; translators
find them in the catalog of the page that prints them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError
from build_tools.sphinxext.apparatus.box import Box
from build_tools.sphinxext.apparatus.kinds import KINDS
from build_tools.sphinxext.apparatus.ledger import LEDGER, Entry, read_ledger
from build_tools.sphinxext.apparatus.nodes import ml_box, ml_field
from build_tools.sphinxext.report import warn
from build_tools.sphinxext.watch import watch

COLUMNS = {"chapter": "Chapter", "decision": "Decision", "number": "Number", "because": "Because"}


class FromLedger(SphinxDirective):
    """What both directives do: find the entries of a system."""

    def entries(self, system: str) -> list[Entry]:
        """Return the entries; what is wrong with the ledger is reported where it stands."""
        path = Path(self.env.srcdir) / LEDGER
        watch(self.env, "file", str(path))
        try:
            return [each for each in read_ledger(path) if each["system"] == system]
        except BuildError as error:
            for found in error.diagnostics:
                warn(found.code, found.message, found.remedy, (str(path), found.line or 1))
            return []

    def inline(self, text: str) -> nodes.paragraph:
        """Return a text of the ledger as a paragraph of the page."""
        node = nodes.paragraph(text, "")
        self.set_source_info(node)
        children, messages = self.state.inline_text(text, self.lineno)
        node += [*children, *messages]
        return node


class Decision(Box, FromLedger):
    """One decision, by `:id:`, or by the only one of `:chapter:`; prose may follow in the body."""

    kind = KINDS["decision"]
    required_arguments = 1
    optional_arguments = 0
    option_spec: ClassVar[Any] = {
        **Box.option_spec,
        "id": directives.unchanged_required,
        "chapter": directives.unchanged_required,
    }

    def heading(self) -> str:
        """Return the name of the system in words: ids are joined by hyphens, names are not."""
        return super().heading().replace("-", " ")

    def lead(self, node: ml_box) -> None:
        """Print the entry."""
        system = self.arguments[0].strip()
        wanted = {key: self.options[key] for key in ("id", "chapter") if key in self.options}
        found = [
            each
            for each in self.entries(system)
            if all(each[key] == value for key, value in wanted.items())
        ]
        if len(found) != 1:
            by = ", ".join(f"{key} '{value}'" for key, value in wanted.items()) or "no option"
            self.invalid(
                f"{len(found)} decisions for '{system}' by {by}",
                f"Name one by `:id:`, as written in {LEDGER.as_posix()}.",
            )
            return
        node["classes"].append(f"ml-system-{nodes.make_id(system)}")
        node += self.inline(found[0]["decision"])
        for name in ("number", "because"):
            if name in found[0]:
                node += self.field(COLUMNS[name], found[0][name], name)


class Ledger(FromLedger):
    """The decisions of one system, in the order of the ledger."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a table; nothing for a system without decisions, which is reported."""
        system = self.arguments[0].strip()
        entries = self.entries(system)
        if not entries:
            source, line = self.get_source_info()
            warn(
                Code.DIRECTIVE_INVALID,
                f"the ledger has no decision for '{system}'",
                f"Add one to {LEDGER.as_posix()} or mend the name.",
                (source, line),
            )
            return []
        head = [self._row([ml_field("", "", word=each) for each in COLUMNS.values()])]
        body = [
            self._row([self.inline(entry.get(name, "")) for name in COLUMNS]) for entry in entries
        ]
        group = nodes.tgroup(
            "",
            *[nodes.colspec(colwidth=width) for width in (15, 30, 20, 35)],
            nodes.thead("", *head),
            nodes.tbody("", *body),
            cols=len(COLUMNS),
        )
        table = nodes.table("", group, classes=["ml-ledger"])
        self.set_source_info(table)
        return [table]

    def _row(self, cells: list[nodes.paragraph]) -> nodes.row:
        return nodes.row("", *[nodes.entry("", each) for each in cells])


DIRECTIVES = {"decision": Decision, "ledger": Ledger}
