"""A link of the built site to a page that is not there, or to a place that the page does not have."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.output.page import Place
from build_tools.checks.output.site import Site
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Follow every link and request of every page that stays on the site."""
    site = context.site
    for name, page in site.pages.items():
        for place in {*page.links, *page.requests}:
            if (found := _look(site, name, place)) is not None:
                yield found


def _look(site: Site, name: str, place: Place) -> Finding | None:
    target = site.target(name, place.text)
    if target is None:
        return None
    file, fragment = target
    if file.partition("/")[0] in site.unbuilt:
        return None
    path = site.shown(name)
    if not site.exists(file):
        return Finding(
            Code.OUTPUT_LINK,
            f"'{place.text}' leads to {file}, which the site does not have",
            "Mend the link in the page's source, or write the page; then build again.",
            place.line,
            path=path,
        )
    # `#` and `#top` are the top of any page; `:~:` marks a text to find, not an id.
    bare = fragment.partition(":~:")[0]
    if bare in ("", "top") or file not in site.pages or bare in site.pages[file].anchors:
        return None
    return Finding(
        Code.OUTPUT_FRAGMENT,
        f"'{place.text}' leads to #{bare}, which {file} does not have",
        "Mend the label in the page's source; then build again.",
        place.line,
        path=path,
    )


RULE = Rule(
    {Code.OUTPUT_LINK: Severity.ERROR, Code.OUTPUT_FRAGMENT: Severity.ERROR}, check, "output"
)
