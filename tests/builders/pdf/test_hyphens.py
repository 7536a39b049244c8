"""Where words are divided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from lxml import etree

from build_tools.builders.pdf.layout import Press
from build_tools.builders.pdf.shelf import Shelf


def lines(box: Any) -> Iterator[str]:
    if getattr(box, "text", None):
        yield box.text.rstrip("‐-")
    for child in getattr(box, "children", ()):
        yield from lines(child)


def test_english_is_divided_as_in_america(tmp_path: Path) -> None:
    press = Press(tmp_path, "en", [], cast(Shelf, None))
    press.open()
    style = "width: 2.5em; hyphens: auto; font: 16px sans-serif"
    document = press.lay(etree.fromstring(f'<body><p style="{style}">direction</p></body>'))
    assert list(lines(document.pages[0]._page_box)) == ["di", "rec", "tion"]
