"""Names of Font Awesome icons → inline SVG.

The base theme ships all 2,000 icons as a script of 1.5 MB that draws the dozen on a page when it loads. The
shapes are taken out of that script when the book is built (Font Awesome Free, icons CC BY 4.0), so every icon
that a theme or an author names still appears, at once and without a script.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pydata_sphinx_theme

_SCRIPT = Path(pydata_sphinx_theme.__file__).parent.joinpath(
    "theme", "pydata_sphinx_theme", "static", "scripts", "fontawesome.js"
)
_SHAPE = re.compile(
    r'[{,]"?([a-z0-9-]+)"?:\[(\d+),(\d+),\[([^\]]*)\],"[0-9a-f]+",(?:"([^"]*)"|\["([^"]*)","([^"]*)"\])\]'
)
_ELEMENT = re.compile(
    r'<(?P<tag>i|span)\b(?P<before>[^>]*?)\bclass="(?P<classes>[^"]*\bfa-[^"]*)"(?P<after>[^>]*)>'
    r"\s*</(?P=tag)>"
)
_STYLES = {"fas", "far", "fab", "fa", "fa-solid", "fa-regular", "fa-brands"}
# What the script's style sheet did.
STYLE = (
    "<style>.svg-inline--fa{display:inline-block;height:1em;overflow:visible;vertical-align:-.125em;"
    "fill:currentColor}.svg-inline--fa.fa-lg{font-size:1.25em;vertical-align:-.2em}"
    ".svg-inline--fa.fa-fw{width:1.25em}</style>"
)


@cache
def shapes() -> dict[str, tuple[str, str, str]]:
    """Return name → (width, height, path), aliases included; of two styles of a name the solid one."""
    found: dict[str, tuple[str, str, str]] = {}
    text = _SCRIPT.read_text(encoding="utf-8")
    for name, width, height, aliases, path, second, first in _SHAPE.findall(text):
        shape = (width, height, path or f"{second}{first}")
        # Solid shapes come after the outlined ones of the same name, and are what a bare name means.
        found[name] = shape
        for alias in re.findall(r'"([a-z0-9-]+)"', aliases):
            found.setdefault(alias, shape)
    return found


def inline(html: str) -> str:
    """Replace elements that the script would have drawn; an unknown icon stays as it is."""
    return _ELEMENT.sub(_drawn, html)


def _drawn(match: re.Match[str]) -> str:
    classes = match["classes"].split()
    for each in classes:
        name = each.removeprefix("fa-")
        if each.startswith("fa-") and each not in _STYLES and name in shapes():
            width, height, path = shapes()[name]
            break
    else:
        return match[0]
    kept = " ".join(["svg-inline--fa", *classes])
    attributes = f"{match['before'].rstrip()}{match['after'].rstrip()}"
    hidden = "" if "aria-" in attributes else ' aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kept}"{attributes}{hidden} '
        f'viewBox="0 0 {width} {height}"><path d="{path}"/></svg>'
    )
