"""`pip install tinytorch` installs somebody else's package; the book's framework comes with the book."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

_INSTALL = re.compile(
    r"\b(?:pip3?|pipx|uv|poetry|conda|mamba|micropip)\b[ \t.(]*(?:pip[ \t]+)?(?:install|add)\b[^\n#]*?"
    r"(?<![\w./-])((?:tinytorch|mlsysbook|evidence)(?![\w/-]))"
)


def check(context: Context) -> Iterator[Finding]:
    """Report the command anywhere on a page: in prose, code or output."""
    for page in context.pages.values():
        for match in _INSTALL.finditer(page.text):
            yield Finding(
                Code.INSTALL_FORBIDDEN,
                f"the package '{match[1]}' of the index is not the book's",
                "Say how to get the book's own: clone the repository and `make html`.",
                *page.place(match.start()),
                page.path,
            )


RULE = Rule({Code.INSTALL_FORBIDDEN: Severity.ERROR}, check, "book", house=True)
