"""Words that leave readers out, where a plain one says the same; a guess, and so a hint."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

WORDS = {
    "whitelist": "allow-list",
    "blacklist": "block-list",
    "whitelisted": "allowed",
    "blacklisted": "blocked",
    "slave": "replica, worker",
    "slaves": "replicas, workers",
    "manpower": "staff, effort",
    "man-hours": "hours of work",
    "mankind": "humanity",
    "chairman": "chair",
    "guys": "everyone",
    "sanity check": "check",
    "dummy": "placeholder",
    "crippled": "impaired, limited",
    "grandfathered": "exempt",
    "he or she": "they",
    "his or her": "their",
    "(s)he": "they",
}
EASY = (
    "obviously",
    "trivially",
    "of course",
    "simply put",
    "it is easy to see",
    "as everyone knows",
    "needless to say",
)
_WORD = re.compile(
    r"(?<![\w-])(" + "|".join(map(re.escape, (*WORDS, *EASY))) + r")(?![\w-])", re.IGNORECASE
)


def check(page: Facts, _context: Context) -> Iterator[Finding]:
    """Report words with a better one, and words that call hard things easy."""
    for match in _WORD.finditer(page.prose):
        word = match[1].lower()
        remedy = (
            f"Write {WORDS[word]}."
            if word in WORDS
            else "Leave it out; what is easy for one is not for another."
        )
        yield Finding(
            Code.WRITING_INCLUSIVE,
            f"'{match[1]}' leaves readers out",
            remedy,
            *page.place(match.start()),
        )


RULE = Rule({Code.WRITING_INCLUSIVE: Severity.HINT}, check)
