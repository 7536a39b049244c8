"""Characters without a font, colors without color."""

from __future__ import annotations

import re

import pytest

from build_tools.builders.pdf.fonts import name_of, package_for
from build_tools.builders.pdf.layout import STATIC


@pytest.mark.parametrize(
    ("character", "package"),
    [
        ("水", "fonts-noto-cjk"),
        ("한", "fonts-noto-cjk"),
        ("の", "fonts-noto-cjk"),
        ("🙂", "fonts-noto-color-emoji"),
        ("ก", "fonts-noto-core"),
        ("\U000f0000", "fonts-noto-core"),
    ],
)
def test_one_command_brings_the_font(character: str, package: str) -> None:
    assert package_for(character) == package


def test_a_character_is_named_by_number_and_name() -> None:
    assert name_of("ก") == "'ก' (U+0E01, thai character ko kai)"


def gray(color: str) -> float:
    """Return the relative luminance of `#rrggbb`, all that gray paper keeps of it."""
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_syntax_is_legible_in_gray() -> None:
    rules = re.findall(
        r"^\.highlight .*?color: (#[0-9a-f]{6})", (STATIC / "text.css").read_text(), re.M
    )
    assert len(rules) >= 5
    assert all(1.05 / (gray(color) + 0.05) >= 6 for color in rules)


def test_keywords_and_comments_differ_by_more_than_color() -> None:
    text = (STATIC / "text.css").read_text()
    assert re.search(r"^\.highlight \.k,.*font-weight: 600", text, re.M)
    assert re.search(r"^\.highlight \.c,.*font-style: italic", text, re.M)
