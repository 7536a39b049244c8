"""A book's editions → the page above them, which leads a reader to the right language."""

from __future__ import annotations

import json
from html import escape

from build_tools.core.book import Book

_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{alternates}
<style>
body {{ font: 1.125rem/1.6 Georgia, serif; max-width: 34rem; margin: 15vh auto 0; padding: 0 1.25rem;
  color: #1b1b1b; background: #fdfcf9; }}
h1 {{ font-weight: 600; line-height: 1.2; }}
ul {{ list-style: none; padding: 0; }}
a {{ display: block; padding: .6rem 0; color: inherit; }}
@media (prefers-color-scheme: dark) {{ body {{ color: #e8e6e1; background: #11151c; }} }}
</style>
<script>
(function () {{
  var editions = {editions};
  var stored = null;
  try {{ stored = localStorage.getItem("mlsysbook-edition"); }} catch (error) {{ /* private window */ }}
  var wanted = (stored ? [stored] : []).concat(navigator.languages || [navigator.language || ""]);
  for (var i = 0; i < wanted.length; i++) {{
    for (var j = 0; j < editions.length; j++) {{
      var primary = wanted[i].toLowerCase().split("-")[0];
      if (wanted[i] === editions[j].code || primary === editions[j].html.toLowerCase().split("-")[0]) {{
        location.replace(editions[j].code + "/index.html" + location.hash);
        return;
      }}
    }}
  }}
  // A reader of none of the languages gets the list, unless there is nothing to choose.
  if (editions.length === 1) location.replace(editions[0].code + "/index.html" + location.hash);
}})();
</script>
</head>
<body>
<h1>{title}</h1>
<ul>
{links}
</ul>
</body>
</html>
"""


def entrance(book: Book) -> str:
    """Return an index page that forwards to the reader's language, and lists all of them without scripts."""
    editions = [{"code": each.code, "html": each.html} for each in book.editions]
    links = [
        f'<li><a href="{each.code}/index.html" lang="{escape(each.html)}" hreflang="{escape(each.html)}">'
        f"{escape(each.name)}</a></li>"
        for each in book.editions
    ]
    alternates = [
        f'<link rel="alternate" hreflang="{escape(each.html)}" href="{each.code}/index.html">'
        for each in book.editions
    ]
    return _PAGE.format(
        lang=escape(book.editions[0].html),
        title=escape(book.config.title),
        alternates="\n".join(alternates),
        editions=json.dumps(editions),
        links="\n".join(links),
    )
