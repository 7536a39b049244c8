"""A rule: the codes that it reports, what it looks at, and the function that looks.

A rule is a module of `checks/rules/` with a constant `RULE`. Adding the file is all that registers it; the
tests ask for a page in `docs/diagnostics/` and for mutants of every code.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

if TYPE_CHECKING:
    from build_tools.checks.context import Context
    from build_tools.checks.finding import Finding
    from build_tools.checks.source.facts import Facts

# What `check` is called with, and so what its findings are cached by.
# page: (facts, context), anew when the page changes; may use of the context only its settings and profile.
# book: (context), each time. output: (context), each time, and only when something was built.
Scope = Literal["page", "book", "output"]
PageCheck = Callable[["Facts", "Context"], Iterable["Finding"]]
BookCheck = Callable[["Context"], Iterable["Finding"]]


@dataclass(frozen=True)
class Rule:
    """`codes` gives each code its severity in our own book.

    `house` rules look at our own book only; `elsewhere` is the most that any other book is told. `extra`
    names what else a page rule reads, as a digest.
    """

    codes: Mapping[Code, Severity]
    check: PageCheck | BookCheck
    scope: Scope = "page"
    house: bool = False
    elsewhere: Severity | None = None
    extra: Callable[[Context], str] | None = None
    name: str = ""

    def severity(self, code: Code, *, house: bool) -> Severity:
        """Return how serious a finding is in our own book (`house`) or in another."""
        ours = self.codes[code]
        if house or self.elsewhere is None:
            return ours
        order = list(Severity)
        return max(ours, self.elsewhere, key=order.index)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Import every module of `checks/rules/` and return its rules, by name."""
    from build_tools.checks import rules  # a package without content, read for its files

    found = []
    for module in sorted(pkgutil.iter_modules(rules.__path__), key=lambda each: each.name):
        rule: Rule = import_module(f"{rules.__name__}.{module.name}").RULE
        found.append(
            Rule(
                rule.codes,
                rule.check,
                rule.scope,
                rule.house,
                rule.elsewhere,
                rule.extra,
                module.name,
            )
        )
    return tuple(found)
