"""The ledger of decisions: entries that are incomplete, boxes without an entry, entries without a box."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.reading.apparatus import Item
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

SYSTEMS = ("keyword-spotter", "document-classifier", "language-service")
KEYS = ("id", "system", "chapter", "decision", "number", "because")


def check(context: Context) -> Iterator[Finding]:
    """Compare `book/decisions.yml` with the `{decision}` boxes of all pages."""
    ledger = context.decisions
    for problem in ledger.problems:
        yield Finding(
            Code.DECISION_MALFORMED, problem.message, problem.remedy, problem.line, path=ledger.path
        )
    if not ledger.exists or ledger.problems:
        return
    seen: dict[str, int] = {}
    for item in ledger.items:
        for message in _malformed(item, seen):
            remedy = f"An entry has {', '.join(KEYS)}."
            yield Finding(Code.DECISION_MALFORMED, message, remedy, item.line, path=ledger.path)
        seen.setdefault(item.id, item.line)
    yield from _boxes(context)


def _malformed(item: Item, seen: dict[str, int]) -> Iterator[str]:
    for key in KEYS:
        if not str(item.values.get(key) or "").strip():
            yield f"the decision '{item.id or '?'}' has no {key}"
    system = item.values.get("system")
    if system and system not in SYSTEMS:
        yield f"'{system}' is none of the three systems: {', '.join(SYSTEMS)}"
    if item.id in seen:
        yield f"the decision '{item.id}' stands twice; first on line {seen[item.id]}"


def _boxes(context: Context) -> Iterator[Finding]:
    systems = {item.id: str(item.values.get("system")) for item in context.decisions.items}
    taken: set[str] = set()
    for page in context.pages.values():
        for box in page.named("decision"):
            name, system = box.option("id"), box.argument.strip()
            taken.add(name or system)
            if name and name not in systems:
                message = f"no decision '{name}' in the ledger"
            elif name and systems[name] != system:
                message = f"'{name}' is a decision for {systems[name]}, not for {system}"
            elif system not in SYSTEMS:
                message = f"'{system}' is none of the three systems"
            else:
                continue
            remedy = f"Mend it here or in {context.decisions.path}."
            yield Finding(Code.DECISION_UNDEFINED, message, remedy, *box.at("id"), page.path)
    stems = {context.stem(page) for page in context.chapter_pages()}
    for item in context.decisions.items:
        if (
            item.chapter in stems
            and item.id
            and item.id not in taken
            and systems[item.id] not in taken
        ):
            message = f"no chapter takes the decision '{item.id}'"
            remedy = "Print it where it is taken: {decision} with :id:."
            yield Finding(
                Code.DECISION_UNUSED, message, remedy, item.line, path=context.decisions.path
            )


RULE = Rule(
    {
        Code.DECISION_MALFORMED: Severity.ERROR,
        Code.DECISION_UNDEFINED: Severity.ERROR,
        Code.DECISION_UNUSED: Severity.WARNING,
    },
    check,
    "book",
    house=True,
)
