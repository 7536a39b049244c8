"""The inline text of a page → its roles, formulas, links, and the prose that is left.

Each kind is blanked once it is found, so that what looks like one inside another (a dollar in code, a
bracket in a formula) is not taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from build_tools.checks.source.facts import Facts, Formula, Label, Link, Role

_TICKS = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_ROLE = re.compile(r"\{([A-Za-z][\w:.+-]*)\}$")
_TITLED = re.compile(r"^(.*?)\s*<([^<>]+)>\s*$", re.DOTALL)
_DISPLAY = re.compile(r"(?<!\\)\$\$(.+?)\$\$(?:[ \t]*\(([^()\s]+)\))?", re.DOTALL)
_AMS = re.compile(r"^[ \t]*\\begin\{(\w+\*?)\}(.*?)\\end\{\1\}", re.DOTALL | re.MULTILINE)
_TEXLABEL = re.compile(r"\\label\{([^}]+)\}")
_INLINE = re.compile(r"(?<![\\$])\$(?![\s$])((?:[^$\n\\]|\\.|\n(?!\s*\n))+?)(?<!\s)\$(?![\d$])")
_LINK = re.compile(
    r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*(<[^>]*>|(?:[^\s()]|\([^()]*\))*)(\s+\"[^\"]*\")?\s*\)"
)
_AUTO = re.compile(r"<((?:https?|mailto|project|path|inv):[^>\s]*)>")
_BARE = re.compile(r"(?<![\w(\[<\"'=])https?://[^\s<>)\]\"']+[^\s<>)\]\"'.,;:]")
_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_ANCHOR = re.compile(r"<\w+[^>]*\s(?:id|name)=[\"']([^\"']+)[\"']")
_IMG = re.compile(r"<img\b[^>]*?\bsrc=[\"']([^\"']+)[\"'][^>]*>", re.IGNORECASE)
_ATTRS = re.compile(r"\{[^{}`\n]*[#.=][^{}`\n]*\}")
_SUBSTITUTION = re.compile(r"\{\{.*?\}\}")
_BLANK = re.compile(r"\n[ \t]*\n")


def read_inline(facts: Facts) -> None:
    """Fill roles, formulas, links and `prose` from `facts.flow`."""
    text = facts.flow
    for find in (_spans, _formulas, _links, _rest):
        text = find(facts, text)
    facts.prose = text


def split_title(content: str) -> tuple[str, str | None]:
    """Return target and title of a reference: `Title <target>` or `target`."""
    match = _TITLED.match(content)
    return (match[2].strip(), match[1]) if match else (content.strip().lstrip("!~"), None)


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + _spaces(text[start:end]) + text[end:]


def _spaces(part: str) -> str:
    return re.sub(r"[^\n]", " ", part)


def _replace(pattern: re.Pattern[str], text: str, take: Callable[[re.Match[str]], str]) -> str:
    return pattern.sub(take, text)


def _spans(facts: Facts, text: str) -> str:
    """Roles and code spans."""
    parts, at = [], 0
    while match := _TICKS.search(text, at):
        if _BLANK.search(match[2]):  # a stray backtick: nothing reaches over an empty line
            parts.append(text[at : match.end(1)])
            at = match.end(1)
            continue
        head = text[at : match.start()]
        role = _ROLE.search(head)
        start = match.start() - (len(role[0]) if role else 0)
        if role:
            line, column = facts.place(start)
            content = re.sub(r"\s+", " ", match[2])
            target, title = split_title(content)
            facts.roles.append(Role(role[1], content, target, title, start, line, column))
        parts.append(text[at:start] + _spaces(text[start : match.end()]))
        at = match.end()
    return "".join(parts) + text[at:]


def _formulas(facts: Facts, text: str) -> str:
    def display(match: re.Match[str]) -> str:
        line, column = facts.place(match.start())
        label = match[2] if match.re is _DISPLAY else None
        if label:
            at = facts.place(match.start(2))
            facts.labels.append(Label(label, "equation", *at))
        for found in _TEXLABEL.finditer(match[0]):
            at = facts.place(match.start() + found.start(1))
            facts.labels.append(Label(found[1], "equation", *at))
        tex = match[1] if match.re is _DISPLAY else match[2]
        facts.formulas.append(Formula(tex, label, True, line, column))
        return _spaces(match[0])

    def inline(match: re.Match[str]) -> str:
        facts.formulas.append(Formula(match[1], None, False, *facts.place(match.start())))
        return _spaces(match[0])

    text = _replace(_AMS, _replace(_DISPLAY, text, display), display)
    return _replace(_INLINE, text, inline)


def _links(facts: Facts, text: str) -> str:
    def link(match: re.Match[str]) -> str:
        url = match[3].strip("<>")
        label = facts.flow[match.start(2) : match.end(2)]
        place = facts.place(match.start())
        facts.links.append(Link(label, url, bool(match[1]), match.start(), *place))
        kept = match[2] if not match[1] else _spaces(match[2])
        return _spaces(match[1] + "[") + kept + _spaces(match[0][match.end(2) - match.start() :])

    def auto(match: re.Match[str]) -> str:
        url = match[1] if match.re is _AUTO else match[0]
        facts.links.append(Link("", url, False, match.start(), *facts.place(match.start())))
        return _spaces(match[0])

    # Twice, because an image may be the text of a link.
    text = _replace(_LINK, _replace(_LINK, text, link), link)
    return _replace(_BARE, _replace(_AUTO, text, auto), auto)


def _rest(facts: Facts, text: str) -> str:
    for match in _ANCHOR.finditer(text):
        facts.labels.append(Label(match[1], "anchor", *facts.place(match.start(1))))
    for match in _IMG.finditer(text):
        alt = re.search(r"\balt=[\"']([^\"']*)[\"']", match[0])
        place = facts.place(match.start())
        facts.links.append(Link(alt[1] if alt else "", match[1], True, match.start(), *place))
    for match in _ATTRS.finditer(text):
        for found in re.finditer(r"#([\w:.-]+)", match[0]):
            at = facts.place(match.start() + found.start(1))
            facts.labels.append(Label(found[1], "anchor", *at))
    for pattern in (_HTML, _SUBSTITUTION, _ATTRS):
        text = _replace(pattern, text, lambda match: _spaces(match[0]))
    return text
