"""What the theme is made of: sizes, contrast, files that are named and exist."""

import re
from pathlib import Path

import pytest
import yaml
from fontTools.ttLib import TTFont
from jinja2 import Environment

from build_tools.builders.html import fonts

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "book/theme/static"
COLORS = (STATIC / "colors.css").read_text()


def palette(theme: str) -> dict[str, str]:
    """The colors of one theme; the dark one inherits what it does not set."""
    blocks = dict(
        re.findall(r'html(?:, html)?\[data-theme="(light|dark)"\] \{(.*?)\n\}', COLORS, re.S)
    )
    names: dict[str, str] = {}
    for each in ("light", theme):
        names |= dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", blocks[each]))
    return names


def luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_stands_out_from_its_ground(theme: str) -> None:
    colors = palette(theme)
    page, surface = colors["--ml-page"], colors["--ml-surface"]
    low = {
        (name, ground): contrast(colors[name], ground)
        for name, least in [("--ml-ink", 7), ("--ml-ink-2", 7), ("--ml-link", 7)]
        for ground in (page,)
        if contrast(colors[name], ground) < least
    }
    accents = [name for name in colors if name.startswith("--ml-accent-")]
    code = [name for name in colors if name.startswith("--ml-code-")]
    low |= {
        (name, page): contrast(colors[name], page)
        for name in accents
        if contrast(colors[name], page) < 4.5
    }
    for name in (*code, "--ml-ink-2", "--ml-link"):
        if contrast(colors[name], surface) < 4.5:
            low[name, surface] = contrast(colors[name], surface)
    assert low == {}
    assert len(accents) == 7
    assert len(code) == 6


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lines_of_figures_and_edges_of_controls_can_be_seen(theme: str) -> None:
    colors = palette(theme)
    names = [name for name in colors if re.fullmatch(r"--fig-c\d", name)] + ["--ml-rule-2"]
    assert len(names) == 9
    assert {
        n: contrast(colors[n], colors["--ml-page"])
        for n in names
        if contrast(colors[n], colors["--ml-page"]) < 3
    } == {}
    for name in ("--fig-ink", "--fig-muted"):
        assert contrast(colors[name], colors["--ml-page"]) >= 4.5


def test_scripts_and_fonts_are_small() -> None:
    assert sum(path.stat().st_size for path in STATIC.glob("*.js")) < 16 * 1024
    assert sum(path.stat().st_size for path in STATIC.glob("fonts/*")) < 900_000


def test_every_font_that_is_named_is_there_and_every_family_has_its_license() -> None:
    named = set(re.findall(r'url\("(fonts/[^"]+)"\)', (STATIC / "fonts.css").read_text()))
    assert named == {path.relative_to(STATIC).as_posix() for path in STATIC.glob("fonts/*.woff2")}
    for stem in {
        re.split("-(?:latin|greek|common)", path.name)[0] for path in STATIC.glob("fonts/*.woff2")
    }:
        assert "SIL Open Font License" in (STATIC / f"fonts/LICENSE-{stem}.txt").read_text()


def test_small_faces_have_the_signs_that_the_style_sheet_takes_from_them() -> None:
    style = (STATIC / "fonts.css").read_text()
    faces = re.findall(
        r'url\("fonts/([\w-]+-common-[\w-]+)\.woff2"\)[^}]*?unicode-range: ([^;]+)', style
    )
    assert len(faces) == len(list(fonts.FOLDER.glob("*-common-*"))) == 10
    for name, signs in faces:
        assert signs == fonts.unicode_range()
        small = set(TTFont(fonts.FOLDER / f"{name}.woff2").getBestCmap())
        full = set(
            TTFont(fonts.FOLDER / f"{name.replace('-common-', '-latin-')}.woff2").getBestCmap()
        )
        assert full & set(fonts.COMMON) == small
        # Of two files with a sign browsers take the one named last.
        assert style.index(f"{name}.woff2") > style.index(name.replace("-common-", "-latin-"))


def test_the_book_and_the_sample_load_the_same_theme() -> None:
    ours = yaml.safe_load((ROOT / "_config.yml").read_text())["sphinx"]["config"]
    sample = yaml.safe_load((ROOT / "tests/roots/theme/_config.yml").read_text())["sphinx"][
        "config"
    ]
    assert ours["html_css_files"] == sample["html_css_files"]
    assert ours["html_js_files"] == sample["html_js_files"]
    assert set(ours["html_css_files"]) == {path.name for path in STATIC.glob("*.css")}


def test_no_style_sheet_or_script_names_another_host() -> None:
    for path in (
        *STATIC.glob("*.css"),
        *STATIC.glob("*.js"),
        *(ROOT / "book/theme/templates").glob("*"),
    ):
        addresses = set(re.findall(r"(?:https?:)?//[\w.-]+\.\w+", path.read_text()))
        assert addresses <= {"http://www.w3.org"}, path


def test_downloads_of_the_whole_book_stand_on_the_landing_page_only() -> None:
    template = Environment(extensions=["jinja2.ext.i18n"]).from_string(
        (ROOT / "book/theme/templates/after.html").read_text()
    )
    pdf = {"title": "PDF", "url": "book.pdf", "size": "8 MB", "date": "2026-11-23"}
    words = {"_": str, "root_doc": "book/index", "downloads": [pdf]}
    landing = template.render(pagename="book/index", **words)
    assert '<a href="book.pdf" download>PDF</a>, 8 MB, 2026-11-23' in landing
    assert "book.pdf" not in template.render(pagename="book/preface", **words)
