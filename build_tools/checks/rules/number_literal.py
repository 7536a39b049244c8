"""A number typed into prose that looks measured: it ages with the machine, and nobody can check it.

Looked at: numbers beside a unit of time, rate or energy, in sentences that speak of a result
("took 3.4 ms"). A number that is given (a limit, an assumption, a worked example) or cited is fine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

UNITS = (
    r"(?:[nµμm]?s|seconds?|milliseconds?|microseconds?|nanoseconds?|[kMGT]?i?B/s|[kMGT]?FLOPS|[kMGT]?FLOP/s|"
    r"GFLOP/s|requests/s|tokens/s|samples/s|images/s|m?J|joules?|m?W|watts?)"
)
VERBS = (
    r"(?:took|(?:[Ww]e|[Ii]t) measured|timed at|ran in|runs in|was|were|came to|needed|reached|rose to|"
    r"fell to|dropped to|achieved|observed|on (?:my|our|this) machine)"
)
_MEASURED = re.compile(
    rf"\b{VERBS}\b[^.;:!?|]{{0,60}}?(?<![\w.,/-])(\d[\d,]*(?:\.\d+)?)[ \u00a0\u202f]?{UNITS}\b(?!/)"
)
GIVEN = (
    "suppose",
    "assume",
    "if ",
    "let ",
    "at most",
    "at least",
    "limit",
    "budget",
    "say ",
    "imagine",
    "would",
)
# Boxes whose numbers are given for the sake of the example.
EXAMPLES = {
    "worked-example",
    "step",
    "retrieval",
    "answer",
    "rubric",
    "predict",
    "question",
    "decision",
}


def check(page: Facts, _context: Context) -> Iterator[Finding]:
    """Report measured-looking literals outside of examples and of cited sentences."""
    boxes = [(box.line, box.end) for box in page.directives if box.name in EXAMPLES]
    for match in _MEASURED.finditer(page.prose):
        line, column = page.place(match.start(1))
        if any(first <= line <= last for first, last in boxes):
            continue
        sentence = _sentence(page, match.start(), match.end())
        if "{cite" in sentence or any(word in sentence.lower() for word in GIVEN):
            continue
        number = " ".join(match[0][match.start(1) - match.start() :].split())
        yield Finding(
            Code.NUMBER_LITERAL,
            f"'{number}' looks measured and is typed in",
            "Record it in a cell and print it by {value}, cite its source, or say that it is assumed.",
            line,
            column,
        )


def _sentence(page: Facts, start: int, end: int) -> str:
    """Return the source of the sentence, roles included, and of the citation right behind it."""
    text = page.prose
    first = max(text.rfind(mark, 0, start) for mark in (". ", "? ", "\n\n", ".\n")) + 1
    last = min(
        (at for at in (text.find(mark, end) for mark in (". ", ".\n", "\n\n")) if at >= 0),
        default=end,
    )
    return page.flow[first : last + 2]


RULE = Rule({Code.NUMBER_LITERAL: Severity.WARNING}, check, house=True)
