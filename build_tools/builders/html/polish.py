"""A rendered page → the page as it is written: icons drawn, nothing asked of another host, a description.

What the base theme and its companions load is meant for an online service (a kernel, a font, MathJax) or for
Sphinx's own search; the first must not happen in a book, the second does not exist here. What an author puts
into a page is the author's and stays.
"""

from __future__ import annotations

import re
from html import escape, unescape

from build_tools.builders.html import icons

# Scripts and style sheets, by what their address or text holds.
_UNWANTED = (
    r"scripts/fontawesome\.js",
    r"vendor/fontawesome/",
    r"_static/searchtools\.js",
    r"_static/language_data\.js",
    r"(?<![\w-])searchindex\.js",
    r"cdn\.jsdelivr\.net/npm/mathjax",
)
_THEBE = (r"THEBE_JS_URL", r"sphinx-thebe\.(?:js|css)")
_TAG = r"[ \t]*<script\b[^>]*(?:{0})[^>]*></script>\n?|[ \t]*<link\b[^>]*(?:{0})[^>]*>\n?"
_INLINE = r"<script>[^<]*(?:{0})[^<]*</script>\n?"
_HEAD = re.compile(r"</head>", re.IGNORECASE)
_DESCRIPTION = re.compile(r'<meta[^>]+name="description"')
_DOCSEARCH = re.compile(r'[ \t]*<meta name="docsearch:[^>]*>\n?')


def remover(*, thebe: bool) -> re.Pattern[str]:
    """Return the pattern of what is taken out; with `thebe` the book has asked for live cells."""
    names = "|".join(_UNWANTED if thebe else (*_UNWANTED, *_THEBE))
    inline = "" if thebe else "|" + _INLINE.format(_THEBE[0])
    return re.compile(_TAG.format(names) + inline)


def polish(page: str, unwanted: re.Pattern[str], metadata: dict[str, str]) -> str:
    """Return a whole page as it is to be written; a part of a page comes back as it is."""
    if "</html>" not in page:
        return page
    page = icons.inline(_DOCSEARCH.sub("", unwanted.sub("", page)))
    head = _meta(metadata, described=bool(_DESCRIPTION.search(page)))
    style = icons.STYLE if "svg-inline--fa" in page else ""
    return _HEAD.sub(lambda match: f"{head}{style}{match[0]}", page, count=1)


def _meta(metadata: dict[str, str], *, described: bool) -> str:
    lines = []
    for name, value in metadata.items():
        if name == "description" and described:
            continue
        kind = "property" if name.startswith("og:") else "name"
        lines.append(f'<meta {kind}="{name}" content="{escape(unescape(value), quote=True)}">\n')
    return "".join(lines)
