"""`mlsysbook links`: links of the built pages that are due are asked for, remembered, told, mended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from build_tools.checks.finding import Finding
from build_tools.checks.fix import mend
from build_tools.checks.links.memory import Remembered, due, load, remember, save
from build_tools.checks.links.patience import Asked, Clock, ask_all, host
from build_tools.checks.links.places import Sources, external
from build_tools.checks.links.policy import read_policy
from build_tools.checks.links.report import expired, report
from build_tools.checks.run import open_book
from build_tools.core.book import Book
from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic, Severity

# So many hosts do not all fail at once; this machine has no network.
_OFFLINE = 3


@dataclass
class Linked:
    """What a run came to: links on the pages, asked for today, addresses mended."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    links: int = 0
    asked: int = 0
    mended: int = 0

    def failed(self, *, warnings: bool) -> bool:
        """Tell whether a link is broken, or with `warnings` whether anything was found."""
        return any(warnings or each.severity is Severity.ERROR for each in self.diagnostics)


def check_links(
    book: Book, say: Callable[[str], None], *, fix: bool, today: date, clock: Clock | None = None
) -> Linked:
    """Check the links of the built site. Raises BuildError when it was not built or nobody answers."""
    context, _ = open_book(book)
    if not context.site.pages:
        raise _stop(Code.OUTPUT_LINK, "there is no built site", "`mlsysbook html` first.")
    shown = context.settings.links
    path = book.root / shown
    policy = read_policy(path, shown)
    pages = {
        url: place
        for url, place in external(context, private=policy.private).items()
        if not any(each.holds(url, today) for each in policy.allowed)
    }
    before = load(path.with_suffix(".json"))
    urls = due(pages, before, policy, today)
    say(f"{len(urls)} of {len(pages)} links are asked for today.")
    known = _after(before, ask_all(urls, policy, clock or Clock()), today)
    known = {url: each for url, each in known.items() if url in pages}
    found = list(report(known, pages, Sources(context, path), policy))
    done = Linked(links=len(pages), asked=len(urls))
    if fix:
        mended = mend(book.root, found)
        done.mended = len(mended)
        found = [each for each in found if each not in mended]
    save(path.with_suffix(".json"), known)
    found += expired(policy, shown, today)
    done.diagnostics = [each.diagnostic() for each in sorted(found, key=_order)]
    return done


def _after(
    before: dict[str, Remembered], asked: dict[str, Asked], today: date
) -> dict[str, Remembered]:
    if len({host(url) for url in asked}) >= _OFFLINE and not any(
        each.answered for each in asked.values()
    ):
        raise _stop(
            Code.LINK_UNREACHABLE,
            "no host answered at all",
            "Run it where there is a network; nothing was written.",
        )
    new = {url: remember(before.get(url), each.outcome, today) for url, each in asked.items()}
    return {**before, **new}


def _order(each: Finding) -> tuple[str, int, int]:
    return each.path or "", each.line or 0, each.column or 0


def _stop(code: Code, message: str, remedy: str) -> BuildError:
    return BuildError(Diagnostic(code=code, message=message, remedy=remedy))
