"""An address that no browser can follow, whatever stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

_HOST = re.compile(r"^https?://[^/?#\s]*[^/?#\s.:][^/?#\s]*", re.IGNORECASE)


def check(page: Facts, _context: Context) -> Iterator[Finding]:
    """Report `http:/x`, `www.x` without a scheme, spaces in hosts, and empty addresses."""
    for link in page.links:
        url, message = link.url, ""
        if not url and not link.image:
            message = "a link has no address"
        elif url.lower().startswith("www."):
            message = f"'{url}' has no scheme, so it means a file of the book"
        elif url.lower().startswith(("http:", "https:")) and not _HOST.match(url):
            message = f"'{url}' is not an address"
        elif re.match(r"^(htp|htps|htpp|htpps|httpss|hhttps?|ttps?):", url, re.IGNORECASE):
            message = f"'{url}' has a misspelled scheme"
        if message:
            yield Finding(
                Code.LINK_MALFORMED, message, "Write https://host/path.", link.line, link.column
            )


RULE = Rule({Code.LINK_MALFORMED: Severity.ERROR}, check)
