"""A text from a file of an exercise or quiz → nodes that name that file and line as their source."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from build_tools.core.diagnostics import BuildError
from build_tools.exercise import Library, Text
from build_tools.exercise.library import MISCONCEPTIONS
from build_tools.sphinxext.apparatus.nodes import ml_field
from build_tools.sphinxext.context import context_of
from build_tools.sphinxext.report import warn
from build_tools.sphinxext.watch import watch


class FromLibrary(SphinxDirective):
    """What both directives do: read the library, parse its texts, report what is wrong in its files."""

    @property
    def library(self) -> Library:
        """The exercises of the book being built."""
        return Library(Path(self.env.srcdir))

    def report(self, error: BuildError) -> None:
        """Warn of each finding, where the file is wrong or else where the directive stands.

        Several directives read the same quiz: what is wrong with it is said once.
        """
        told = context_of(self.env.app).told
        for found in error.diagnostics:
            if found.path is not None and found in told:
                continue
            told.add(found)
            place = self.get_source_info() if found.path is None else (str(found.path), found.line)
            warn(found.code, found.message, found.remedy, (place[0], place[1] or 1))

    def parse(self, text: Text) -> list[nodes.Node]:
        """Parse MyST to nodes."""
        holder = nodes.Element()
        lines = StringList(text.text.splitlines(), str(text.path))
        with _inside(self.state, text):
            # Markdown's renderer counts from 0 and adds the directive's own line.
            offset = text.line - 1 - getattr(self.state, "_lineno", 0)
            self.state.nested_parse(lines, offset, holder)
        return holder.children

    def inline(self, text: Text) -> list[nodes.Node]:
        """Parse MyST of one paragraph to what stands inside it."""
        return [
            child
            for each in self.parse(text)
            for child in (each.children if isinstance(each, nodes.paragraph) else [each])
        ]

    def told(self, word: str, text: Text) -> list[nodes.Node]:
        """Parse a remark; `word` stands before its first paragraph."""
        first, *rest = self.parse(text) or [nodes.paragraph()]
        line = ml_field(text.text, "", *first.children, word=word, classes=["ml-field"])
        line.source, line.line = str(text.path), text.line
        return [line, *rest]

    def refuted(self, name: str) -> list[nodes.Node]:
        """Return what is said against a misconception; its absence is reported where it is named."""
        watch(self.env, "file", str(self.library.root / MISCONCEPTIONS))
        found = self.library.misconceptions().get(name)
        if found is None:
            return []
        said = self.parse(found.refutation)
        for each in said:
            if isinstance(each, nodes.Element):
                each["classes"].append("ml-refutation")
        return said


@contextmanager
def _inside(state: Any, text: Text) -> Iterator[None]:
    """Let the parser name the file of `text`, as it does for an included file."""
    renderer = getattr(state, "_renderer", None)
    if (
        renderer is None
    ):  # a page in reStructuredText: its state machine takes the source from the lines
        yield
        return
    reporter, name = renderer.reporter, str(text.path)
    before = renderer.document["source"], reporter.source
    place = getattr(reporter, "get_source_and_line", None)
    renderer.document["source"] = reporter.source = name
    reporter.get_source_and_line = lambda line: (name, line)
    try:
        yield
    finally:
        renderer.document["source"], reporter.source = before
        if place is None:
            del reporter.get_source_and_line
        else:
            reporter.get_source_and_line = place
