"""Fonts that units were drawn with → one subset a font for the whole book.

Glyphs keep their numbers, so that what was drawn with a font in one process or an earlier build fits the
subset that is made of all glyphs at the end. The files are kept beside the units: a web font is a temporary
file of one process.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import cffi  # type: ignore[import-untyped, unused-ignore]
from weasyprint.pdf.fonts import Font, build_fonts_dictionary
from weasyprint.text.ffi import _dlopen, ffi

from build_tools.builders.pdf.sheaf import Face
from build_tools.core.files import digest, write_atomic

_FACTS = (
    "name", "family", "style", "weight", "flags", "ascent", "descent", "italic_angle", "upem", "glyph_count",
    "bitmap", "png", "svg", "colr", "stemv", "stemh", "tables", "variations", "font_size", "used_in_forms",
)  # fmt: skip
# WeasyPrint declares no function that reads a font from memory.
_OWN = cffi.FFI()
_OWN.cdef(
    """
    typedef struct hb_blob_t hb_blob_t; typedef struct hb_face_t hb_face_t;
    hb_blob_t *hb_blob_create_from_file(const char *path);
    void hb_blob_destroy(hb_blob_t *blob);
    hb_face_t *hb_face_create(hb_blob_t *blob, unsigned int index);
    """
)
_NAMES = ("libharfbuzz-0", "harfbuzz", "harfbuzz-0.0", "libharfbuzz.so.0", "libharfbuzz.0.dylib")
_HARFBUZZ = _dlopen(_OWN, *_NAMES)


class Faces:
    """Keeps font files in `folder`, each under the digest of its content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, str] = {}

    def record(self, font: Any) -> Face:
        """Return what is to be kept of a font that something was drawn with."""
        if font.hash not in self._known:
            name = digest(font.file_content)[:24]
            if not (self._folder / name).is_file():
                write_atomic(self._folder / name, font.file_content)
            self._known[font.hash] = name
        facts = {fact: getattr(font, fact) for fact in _FACTS}
        return Face(
            self._known[font.hash],
            font.index,
            font.hash,
            facts,
            font.widths,
            font.to_unicode,
            font.missing,
        )

    def embed(self, pdf: Any, faces: Iterable[Face]) -> Any:
        """Add the fonts to `pdf`; returns the dictionary by which pages name them. Raises OSError."""
        fonts: dict[str, Any] = {}
        for face in faces:
            if face.hash not in fonts:
                fonts[face.hash] = self._font(face)
            font = fonts[face.hash]
            font.widths |= face.widths
            font.to_unicode |= face.to_unicode
            font.missing |= face.missing
        for font in fonts.values():
            font.widths = dict(sorted(font.widths.items()))
            font.to_unicode = dict(sorted(font.to_unicode.items()))
        options = {"hinting": False, "pdf_version": "1.7"}
        return build_fonts_dictionary(pdf, dict(sorted(fonts.items())), True, True, options)

    def _font(self, face: Face) -> Any:
        path = self._folder / face.digest
        font = object.__new__(Font)
        font.__dict__.update(face.facts)
        font.hash, font.index = face.hash, face.index
        # Pango ends a family whose name ends in a figure with a comma.
        font.name = font.name.rstrip(b",")
        font.widths, font.to_unicode, font.missing = {}, {}, {}
        font.file_content = path.read_bytes()
        blob = _HARFBUZZ.hb_blob_create_from_file(str(path).encode())
        made = _HARFBUZZ.hb_face_create(blob, face.index)
        _HARFBUZZ.hb_blob_destroy(blob)
        font.hb_face = ffi.cast("hb_face_t *", int(_OWN.cast("uintptr_t", made)))
        return font
