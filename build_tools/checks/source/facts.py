"""The words in which rules speak of a page: headings, labels, roles, links, directives, cells, formulas."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

# Directives that draw a figure, and those that make a table; foreign books know only Sphinx's.
FIGURES = frozenset({"figure", "plot", "figure-md", "subfigure"})
TABLES = frozenset({"table", "list-table", "csv-table"})
CELLS = frozenset({"code-cell", "code-block", "code", "sourcecode"})


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` from 1; `labels` are the targets right above it."""

    level: int
    text: str
    line: int
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """`kind`: section, figure, table, equation, the name of a directive, or `text` for anything else."""

    name: str
    kind: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Role:
    """``{name}`content` ``; `target` is what a reference points to, `title` the text it was given."""

    name: str
    content: str
    target: str
    title: str | None
    start: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Link:
    """`[text](url)`, `![text](url)` or `<url>`."""

    text: str
    url: str
    image: bool
    start: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a directive with the place of its value."""

    value: str
    line: int
    column: int


@dataclass(slots=True)
class Directive:
    """A fence with a name in braces. `body` begins at `body_line`; `parents` are the names around it."""

    name: str
    argument: str
    line: int
    column: int
    parents: tuple[str, ...] = ()
    options: dict[str, Option] = field(default_factory=dict)
    body: str = ""
    body_line: int = 0
    end: int = 0
    labels: tuple[str, ...] = ()

    def option(self, *names: str) -> str:
        """Return the value of the first option of these that is given, or an empty text."""
        return next((self.options[name].value for name in names if name in self.options), "")

    def at(self, name: str) -> tuple[int, int]:
        """Return line and column of an option, else of the directive."""
        option = self.options.get(name)
        return (self.line, self.column) if option is None else (option.line, option.column)


@dataclass(frozen=True, slots=True)
class Code:
    """A block of code that is no directive's (a plain fence), with its language."""

    language: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Formula:
    """`$…$`, `$$…$$ (label)` or a LaTeX environment."""

    tex: str
    label: str | None
    display: bool
    line: int
    column: int


@dataclass
class Facts:
    """What stands on one page.

    `text` is the source (of a notebook: its cells as MyST); `flow` is as long, with everything blanked that
    is not inline text; `prose` has roles, code, formulas and addresses blanked as well. `lines` maps lines
    of `text` to lines of the file where they differ. `records` are the ids that cells give to `record` as
    plain strings, with their lines.
    """

    docname: str
    path: str
    text: str
    flow: str = ""
    prose: str = ""
    front: str = ""
    lines: tuple[int, ...] | None = None
    headings: list[Heading] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    formulas: list[Formula] = field(default_factory=list)
    records: list[tuple[str, int]] = field(default_factory=list)
    unclosed: list[tuple[int, str]] = field(default_factory=list)

    @cached_property
    def starts(self) -> list[int]:
        """Offsets at which lines of `text` begin."""
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def place(self, offset: int) -> tuple[int, int]:
        """Return line of the file and column, both from 1, of an offset in `text`."""
        index = bisect_right(self.starts, offset) - 1
        return self.file_line(index + 1), offset - self.starts[index] + 1

    def file_line(self, line: int) -> int:
        """Return the line of the file for a line of `text`."""
        if self.lines is None:
            return line
        return self.lines[min(line, len(self.lines)) - 1]

    def named(self, *names: str) -> list[Directive]:
        """Return the directives of these names, in order."""
        return [each for each in self.directives if each.name in names]

    def __getstate__(self) -> dict[str, object]:
        return {key: value for key, value in self.__dict__.items() if key != "starts"}
