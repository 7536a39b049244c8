"""`{plot}`: a numbered figure from code, in every format and language; what is wrong is said where it is."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.book_case import BookCase, record

HEIGHT = record("height", 4.5)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    case = BookCase.copy("plots", tmp_path_factory.mktemp("plots"))
    return case.publish("chart", [HEIGHT])


@pytest.fixture(scope="module")
def built(book):
    return book.build()


def test_a_good_book_warns_of_nothing(built):
    assert built.stream == ""


def test_a_plot_is_numbered_within_its_chapter_and_referred_to(built):
    page = built.page("chart")
    assert page.select_one("#fig-lines .caption-number").text.strip() == "Fig. 1.1"
    assert [each.text for each in page.select("p a.reference")] == ["Fig. 1.1", "its twin"]


def test_a_caption_holds_markup_and_values(built):
    caption = built.page("chart").select_one("#fig-lines .caption-text")
    assert caption.text == "A caption with markup and 4.5."


def test_the_drawing_is_an_image_with_a_title_and_a_description(built):
    svg = built.page("chart").select_one("#fig-lines svg")
    assert svg["role"] == "img"
    described = [svg.find(id=svg[name]).text for name in ("aria-labelledby", "aria-describedby")]
    assert described == ["Two lines rise.", "They cross at three."]


def test_ids_are_unique_in_a_page_with_the_same_figure_twice(built):
    ids = [each["id"] for each in built.page("chart").select("[id]")]
    assert len(ids) == len(set(ids))


def test_widths_are_drawn_not_scaled(built):
    widths = {
        name: float(built.page("chart").select_one(f"#{name} svg")["width"].removesuffix("pt"))
        for name in ("fig-lines", "fig-margin")
    }
    assert widths == {"fig-lines": pytest.approx(4.6 * 72), "fig-margin": pytest.approx(1.5 * 72)}


def test_records_of_another_page_are_drawn(built):
    figure = built.page("more").select_one("figure")
    assert figure.svg
    assert "80%" in figure["style"]


def test_screen_colors_are_variables_and_paper_has_none(built, book):
    assert "var(--fig-c1, #0072b2)" in str(built.page("chart").svg)
    epub = book.build("epub", version="1", epub_show_urls="no")
    text = epub.text("chart", ".xhtml")
    assert "#0072b2" in text
    assert "var(--" not in text


def test_without_svg_the_alternative_text_stands_in(book):
    plain = book.build("text")
    assert "Two lines rise. They cross at three." in plain.text("chart")
    assert plain.stream == ""


def test_labels_and_alternative_text_are_translated(book):
    korean = book.build(language="ko", locale_dirs=["locale"], gettext_compact=False)
    svg = korean.page("chart").select_one("#fig-lines svg")
    assert "시간 (ms)" in svg.text
    assert svg.title.text == "두 선이 오른다."
    assert "here" in svg.text


def test_translators_find_labels_and_alternative_text(book):
    catalog = book.build("gettext", gettext_compact=False).text("chart", ".pot")
    for text in ("time (ms)", "here", "Two lines rise. They cross at three.", "A caption with"):
        assert f'msgid "{text}' in catalog


def test_matplotlib_stays_out_when_every_figure_is_cached(book, built):
    script = (
        "import sys; from pathlib import Path; from tests.support.book_case import BookCase\n"
        f"built = BookCase(Path({str(book.root)!r})).build('html', html_title='Again')\n"
        "assert built.page('chart').svg\n"
        "assert 'matplotlib' not in sys.modules, 'matplotlib was imported'\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("script", "place", "said"),
    [
        (
            "def draw(records, t):\n    return 1 / 0\n",
            ("figures/chart/lines.py", 2),
            "ZeroDivision",
        ),
        ("def draw(records, t:\n", ("figures/chart/lines.py", 1), "SyntaxError"),
        (
            "def draw(records, t):\n    return 'a picture'\n",
            ("figures/chart/lines.py", 1),
            "not a Figure",
        ),
        ("import os\n", ("figures/chart/lines.py", 1), "no attribute 'draw'"),
    ],
)
def test_a_broken_script_is_named_with_its_line(case, script, place, said):
    book = case("plots").publish("chart", [HEIGHT]).write({"figures/chart/lines.py": script})
    built = book.build()
    failed = [each for each in built.warnings if each.code == "figure.failed"]
    assert {(each.path, each.line) for each in failed} == {place}
    assert all(said in each.message for each in failed)
    assert "Two lines rise." in built.page("chart").select_one("#fig-lines .ml-missing").text


def test_a_missing_script_a_missing_text_and_a_missing_page_are_said(case):
    page = "# More\n\n```{plot} chart/none\n:records: nowhere\n```\n"
    built = case("plots").publish("chart", [HEIGHT]).write({"more.md": page}).build()
    assert built.codes == ["figure.no-alt", "record.unknown", "figure.missing"]
    assert {(each.path, each.line) for each in built.warnings} == {("more.md", 3)}


def test_a_record_that_a_figure_lacks_is_said_with_what_was_meant(case):
    built = case("plots").publish("chart", [record("heights", 4.5)]).build()
    needed = [each for each in built.warnings if "needs the record 'height'" in each.message]
    assert len(needed) == 3
    assert all("Did you mean heights?" in each.message for each in needed)


def test_a_width_that_is_none_is_refused(case):
    page = "# More\n\n```{plot} chart/lines\n:alt: A.\n:width: huge\n```\n"
    built = case("plots").publish("chart", [HEIGHT]).write({"more.md": page}).build()
    assert any("'huge' is not one of" in each.message for each in built.warnings)
