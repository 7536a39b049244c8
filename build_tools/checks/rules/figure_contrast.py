"""Colors that cannot be told from what they stand on, by day or by night: of the theme and of SVG files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from build_tools.checks.context import Context
from build_tools.checks.contrast import contrast, parse
from build_tools.checks.figures import figures
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

_VARIABLE = re.compile(r"^\s*(--[\w-]+):\s*(#[0-9a-fA-F]{3,6})\b")
# What each family of variables is, the variable it stands on, and the least ratio of WCAG AA: 4.5 for
# text, 3 for lines and edges.
PAIRS = (
    (re.compile(r"--ml-(ink|ink-2|link|accent(-\d)?)$"), "--ml-page", 4.5),
    (re.compile(r"--ml-code-\w+$"), "--ml-surface", 4.5),
    (re.compile(r"--ml-(rule-2|focus)$"), "--ml-page", 3.0),
    (re.compile(r"--fig-(ink|muted)$"), "--ml-page", 4.5),
    (re.compile(r"--fig-c\d$"), "--ml-page", 3.0),
)
_TEXT = re.compile(r"<text\b([^>]*)>")
_FILL = re.compile(r"(?:\bfill=[\"']|[\s;\"']fill:\s*)([^\"';]+)")
_GROUND = re.compile(
    r"<rect\b(?=[^>]*\bwidth=[\"']100%[\"'])(?=[^>]*\bheight=[\"']100%[\"'])([^>]*)>"
)
SCHEMES = {"light": "#fdfbf7", "dark": "#11161d"}


def check(context: Context) -> Iterator[Finding]:
    """Report theme variables and texts of SVG figures with too little contrast."""
    for folder in context.book.config.sphinx.get("html_static_path") or ():
        for path in sorted((context.book.root / str(folder)).glob("*.css")):
            yield from _theme(context, path)
    seen = set()
    for page in context.pages.values():
        for figure in figures(page):
            path = context.resolve(page, figure.argument.strip()).resolve()
            if path.suffix == ".svg" and path not in seen:
                seen.add(path)
                yield from _svg(context, path)


def _theme(context: Context, path: Path) -> Iterator[Finding]:
    grounds: dict[str, str] = {}
    for number, line in enumerate((context.text(path) or "").split("\n"), 1):
        if "{" in line:
            grounds = {}
        match = _VARIABLE.match(line)
        if match is None:
            continue
        name, value = match.groups()
        grounds[name] = value
        for family, ground, least in PAIRS:
            if family.match(name) and ground in grounds:
                column = match.start(1) + 1
                found = _finding(context, path, number, column, name, value, grounds[ground], least)
                yield from found


def _svg(context: Context, path: Path) -> Iterator[Finding]:
    text = context.text(path) or ""
    ground = _GROUND.search(text)
    fill = _FILL.search(" " + ground[1]) if ground else None
    grounds = [fill[1]] if fill else list(SCHEMES.values())
    for match in _TEXT.finditer(text):
        color = _FILL.search(" " + match[1])
        value = color[1].strip() if color else "black"
        if value.startswith(("currentColor", "var(")):
            continue
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        for each in grounds:
            found = list(_finding(context, path, line, column, "text", value, each, 4.5))
            yield from found[:1]
            if found:
                break


def _finding(
    context: Context,
    path: Path,
    line: int,
    column: int,
    name: str,
    value: str,
    ground: str,
    least: float,
) -> Iterator[Finding]:
    one, other = parse(value), parse(ground)
    if one is None or other is None:
        return
    ratio = contrast(one, other)
    if ratio < least:
        yield Finding(
            Code.FIGURE_CONTRAST,
            f"{name} {value} on {ground} has a contrast of {ratio:.2f}",
            f"WCAG AA asks for {least}; in SVG use `currentColor` or give the picture a ground of its own.",
            line,
            column,
            path.relative_to(context.book.root).as_posix(),
        )


RULE = Rule({Code.FIGURE_CONTRAST: Severity.ERROR}, check, "book", elsewhere=Severity.HINT)
