"""Finishing a drawing: what leaves it, what is added, which colors change."""

import re

import pytest
from lxml import etree

from build_tools.sphinxext.figures.svg import finish

RAW = """<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="100pt" height="50pt" viewBox="0 0 100 50"
 xmlns="http://www.w3.org/2000/svg" version="1.1">
 <metadata>made by</metadata>
 <defs><style type="text/css">*{stroke-linejoin: round}</style></defs>
 <g id="figure_1"><g id="patch_1"><path d="M 1.234567 2 L 3 4" style="stroke: #0072b2"
  clip-path="url(#clip)"/></g>
  <use xlink:href="#mark" x="1.000001" y="2" style="fill: #123456"/>
  <text style="font-size: 8px; font-family: 'Source Sans 3'; fill: #1b1b1b" x="1" y="2"
   transform="rotate(-0 1 2)">label</text>
 </g>
 <defs><path id="mark" d="M 0 0"/>
  <clipPath id="clip"><rect x="0" y="0" width="1" height="1"/></clipPath></defs>
</svg>"""


def finished(variant="screen", alt="One. Two."):
    return finish(RAW, prefix="fig1", alt=alt, variant=variant, language="en")


def test_what_would_leak_into_the_page_is_gone():
    svg = finished()
    for leak in ("<?xml", "<!DOCTYPE", "<metadata", "<style", "xlink"):
        assert leak not in svg


def test_every_reference_finds_its_prefixed_id():
    root = etree.fromstring(finished())
    ids = set(root.xpath("//@id"))
    used = {each.removeprefix("#") for each in root.xpath("//@href")}
    used |= set(re.findall(r"url\(#([^)]+)\)", finished()))
    assert used == {"fig1-mark", "fig1-clip"}
    assert used < ids
    assert all(each.startswith("fig1-") for each in ids)


def test_known_colors_become_variables_and_others_stay():
    svg = finished()
    assert "stroke: var(--fig-c1, #0072b2)" in svg
    assert "fill: var(--fig-ink, currentColor)" in svg
    assert "fill: #123456" in svg


def test_paper_keeps_plain_colors_and_the_whole_text_as_title():
    root = etree.fromstring(finished("print"))
    assert "var(" not in etree.tostring(root, encoding="unicode")
    assert root.findtext("{*}title") == "One. Two."
    assert root.find("{*}desc") is None


def test_labels_stay_text_in_the_family_of_the_root():
    root = etree.fromstring(finished())
    text = root.find(".//{*}text")
    assert text.text == "label"
    assert "font-family" not in text.get("style")
    assert "transform" not in text.attrib
    assert "Source Sans 3" in root.get("style")


@pytest.mark.parametrize(
    ("alt", "parts"),
    [
        ("One sentence", ["One sentence", None]),
        ("Two. Sentences.", ["Two.", "Sentences."]),
        ("两句。话。", ["两句。", "话。"]),
        ('<"&>', ['<"&>', None]),
    ],
)
def test_alternative_text_is_split_into_title_and_description(alt, parts):
    root = etree.fromstring(finished(alt=alt))
    assert [root.findtext("{*}title"), root.findtext("{*}desc")] == parts


def test_numbers_are_short():
    assert 'd="M 1.23 2 L 3 4"' in finished()
