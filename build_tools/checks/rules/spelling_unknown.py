"""A word of English prose that neither the dictionary nor the book knows.

The book knows the words of its list, its glossary and its bibliography. A capitalized word inside a sentence
is taken for a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.checks.spelling import Speller, available, words
from build_tools.checks.store import digest
from build_tools.checks.terms import defined
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

_SENTENCE = re.compile(r"(?:[.!?:|*]['\")\]]*\s+|\n\s*\n\s*|^\s*|[-*]\s+)$")


def check(page: Facts, context: Context) -> Iterator[Finding]:
    """Report unknown words, each once a page, where it first stands."""
    if not available() or not context.book.editions[0].html.startswith("en"):
        return
    speller = Speller(context.book.paths.cache / "checks" / "words-en.json", _known(context))
    seen: set[str] = set()
    for word, start in words(page.prose):
        if word in seen or speller.right(word):
            continue
        if word[0].isupper() and not _SENTENCE.search(page.prose[max(0, start - 12) : start]):
            continue
        seen.add(word)
        good = [each for each, right in speller.verdicts.items() if right]
        near = get_close_matches(word, good, n=2, cutoff=0.8)
        remedy = (
            f"Did you mean {' or '.join(near)}?" if near else "Mend it, or add it to the word list."
        )
        message = f"'{word}' is in no dictionary"
        yield Finding(Code.SPELLING_UNKNOWN, message, remedy, *page.place(start))
    speller.save()


def _known(context: Context) -> Iterator[str]:
    yield from (context.text(context.book.root / context.settings.words) or "").split()
    for page in context.pages.values():
        for name, _, _ in defined(page):
            yield from re.findall(r"[^\W\d_]+", name)
    for entry in context.bibliography:
        for value, _ in entry.fields.values():
            yield from re.findall(r"[^\W\d_]+", value)


def _extra(context: Context) -> str:
    return digest(f"{available()} {' '.join(sorted(set(_known(context))))}")


RULE = Rule({Code.SPELLING_UNKNOWN: Severity.WARNING}, check, elsewhere=Severity.HINT, extra=_extra)
