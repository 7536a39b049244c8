"""A formula's markup → whether it is set with the small font or needs the whole one.

STIX Two Math is 250 KB and nearly every formula uses two hundred of its signs. Pages load those; a formula
that has another sign says so by its class and is set from the whole font, brackets and all: a sign that
stretches takes its pieces from the first font of the list only.
"""

from __future__ import annotations

import re
from html import unescape

CLASS = "ml-rare"
# First and last character of each block that the whole font keeps.
BLOCKS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1
    (0x0131, 0x0131),  # dotless i
    (0x0237, 0x0237),  # dotless j
    (0x02C6, 0x02DD),  # accents that stand alone
    (0x0300, 0x0338),  # combining accents
    (0x0391, 0x03F6),  # Greek
    (0x2000, 0x2064),  # spaces, dashes, primes, invisible operators
    (0x20D0, 0x20F0),  # combining arrows
    (0x2100, 0x214F),  # letterlike: ℝ, ℓ, ℏ, ℘
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # operators
    (0x2300, 0x23E1),  # ceilings, floors, braces that lie
    (0x25A0, 0x25FF),  # squares, triangles, circles
    (0x2660, 0x266F),  # suits, accidentals
    (0x2713, 0x2717),  # check marks
    (0x27C0, 0x27FF),  # more operators, brackets, long arrows
    (0x2900, 0x297F),  # more arrows
    (0x2980, 0x29FF),  # more brackets and signs
    (0x2A00, 0x2AFF),  # more operators
    (0x1D400, 0x1D7FF),  # mathematical letters
)
# Blocks of which the small font has all; the italic ones are what a single letter is drawn with.
_COMMON_BLOCKS = (
    (0x0020, 0x007E),
    (0x0391, 0x03A9),
    (0x03B1, 0x03C9),
    (0x2000, 0x200A),
    (0x2061, 0x2064),
    (0x1D400, 0x1D433),  # bold: vectors and matrices
    (0x1D434, 0x1D467),  # italic
    (0x1D6FC, 0x1D71B),  # italic Greek, small
)
_COMMON_SIGNS = (
    "\u00a0¬¯°±µ·×÷ˆ˜ˇ\u0302\u0303\u0304\u0305\u0307\u0308\u20d7ϕϵ"
    "–—‖…′″‴‵ℎℓℒℕℝℤℳ𝔼ℙ𝟏𝟙𝒟𝒩𝒪ı←↑→↓↔⇒⇐⇔∀∂∃∅∆∇∈∉∏∑−∓∕∗∘√∝∞∠∣∥∧∨∩∪∫∼≃≅≈≜≠≡≤≥≪≫≲≳⊂⊆⊕⊗⊙⊤⊥⋅⋮⋯⋱⌈⌉⌊⌋⏞⏟⎴⎵⟂⟨⟩⟵⟶⟷⟸⟹⟺⟼■□"
)
_TEXT = re.compile(r"<mtext\b.*?</mtext>|<[^>]*>", re.DOTALL)


def spread(blocks: tuple[tuple[int, int], ...]) -> frozenset[int]:
    """Return every code of `blocks`."""
    return frozenset(code for first, last in blocks for code in range(first, last + 1))


WHOLE = spread(BLOCKS)
COMMON = (spread(_COMMON_BLOCKS) | frozenset(map(ord, _COMMON_SIGNS))) & WHOLE


def rare(markup: str) -> bool:
    """Return whether a formula, as MathML, has a sign that only the whole font brings."""
    signs = frozenset(map(ord, unescape(_TEXT.sub("", markup))))
    return bool(signs & WHOLE - COMMON)
