"""A page of any format → `Facts`."""

from __future__ import annotations

import json
import re

from build_tools.checks.source.blocks import BlockReader
from build_tools.checks.source.cells import literal_records
from build_tools.checks.source.facts import Facts, Label, Role
from build_tools.checks.source.inline import read_inline, split_title

_RST_LABEL = re.compile(r"^\s*\.\. _`?([^`:\n]+)`?:\s*$", re.MULTILINE)
_RST_NAME = re.compile(r"^\s+:(?:name|label):\s*(\S+)\s*$", re.MULTILINE)
_RST_ROLE = re.compile(r":([\w:+-]+):`([^`]+)`")


def read_page(docname: str, path: str, text: str) -> Facts:
    """Read a page; `path` tells the format. A broken notebook has no facts but its text."""
    if path.endswith(".rst"):
        return _read_rst(docname, path, text)
    if path.endswith(".ipynb"):
        source, lines = notebook_source(text)
        return _read_myst(Facts(docname, path, source, lines=lines))
    return _read_myst(Facts(docname, path, text))


def _read_myst(facts: Facts) -> Facts:
    BlockReader(facts).read()
    read_inline(facts)
    facts.records = list(literal_records(facts))
    facts.labels.sort(key=lambda each: (each.line, each.column))
    return facts


def _read_rst(docname: str, path: str, text: str) -> Facts:
    # Sphinx's environment knows the rest; these are enough not to call a label undefined or unused.
    facts = Facts(docname, path, text)
    for pattern in (_RST_LABEL, _RST_NAME):
        for match in pattern.finditer(text):
            facts.labels.append(Label(match[1], "text", *facts.place(match.start(1))))
    for match in _RST_ROLE.finditer(text):
        target, title = split_title(match[2])
        place = facts.place(match.start())
        facts.roles.append(Role(match[1], match[2], target, title, match.start(), *place))
    return facts


def notebook_source(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a notebook's cells as MyST, and for each line of it the line in the file."""
    try:
        cells = json.loads(text)["cells"]
    except (ValueError, KeyError, TypeError):
        return "", (1,)
    file = text.split("\n")
    found: list[str] = []
    lines: list[int] = []
    at = 0
    for cell in cells:
        source = cell.get("source", "")
        source = source.splitlines(keepends=True) if isinstance(source, str) else source
        at = _find(file, '"source"', at)
        code = cell.get("cell_type") == "code"
        if code:
            found += ["````{code-cell}"]
            lines += [at + 1]
        for part in source:
            here = _find(file, json.dumps(part, ensure_ascii=False)[1:-1], at)
            if here == at:
                here = _find(file, json.dumps(part)[1:-1], at)
            at = here
            if cell.get("cell_type") != "raw":
                found.append(part.rstrip("\n"))
                lines.append(at + 1)
        found += ["````", ""] if code else [""]
        lines += [at + 1, at + 1] if code else [at + 1]
    return "\n".join(found), tuple(lines) or (1,)


def _find(lines: list[str], part: str, start: int) -> int:
    return next((i for i in range(start, len(lines)) if part in lines[i]), start)
