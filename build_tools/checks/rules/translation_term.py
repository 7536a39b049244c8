"""A term that is translated otherwise than the term base says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.translated import at, translations
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report entries whose `msgid` has a term and whose `msgstr` has none of its translations.

    The term base is TOML: a table a term, in it a text or a list of texts for each edition's code.
    """
    path = context.book.root / context.settings.terms
    text = context.text(path)
    if text is None:
        return
    try:
        base = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else 1
        name = context.settings.terms
        yield Finding(
            Code.TRANSLATION_TERM,
            f"the term base is not TOML: {error}",
            "Mend it.",
            line,
            path=name,
        )
        return
    patterns = {term: re.compile(rf"\b{re.escape(term)}s?\b", re.IGNORECASE) for term in base}
    for catalog, message in translations(context):
        for term, pattern in patterns.items():
            wanted = base[term].get(catalog.edition.code)
            if not wanted or not pattern.search(message.msgid):
                continue
            choices = [wanted] if isinstance(wanted, str) else list(wanted)
            if not any(each in message.msgstr for each in choices):
                words = f"'{term}' is not translated as {' or '.join(choices)}"
                remedy = (
                    f"Use the term, or change it for the whole book in {context.settings.terms}."
                )
                yield at(Code.TRANSLATION_TERM, catalog, message.translated, words, remedy)


RULE = Rule({Code.TRANSLATION_TERM: Severity.WARNING}, check, "book")
