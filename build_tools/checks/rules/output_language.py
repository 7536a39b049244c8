"""A built page that does not say its language, or says another: screen readers mispronounce it."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Compare `lang` of each page with the edition that it belongs to."""
    for name, page in context.site.pages.items():
        due = context.site.edition(name)
        if not page.language:
            message = "the page does not say which language it is in"
        elif due and page.language.lower() != due.lower():
            message = f"the page says lang=\"{page.language}\", but its edition is '{due}'"
        else:
            continue
        yield Finding(
            Code.OUTPUT_LANGUAGE,
            message,
            "Set `language`, or `html` of the edition, in _config.yml.",
            1,
            path=context.site.shown(name),
        )


RULE = Rule({Code.OUTPUT_LANGUAGE: Severity.ERROR}, check, "output", elsewhere=Severity.WARNING)
