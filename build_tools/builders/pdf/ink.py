"""What WeasyPrint draws → a page's stream with running heads as artifacts and holes for page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import md5
from types import SimpleNamespace
from typing import Any

from weasyprint.draw.text import draw_first_line
from weasyprint.formatting_structure import boxes
from weasyprint.matrix import Matrix
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import ffi
from weasyprint.text.fonts import get_pango_font_hb_face, get_pango_font_key
from weasyprint.text.line_break import create_layout

from build_tools.builders.pdf.sheaf import Hole

FIGURES = "0123456789ivxlc, "
# What stands for a page's own number in a margin, and the attribute that names any other number's target.
FOLIO = "0000"
TARGET = "data-page"
_SHOWN = re.compile(rb"<([0-9a-f]*)>")


class Ink(Stream):  # type: ignore[misc]
    """Draws one page. `figures` keeps the glyphs of figures by font, for all pages of a unit."""

    artifacts: set[Any]
    figures: dict[str, dict[str, tuple[int, int]] | None]

    def clone(self, **options: Any) -> Any:
        """Return a stream for a group or pattern, which knows fonts as this one does."""
        made = super().clone(**options)
        made.__class__ = Ink
        made.artifacts, made.figures = self.artifacts, self.figures
        return made

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        """Return the font and its size.

        A family may come in several files, by the range of their characters. WeasyPrint's own key is the
        family's description alone, so that a glyph of one file would be shown from another.
        """
        name, description, size = get_pango_font_key(pango_font)
        key = (name, int(ffi.cast("uintptr_t", get_pango_font_hb_face(pango_font))))
        if key not in self._fonts:
            font = Font(pango_font, description, size)
            known = md5(font.hash.encode() + font.file_content, usedforsecurity=False).digest()
            old, font.hash = font.hash, "".join(chr(65 + byte % 26) for byte in known[:6])
            font.name = font.name.replace(old.encode(), font.hash.encode(), 1)
            self._fonts[key] = font
        return self._fonts[key], size

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """Mark what is drawn as `box`, or as none of the text's concern."""
        start = len(self.stream)
        if self._tags is not None and box in self.artifacts:
            with self.artifact():
                yield
        else:
            with super().marked(box, tag):
                yield
        if isinstance(box, boxes.TextBox) and box.text and not box.text.strip("0"):
            self._open(box, start)

    def _open(self, box: Any, start: int) -> None:
        """Make a hole of the number that was drawn from `start` on, if it is one."""
        target = "" if box in self.artifacts else (box.element.get(TARGET, "") or None)
        if target is None or (not target and box.text != FOLIO):
            return
        font, _size = self._old_font
        if font not in self.figures:
            self.figures[font] = self._figures(box, font)
        glyphs = self.figures[font]
        if glyphs is None:
            raise ValueError(f"the font {font} has no figures of their own glyph")
        width = glyphs["0"][1] * len(box.text)
        right = box.style["text_align_all"] in ("right", "end")
        for place in range(start, len(self.stream)):
            item = self.stream[place]
            if isinstance(item, bytes) and item.endswith(b"] TJ"):
                self.stream[place] = Hole(target, glyphs, width, right)

    def _figures(self, box: Any, font: str) -> dict[str, tuple[int, int]] | None:
        """Return glyph and width of every figure in the font of `box`; None where they melt into one."""
        layout = create_layout(FIGURES, box.style, None, None, 0)
        scratch = self.clone(tags=None)
        shown = SimpleNamespace(text=FIGURES, style=box.style, pango_layout=layout, baseline=0)
        draw_first_line(scratch, shown, "clip", "none", Matrix())
        drawn = b"".join(item for item in scratch.stream if isinstance(item, bytes))
        hexes = b"".join(_SHOWN.findall(drawn)).decode()
        glyphs = [int(hexes[at : at + 4], 16) for at in range(0, len(hexes), 4)]
        (face,) = (each for each in self._fonts.values() if each.hash == font)
        if len(glyphs) != len(FIGURES) or any(glyph not in face.widths for glyph in glyphs):
            return None
        return {
            figure: (glyph, face.widths[glyph])
            for figure, glyph in zip(FIGURES, glyphs, strict=True)
        }
