"""Formulas drawn from their outlines, and everything else left to WeasyPrint."""

from __future__ import annotations

import pytest

from build_tools.builders.pdf.formulas import Formula, StrangeError, outline

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -10 40 20">%s</svg>'


def test_an_outline_becomes_operators() -> None:
    path = "M1 2L3-4C1 2 3 4 5 6Z"
    assert outline(path).decode().split("\n") == ["1 2 m", "3 -4 l", "1 2 3 4 5 6 c", "h"]


def test_further_pairs_after_a_move_are_lines() -> None:
    assert outline("M1 2 3 4") == b"1 2 m\n3 4 l"


@pytest.mark.parametrize("path", ["M1 2A3 3 0 0 1 5 6", "M1 2q1 1 2 2", "M1", "C1 2 3"])
def test_other_steps_are_not_guessed(path: str) -> None:
    with pytest.raises(StrangeError):
        outline(path)


@pytest.mark.parametrize(
    "inside",
    [
        b"<text>x</text>",
        b'<path d="M1 2" fill="red"/>',
        b'<g transform="rotate(3)"><path d="M1 2"/></g>',
        b'<path d="M1 2" style="opacity: 0"/>',
    ],
)
def test_a_drawing_with_anything_else_is_left_to_weasyprint(inside: bytes) -> None:
    with pytest.raises(StrangeError):
        Formula(SVG % inside)


def test_moves_and_scales_add_up() -> None:
    bar = b'<rect x="0" y="0" width="4" height="2"/>'
    moved = b'<g transform="translate(10,5) scale(.5)">%s</g>' % bar
    formula = Formula(SVG % (b'<g transform="scale(1,-1)">%s</g>' % moved))
    assert formula.get_intrinsic_size(1, 10) == (None, None, 2.0)
    assert formula._operators == b"q 0.5 0 0 -0.5 10 -5 cm\n0 0 4 2 re\nf\nQ"
