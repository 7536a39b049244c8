"""Fonts for measuring."""

from pathlib import Path

import matplotlib
from fontTools.ttLib import TTFont

from build_tools.sphinxext.figures import fonts

DEJAVU = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"


def test_a_web_font_becomes_truetype_once(tmp_path):
    web = tmp_path / "face.woff"
    font = TTFont(DEJAVU)
    font.flavor = "woff"  # what npm brings is WOFF2, which takes ten seconds to write
    font.save(web)
    made = fonts.truetype(web, tmp_path / "cache")
    stamp = made.stat().st_mtime_ns
    assert made.read_bytes()[:4] == b"\x00\x01\x00\x00"
    assert fonts.truetype(web, tmp_path / "cache").stat().st_mtime_ns == stamp


def test_a_book_without_our_fonts_has_none(tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "PACKAGE", "nowhere")
    assert fonts.sources(tmp_path) == []
