"""``{value}`docname::id:format|particle` `` → the recorded number, set in the language of the page.

The role is ordinary inline markup, so a translator keeps it in the sentence and moves it where the
language wants it. It is filled while the page is read, so that titles and references to them carry the
number too; what is then still without a record is reported when the page is written.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxRole
from sphinx.writers.html5 import HTML5Translator

from build_tools.core.codes import Code
from build_tools.execute.records import Record
from build_tools.sphinxext.context import context_of
from build_tools.sphinxext.home import home
from build_tools.sphinxext.korean import particle
from build_tools.sphinxext.numbers import parse_format, render
from build_tools.sphinxext.report import warn
from build_tools.sphinxext.vocabulary import OurPostTransform, Ours
from build_tools.sphinxext.watch import watch
from build_tools.sphinxext.words import word

_TARGET = re.compile(
    r"(?:(?P<doc>[^:|]+)::)?(?P<id>[^:|]+)(?::(?P<format>[^|]*))?(?:\|(?P<particle>.+))?"
)


class value(nodes.inline, Ours):  # noqa: N801 - docutils finds visitors by the class's name
    """A printed record; `target` as written, provenance in the attributes once it is filled."""


class Problem(Exception):  # noqa: N818 - a finding, always turned into a diagnostic
    """Why a value cannot be printed: code, message, remedy."""

    def __init__(self, code: Code, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy = code, message, remedy


class ValueRole(SphinxRole):
    """The role itself."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return one `value` node, filled when its record exists already."""
        node = value(self.rawtext, target=self.text)
        self.set_source_info(node)
        fill(node, self.env, self.env.docname, reading=True)
        return [node], []


def fill(node: value, env: BuildEnvironment, docname: str, reading: bool) -> Problem | None:
    """Print the record of `node` into it; return what stood in the way."""
    try:
        record, text = _print(node["target"], env, docname, reading)
    except Problem as problem:
        return problem
    node.children = []
    node += nodes.Text(text)
    node["provenance"] = provenance(record)
    return None


def _print(target: str, env: BuildEnvironment, docname: str, reading: bool) -> tuple[Record, str]:
    found = _TARGET.fullmatch(target.strip())
    if found is None:
        raise Problem(
            Code.DIRECTIVE_INVALID,
            f"'{target}' names no record",
            "Write id, id:format or page::id.",
        )
    record = _record(env, found["doc"], found["id"].strip(), docname, reading)
    if record.value is None:
        raise Problem(
            Code.RECORD_UNKNOWN,
            f"the record '{record.id}' is a series, not one number",
            "Record the number that you want to print, or draw the series with {plot}.",
        )
    try:
        # Units such as "months" are words; Sphinx's catalogs answer an empty one with their header.
        unit = str(word(record.unit)) if record.unit else ""
        text = render(record.value, unit, parse_format(found["format"] or ""), _language(env))
        text += particle(text, found["particle"]) if found["particle"] else ""
    except ValueError as error:
        raise Problem(
            Code.DIRECTIVE_INVALID,
            f"'{target}' cannot be printed: {error}",
            "Formats are Python's (.1f) and si, bin, pct, int, x; a closing ! drops the unit.",
        ) from None
    return record, text


def _record(
    env: BuildEnvironment, name: str | None, record_id: str, docname: str, reading: bool
) -> Record:
    context = context_of(env.app)
    docnames = set(env.found_docs)
    pages = [docname] if name is None else context.resolve(name.strip(), docnames)
    if len(pages) != 1:
        several = f"'{name}' can mean {' or '.join(pages)}" if pages else f"no page '{name}'"
        raise Problem(Code.RECORD_UNKNOWN, several, "Write the whole name of the page.")
    if reading:
        watch(env, "records", pages[0])
    record = context.records(pages[0]).get(record_id)
    if record is None:
        near = context.near(record_id, pages[0], docnames)
        meant = f"Did you mean {' or '.join(near)}? " if near else ""
        where = "this page" if name is None else pages[0]
        raise Problem(
            Code.RECORD_UNKNOWN,
            f"no record '{record_id}' on {where}",
            f'{meant}A cell makes it with record("{record_id}", ...).',
        )
    return record


def _language(env: BuildEnvironment) -> str:
    return str(env.config.language or "en")


def provenance(record: Record) -> dict[str, str]:
    """Return what is known of where a record comes from, as texts; what is unknown is left out."""
    spread = None if record.spread is None else "–".join(f"{each:.4g}" for each in record.spread)
    machine = record.machine or {}
    known = {
        "id": f"{record.docname}::{record.id}",
        "kind": record.kind,
        "n": record.n,
        "spread": spread,
        "source": record.source,
        "machine": machine.get("cpu"),
        "date": str(record.date)[:10] if record.date else None,
    }
    return {key: str(each) for key, each in known.items() if each not in (None, "")}


class FillValues(OurPostTransform):
    """Fills what had no record while the page was read, and reports what has none now."""

    default_priority = 5

    def work(self) -> None:
        """Visit the values of the page."""
        for node in list(self.document.findall(value)):
            if "provenance" in node:
                continue
            problem = fill(node, self.env, home(node, self.env), reading=False)
            if problem is not None:
                warn(problem.code, problem.message, problem.remedy, node)
                node["classes"].append("ml-missing")
                node += nodes.Text(f"[{node['target']}]")


def visit_value_html(self: HTML5Translator, node: value) -> None:
    """Open a span with its provenance as attributes and as a tooltip."""
    # A title that is repeated in the navigation keeps its number and leaves the rest to its page.
    known: dict[str, str] = {} if _in_contents(node) else node.get("provenance", {})
    words = [known[key] for key in ("kind", "source", "machine", "date") if key in known]
    words[1:1] = [f"{key} = {known[key]}" for key in ("n", "spread") if key in known]
    attributes: Any = {f"data-{key}": each for key, each in known.items()}
    if words:
        attributes["title"] = "; ".join(words)
    classes = " ".join(["ml-value", *node["classes"]])
    self.body.append(self.starttag(node, "span", "", CLASS=classes, **attributes))


def _in_contents(node: nodes.Node) -> bool:
    parent = node.parent
    while parent is not None:
        if isinstance(parent, addnodes.compact_paragraph):
            return True
        parent = parent.parent
    return False


def depart_value_html(self: HTML5Translator, _node: value) -> None:
    """Close it."""
    self.body.append("</span>")


ROLES = {"value": ValueRole()}


def setup(app: Sphinx) -> None:
    """Register the node and the transform."""
    app.add_node(value, override=True, html=(visit_value_html, depart_value_html))
    app.add_post_transform(FillValues)
