"""A role that is printed as text, because a space or a missing backtick keeps it from being one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding, Fix
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

NAMES = "ref|numref|eq|term|cite(?::\\w+)?|value|doc|download|abbr|math|glue(?::\\w+)?"
_SPACED = re.compile(rf"\{{({NAMES})\}}([ \t]+)(?=`[^`\n]+`)")
_BARE = re.compile(rf"\{{({NAMES})\}}(?![ \t]*`)")
_RST = re.compile(r"(?<![\w:`]):(ref|numref|eq|term|doc|cite):`[^`\n]+`")


def check(page: Facts, _context: Context) -> Iterator[Finding]:
    """Report roles with a space before their content, without content, or in reStructuredText's form."""
    if page.path.endswith(".rst"):
        return
    for match in _SPACED.finditer(page.flow):
        line, column = page.place(match.start(2))
        yield Finding(
            Code.MARKUP_ROLE,
            f"a space stands between {{{match[1]}}} and its content, so both are printed as they are",
            "Remove the space.",
            line,
            column,
            fix=Fix(match[2], ""),
        )
    for match in _BARE.finditer(page.flow):
        if _math(page, match.start()):
            continue
        message = f"{{{match[1]}}} has no content in backticks"
        yield Finding(
            Code.MARKUP_ROLE, message, f"Write {{{match[1]}}}`…`.", *page.place(match.start())
        )
    for match in _RST.finditer(page.flow):
        message = f"':{match[1]}:' is reStructuredText; MyST prints it as it is"
        remedy = f"Write {{{match[1]}}}`…`."
        yield Finding(Code.MARKUP_ROLE, message, remedy, *page.place(match.start()))


def _math(page: Facts, offset: int) -> bool:
    # `\operatorname{ref}` and the like: blanked in prose, as all formulas are.
    return page.prose[offset : offset + 1] == " "


RULE = Rule({Code.MARKUP_ROLE: Severity.ERROR}, check, elsewhere=Severity.WARNING)
