"""What an exercise and a quiz are, as values; every text of an author's knows its file and line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["choice", "number", "order", "text"]
KINDS: tuple[Kind, ...] = ("choice", "number", "order", "text")


@dataclass(frozen=True)
class Text:
    """A piece of MyST or Python; `line` is that of its first line in `path`, from 1."""

    text: str
    path: Path
    line: int

    def __bool__(self) -> bool:
        return bool(self.text.strip())


@dataclass(frozen=True)
class Mutant:
    """A plausible wrong solution, and the misconception that whoever writes it holds."""

    name: str
    code: Text
    misconception: str
    why: str


@dataclass(frozen=True)
class Exercise:
    """One graded exercise; `minutes` is what a reader needs, `objective` counts from 1 in its chapter."""

    chapter: str
    id: str
    folder: Path
    title: Text
    objective: int
    minutes: int
    where: Literal["browser", "native"]
    reason: str
    packages: tuple[str, ...]
    prompt: Text
    starter: Text
    solution: Text
    tests: Text
    hints: tuple[Text, ...]
    mutants: tuple[Mutant, ...]

    @property
    def key(self) -> str:
        """`benchmarking/size-a-sample`, as the directive and the command name it."""
        return f"{self.chapter}/{self.id}"

    @property
    def label(self) -> str:
        """What `{ref}` names."""
        return f"exr-{self.chapter}-{self.id}"


@dataclass(frozen=True)
class Option:
    """One answer to choose; a wrong one names its misconception and says something to whoever chose it."""

    id: str
    text: Text
    correct: bool
    misconception: str
    feedback: Text


@dataclass(frozen=True)
class Wrong:
    """A wrong number that somebody with the misconception arrives at."""

    value: float
    misconception: str
    feedback: Text


@dataclass(frozen=True)
class Step:
    """One thing to put in order."""

    id: str
    text: Text


@dataclass(frozen=True)
class Item:
    """One question. Fields of other kinds than its own are empty.

    `answer` is in `unit`, right within the relative `tolerance`; `delayed` names the chapter that asks
    instead of this one, or `part`.
    """

    chapter: str
    id: str
    line: int
    kind: Kind
    objective: int
    delayed: str
    prompt: Text
    explanation: Text
    options: tuple[Option, ...] = ()
    answer: float = 0.0
    tolerance: float = 0.0
    unit: str = ""
    wrong: tuple[Wrong, ...] = ()
    steps: tuple[Step, ...] = ()
    order_feedback: Wrong | None = None
    model: Text | None = None
    rubric: tuple[Text, ...] = ()
    misconception: str = ""

    @property
    def key(self) -> str:
        """`benchmarking/interval-covers`, under which a reader's progress is kept."""
        return f"{self.chapter}/{self.id}"

    @property
    def label(self) -> str:
        """The anchor of the item, wherever it is asked."""
        return f"quiz-{self.chapter}-{self.id}"

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """The ids that the item names."""
        named = [each.misconception for each in self.options]
        named += [each.misconception for each in self.wrong]
        named += [self.order_feedback.misconception] if self.order_feedback else []
        return tuple(filter(None, [*named, self.misconception]))


@dataclass(frozen=True)
class Quiz:
    """The items of one chapter's `quiz.toml`."""

    chapter: str
    path: Path
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Misconception:
    """What readers often believe; `refutation` is said to somebody who chose it."""

    id: str
    statement: str
    refutation: Text
    chapter: str
