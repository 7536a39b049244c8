"""MyST Markdown → its blocks: front matter, headings, targets, fences, directives with their options.

A fence is closed as Markdown closes it: by the first bare run of its character that is at least as long,
whatever was opened inside. So a missing backtick shows here exactly where a reader of the page meets it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from build_tools.checks.source.facts import (
    CELLS,
    FIGURES,
    TABLES,
    Code,
    Directive,
    Facts,
    Heading,
    Label,
    Option,
)

_FENCE = re.compile(r"^(\s*)(`{3,}|~{3,}|:{3,})\s*(?:\{([^}\s]+)\}\s*(.*?)|([^`]*?))\s*$")
_CLOSE = re.compile(r"^\s*(`{3,}|~{3,}|:{3,})\s*$")
_TARGET = re.compile(r"^(\s*)\(([^()\s][^()]*)\)=\s*$")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)(?:\s+#+)?\s*$")
_OPTION = re.compile(r"^\s*:([A-Za-z][\w-]*):(?:\s+(.*))?\s*$")
_YAML = re.compile(r"^\s*([A-Za-z][\w-]*):(?:\s+(.*))?\s*$")
_ATTRIBUTE = re.compile(r"^\s*\{[^}]*#([\w:.-]+)[^}]*\}\s*$")
# What stands in them is not Markdown.
OPAQUE = CELLS | {
    "literalinclude", "math", "raw", "eval-rst", "mermaid", "include", "toctree", "tableofcontents",
    "bibliography", "csv-table", "graphviz", "plot-code", "jupyter-execute", "highlight", "code-include",
    "quiz", "graded-exercise", "image", "video", "iframe", "autoclass", "automodule", "autofunction",
}  # fmt: skip
# Their argument is a path, a language or a name rather than a title.
PATHS = (
    OPAQUE
    | FIGURES
    | {
        "solution",
        "solution-start",
        "decision",
        "ledger",
        "card",
        "grid",
        "glossary",
        "div",
        "margin",
    }
)
PROSE_OPTIONS = frozenset(
    {"alt", "question", "fixed", "varies", "repeats", "shows-not", "caption", "reason"}
)


@dataclass(slots=True)
class _Open:
    mark: str
    name: str | None
    line: int
    directive: Directive | None
    opaque: bool
    options: bool
    language: str = ""
    yaml: bool = False
    body: list[str] = field(default_factory=list)


class BlockReader:
    """Fills `facts` with blocks and gives `facts.flow`: the text with everything else blanked."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.stack: list[_Open] = []
        self.flow: list[str] = []
        self.pending: list[tuple[str, int, int]] = []
        self.comment = False
        self.last = ""

    def read(self) -> None:
        """Read all lines."""
        lines = self.facts.text.split("\n")
        start = self._front(lines)
        for number, line in enumerate(lines[start:], start + 1):
            kept = self._line(line, number)
            self.flow.append(" " * len(line) if kept is None else kept)
            if line.strip():
                self.last = line if kept is not None else ""
            else:
                self.last = ""
        for each in self.stack:
            self.facts.unclosed.append((self.facts.file_line(each.line), each.mark))
            self._close(each, len(lines))
        self._place_labels("text")
        self.facts.flow = "\n".join(self.flow)

    def _front(self, lines: list[str]) -> int:
        if not lines or lines[0].rstrip() != "---":
            return 0
        for index in range(1, len(lines)):
            if lines[index].rstrip() in ("---", "..."):
                self.facts.front = "\n".join(lines[1:index])
                self.flow = [" " * len(line) for line in lines[: index + 1]]
                return index + 1
        return 0

    def _line(self, line: str, number: int) -> str | None:
        """Take one line; return what of it is inline text."""
        if self.stack and self._closes(line, number):
            return None
        top = self.stack[-1] if self.stack else None
        for each in self.stack:
            each.body.append(line)
        if top is not None and top.options:
            kept = self._option(top, line, number)
            if top.options:
                return kept
        if top is not None and top.opaque:
            self._swallowed(top, line)
            return None
        if self.comment or line.lstrip().startswith("<!--"):
            self.comment = "-->" not in line
            return None
        if line.startswith(("%", "+++")):
            return None
        fence = _FENCE.match(line)
        if fence and not (fence[2][0] == ":" and not fence[3]):
            return self._opened(fence, line, number)
        return self._text(line, number)

    def _swallowed(self, top: _Open, line: str) -> None:
        """Note a directive that begins inside of code: the code's fence was meant to end before it."""
        fence = _FENCE.match(line)
        if fence and fence[3] and fence[2][0] == top.mark[0] and len(fence[2]) >= len(top.mark):
            self.facts.unclosed.append((self.facts.file_line(top.line), top.mark))

    def _closes(self, line: str, number: int) -> bool:
        match = _CLOSE.match(line)
        if match is None:
            return False
        for index, each in enumerate(self.stack):
            if match[1][0] == each.mark[0] and len(match[1]) >= len(each.mark):
                for inner in self.stack[index + 1 :]:
                    # A fence inside another has fewer marks; with as many, it is the outer one that its
                    # author forgot to close.
                    culprit = each if inner.mark == each.mark else inner
                    self.facts.unclosed.append((self.facts.file_line(culprit.line), culprit.mark))
                    self._close(inner, number)
                self._close(each, number)
                del self.stack[index:]
                return True
        return False

    def _close(self, each: _Open, number: int) -> None:
        body = "\n".join(each.body)
        if each.directive is None:
            at = self.facts.file_line(each.line)
            self.facts.codes.append(Code(each.language, body, at))
            return
        skipped = each.directive.body_line - each.line - 1
        each.directive.body = "\n".join(each.body[skipped:])
        each.directive.end = self.facts.file_line(number)
        each.directive.body_line = self.facts.file_line(
            min(each.directive.body_line, self.facts.text.count("\n") + 1)
        )

    def _opened(self, fence: re.Match[str], line: str, number: int) -> str | None:
        name, argument = fence[3], fence[4] or ""
        if name is None:
            self._place_labels("text")
            language = (fence[5] or "").strip()
            self.stack.append(_Open(fence[2], None, number, None, True, False, language))
            return None
        directive = Directive(
            name,
            argument,
            self.facts.file_line(number),
            len(fence[1]) + 1,
            tuple(each.name or "" for each in self.stack),
            body_line=number + 1,
        )
        self.facts.directives.append(directive)
        directive.labels = self._place_labels(_kind(name))
        self.stack.append(_Open(fence[2], name, number, directive, name in OPAQUE, True))
        if name in PATHS or not argument:
            return None
        at = fence.start(4)
        return " " * at + line[at:]

    def _option(self, top: _Open, line: str, number: int) -> str | None:
        """Read an option line; switch `top.options` off at the first line of the body."""
        directive = top.directive
        if directive is None:  # only directives are opened with options
            top.options = False
            return None
        first = number == top.line + 1
        if line.strip() == "---" and (first or top.yaml):
            top.yaml = first
            top.options = first
            if not first:
                directive.body_line = number + 1
                top.options = True
                top.yaml = False
                return None
            return None
        match = (_YAML if top.yaml else _OPTION).match(line)
        if match is None:
            if top.yaml:
                return None
            top.options = False
            return None
        value, at = match[2] or "", match.start(2) if match[2] else match.end(1)
        value = _unquoted(value.strip())
        option = Option(value, self.facts.file_line(number), at + 1)
        directive.options.setdefault(match[1], option)
        directive.body_line = number + 1
        if match[1] in ("name", "label") and value:
            self._label(value, _kind(directive.name), number, at + 1)
            directive.labels = (*directive.labels, value)
        return " " * at + line[at:] if match[1] in PROSE_OPTIONS else None

    def _text(self, line: str, number: int) -> str | None:
        target = _TARGET.match(line)
        if target:
            self.pending.append((target[2], number, len(target[1]) + 2))
            return None
        attribute = _ATTRIBUTE.match(line)
        if attribute:
            self.pending.append((attribute[1], number, attribute.start(1) + 1))
            return None
        heading = _HEADING.match(line)
        if heading:
            labels = self._place_labels("section")
            self._heading(len(heading[1]), heading[2], number, labels)
            return line.replace("#", " ", len(heading[1]))
        if self.last.strip() and re.fullmatch(r"(=+|-{2,})\s*", line) and self._paragraph():
            self._heading(1 if line[0] == "=" else 2, self.last.strip(), number - 1, ())
            return None
        if line.strip():
            self._place_labels("text")
        return line

    def _paragraph(self) -> bool:
        return not self.last.lstrip().startswith(("#", "|", "-", "*", ">", "(", "+"))

    def _heading(self, level: int, text: str, number: int, labels: tuple[str, ...]) -> None:
        at = self.facts.file_line(number)
        self.facts.headings.append(Heading(level, text, at, labels))

    def _place_labels(self, kind: str) -> tuple[str, ...]:
        names = tuple(name for name, _, _ in self.pending)
        for name, number, column in self.pending:
            self._label(name, kind, number, column)
        self.pending = []
        return names

    def _label(self, name: str, kind: str, number: int, column: int) -> None:
        self.facts.labels.append(Label(name, kind, self.facts.file_line(number), column))


def _unquoted(value: str) -> str:
    # MyST reads options as YAML.
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _kind(directive: str) -> str:
    if directive in FIGURES:
        return "figure"
    if directive in TABLES:
        return "table"
    return "equation" if directive == "math" else directive
