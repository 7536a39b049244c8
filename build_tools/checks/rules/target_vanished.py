"""A page or label that was published and is gone, so that links from elsewhere break."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.targets import offered, redirects, registered
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report targets of the registry that the book no longer has and no redirect leads on."""
    here = offered(context)
    known, problem = redirects(context)
    moved = {each.old for each in known}
    if problem:
        yield Finding(
            Code.TARGET_REDIRECT, problem, "Write 'old: new'.", 1, path=context.settings.redirects
        )
    for name, line in registered(context):
        if name in here or name in moved or (name.partition("#")[0] in moved and "#" in name):
            continue
        near = get_close_matches(name, here, n=1, cutoff=0.6)
        hint = f" such as '{name}: {near[0]}'" if near else ""
        yield Finding(
            Code.TARGET_VANISHED,
            f"'{name}' was published and is gone",
            f"Put it back, or add a line{hint} to {context.settings.redirects}.",
            line,
            path=context.settings.targets,
        )
    for each in known:
        message = None
        if each.new not in here and not each.new.startswith(("https://", "http://")):
            message = f"the redirect of '{each.old}' leads to '{each.new}', which does not exist"
        elif each.old in here:
            message = f"'{each.old}' exists, so nobody is redirected from it"
        if message:
            remedy = "Lead to a page, a page#label, or an address."
            yield Finding(
                Code.TARGET_REDIRECT, message, remedy, each.line, path=context.settings.redirects
            )


RULE = Rule(
    {Code.TARGET_VANISHED: Severity.ERROR, Code.TARGET_REDIRECT: Severity.ERROR}, check, "book"
)
