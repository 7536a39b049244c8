"""A reference printed as another kind of thing than it points to: a table called a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.references import label_references
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

WORDS = {
    "figure": "figure",
    "fig": "figure",
    "table": "table",
    "tab": "table",
    "equation": "equation",
    "eq": "equation",
    "section": "section",
    "sec": "section",
    "chapter": "section",
    "experiment": "experiment",
}
KINDS = frozenset(WORDS.values())
_BEFORE = re.compile(r"\b([A-Za-z]+)\.?[\s(]*$")


def check(context: Context) -> Iterator[Finding]:
    """Report titles and words right before a reference that name another kind, and roles of another kind."""
    for page in context.pages.values():
        for each in label_references(page):
            places = context.labels.get(each.target.lower())
            kind = places[0][1].kind if places else ""
            if kind not in KINDS:
                continue
            said = _said(each.title) or _word(
                page.prose[max(0, each.start - 16) : each.start], each.how
            )
            if said and said != kind:
                message = f"'{each.target}' is called a {said}, but is a {kind}"
            elif each.how in ("eq", "math:numref") and kind != "equation":
                message = f"{{eq}} refers to equations, and '{each.target}' is a {kind}"
            elif each.how == "numref" and kind == "equation":
                message = f"{{numref}} prints no number for the equation '{each.target}'"
            else:
                continue
            remedy = "Name the right kind, or refer to the right label."
            yield Finding(Code.REFERENCE_KIND, message, remedy, each.line, each.column, page.path)


def _said(title: str | None) -> str | None:
    words = re.findall(r"[a-z]+", (title or "").lower())
    return next((WORDS[word] for word in words[:2] if word in WORDS), None)


def _word(before: str, how: str) -> str | None:
    # Without a title these print only a number or a name, so that the word before them names the kind.
    if how not in ("numref", "ref", "eq", "math:numref"):
        return None
    match = _BEFORE.search(before)
    return WORDS.get(match[1].lower()) if match and match[1][0].isupper() else None


RULE = Rule({Code.REFERENCE_KIND: Severity.ERROR}, check, "book", elsewhere=Severity.WARNING)
