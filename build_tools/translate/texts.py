"""Is there anything in a message that a translator could write otherwise?"""

from __future__ import annotations

import re

# Taken out one after the other: roles, formulas, code, the target of a link, markup of their own.
_NOT_WORDS = (
    re.compile(r"\{[\w:+.-]+\}`[^`]*`"),
    re.compile(r"(?<!\\)(\${1,2})(?=\S).+?(?<=\S)\1", re.DOTALL),
    re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL),
    re.compile(r"\]\([^)]*\)"),
    re.compile(r"<?https?://\S+"),
)
_TEX = re.compile(r"^\\(?:begin|frac|sum|int|lim|operatorname|mathbb|Pr)\b")


def has_words(message: str) -> bool:
    """Return whether letters remain once references, values, formulas and code are taken out."""
    if _TEX.match(message.strip()):
        return False
    for pattern in _NOT_WORDS:
        message = pattern.sub(" ", message)
    return any(each.isalpha() for each in message)
