"""The glossary: where each term is defined. Shared by the rules on terms."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.source.facts import Facts


def defined(page: Facts) -> Iterator[tuple[str, int, int]]:
    """Yield each term that a `{glossary}` of the page defines, with line and column.

    A term is a line at the left edge of the block; several may share a definition.
    """
    for glossary in page.named("glossary"):
        left = None
        for number, line in enumerate(glossary.body.split("\n"), glossary.body_line):
            text = line.strip()
            if not text or text.startswith((":", "..", "%")):
                continue
            indent = len(line) - len(line.lstrip())
            left = indent if left is None else min(left, indent)
            if indent == left:
                yield text.split(" : ")[0].strip(), number, indent + 1
