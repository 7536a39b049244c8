"""A recorded value that neither text nor figure uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

_STRING = re.compile(r"[\"']([a-z0-9]+(?:-[a-z0-9]+)*)[\"']")


def check(context: Context) -> Iterator[Finding]:
    """Report ids given to `record` as plain strings that nothing names."""
    used = _used(context)
    for page in context.pages.values():
        for name, line in page.records:
            if name not in used:
                yield Finding(
                    Code.RECORD_UNUSED,
                    f"nothing uses the record '{name}'",
                    "Print it by {value}, draw it, or leave it out.",
                    line,
                    path=page.path,
                )


def _used(context: Context) -> set[str]:
    used: set[str] = set()
    for page in context.pages.values():
        used.update(_id(role.content) for role in page.roles if role.name == "value")
        used.update(_id(each.option("answer")) for each in page.directives if each.option("answer"))
        used.update(_in_figures(context, page))
        # Boxes whose text is kept elsewhere; and roles inside of options.
        used.update(re.findall(r"\{value\}`(?:[^`:]*::)?([^`:|]+)", page.text))
    texts = [str(value) for item in context.decisions.items for value in item.values.values()]
    for chapter in context.chapters.values():
        texts += [each.prompt.text for each in chapter.exercises.values()]
        texts += [
            f"{item.prompt.text}{item.explanation.text}"
            for item in (chapter.quiz.items if chapter.quiz else ())
        ]
    for text in texts:
        used.update(re.findall(r"\{value\}`(?:[^`:]*::)?([^`:|]+)", text))
    return used


def _in_figures(context: Context, page: Facts) -> set[str]:
    found: set[str] = set()
    for figure in page.named("plot"):
        script = context.text(context.book.root / "figures" / f"{figure.argument.strip()}.py")
        found.update(_STRING.findall(script or ""))
        # Names made of parts, as in records[f"loops-{name}"], use every record that fits.
        for pattern in re.findall(r"f[\"']([\w{}\[\].-]*\{[^\"']*)[\"']", script or ""):
            shape = re.sub(r"\\\{[^}]*\\\}", ".+", re.escape(pattern))
            found.update(name for name, _ in page.records if re.fullmatch(shape, name))
    return found


def _id(content: str) -> str:
    return content.rpartition("::")[2].split(":")[0].split("|")[0].strip()


RULE = Rule({Code.RECORD_UNUSED: Severity.WARNING}, check, "book", house=True)
