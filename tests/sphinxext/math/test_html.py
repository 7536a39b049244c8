"""A built site: MathML in the page, numbers and links as Sphinx gives them, no script, one call of Node."""

import io
import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.docutils import docutils_namespace

from build_tools.core.diagnostics import Severity
from build_tools.sphinxext.math import node

ROOT = Path(__file__).parents[2] / "roots" / "math"


class Site:
    """A copy of the root, built as often as a test asks."""

    def __init__(self, folder: Path) -> None:
        self.source = folder / "source"
        self.folder = folder
        self.calls: list[int] = []
        shutil.copytree(ROOT, self.source)

    def build(self, builder="html", **config):
        warnings = io.StringIO()
        with docutils_namespace():
            app = Sphinx(
                self.source,
                self.source,
                self.folder / builder,
                self.folder / "doctrees",
                builder,
                confoverrides=config,
                status=None,
                warning=warnings,
                warningiserror=False,
            )
            app.build()
        self.warnings = re.sub(r"\x1b\[[\d;]*m", "", warnings.getvalue())
        return self

    def page(self, name="index", builder="html"):
        return BeautifulSoup((self.folder / builder / f"{name}.html").read_bytes(), "html.parser")


@pytest.fixture
def site(tmp_path, monkeypatch):
    site = Site(tmp_path)
    render = node.render

    def counted(formulas, *rest):
        site.calls.append(len(formulas))
        return render(formulas, *rest)

    monkeypatch.setattr(node, "render", counted)
    return site


def test_pages_hold_mathml_and_no_script(site):
    page = site.build().page()
    assert not re.search("mathjax.*js|cdn", str(page.head), re.IGNORECASE)
    assert r"\(" not in page.get_text()
    assert page.h1.math["alttext"] == r"O(n \log n)"
    assert page.find("math", alttext=r"\norm{x} \in \R").find("mi", string="ℝ")
    assert page.find("math", alttext=r"\half").mfrac
    assert page.find("math", alttext="E = mc^2")["display"] == "block"
    assert page.find("link", href=re.compile("_static/math.css"))
    assert (site.folder / "html/_static/fonts/stix-two-math.woff2").stat().st_size < 350_000


def test_numbers_and_links_are_those_of_sphinx(site):
    page = site.build().page()
    equation = page.find(id="equation-eq-energy")
    assert equation.find(class_="eqno").get_text().startswith("(1)")
    assert page.find("a", href="#equation-eq-energy", class_="reference").get_text() == "(1)"
    numbers = [each.get_text()[:3] for each in page.find_all(class_="eqno")]
    assert numbers == ["(1)", "(2)", "(3)"]


def test_equations_without_a_name_have_the_same_anchor_in_every_build(site):
    page = site.build().page()
    assert [each["id"] for each in page.select(".amsmath")] == [
        "equation-index-1",
        "equation-eq-labelled",
    ]
    assert page.find("a", href="#equation-eq-labelled", class_="reference").get_text() == "(3)"


def test_unsupported_tex_is_shown_and_reported_with_its_line(site):
    page = site.build().page("broken")
    assert page.find("code", class_="ml-math-error").get_text() == r"1 + \nosuch{x}"
    assert page.math["alttext"] == "a < b"
    (line,) = [each for each in site.warnings.splitlines() if "math.unsupported" in each]
    assert re.search(r"broken\.md:5: WARNING: .*\\nosuch at character 5, near", line)


def test_unsupported_tex_is_an_error_in_the_house(site, monkeypatch):
    with (site.source / "conf.py").open("a") as conf:
        conf.write(
            '\ndef setup(app):\n    app.add_config_value("mlsysbook_profile", "house", "env")\n'
        )
    site.build()
    assert f"{Severity.ERROR.upper()}: formula not understood" in site.warnings


def test_node_runs_once_and_then_only_for_what_is_new(site):
    site.build()
    assert len(site.calls) == 1
    site.build()
    assert len(site.calls) == 1
    text = (site.source / "broken.md").read_text()
    (site.source / "broken.md").write_text(text + "\nNew: $q^{17}$.\n")
    site.build()
    assert site.calls[1:] == [1]


def test_a_builder_may_ask_for_drawings_with_words(site, monkeypatch):
    monkeypatch.setattr(StandaloneHTMLBuilder, "math_kind", "svg", raising=False)
    page = site.build().page()
    assert not page.math
    drawing = page.find(id="equation-eq-energy").svg
    assert drawing["aria-label"] == "E equals m c squared"
    assert re.fullmatch(
        r"width:[\d.]+em;height:[\d.]+em;vertical-align:-?[\d.]+em", drawing["style"]
    )


def test_changed_macros_change_the_page(site):
    site.build()
    conf = site.source / "conf.py"
    conf.write_text(conf.read_text().replace("mathbb", "mathfrak"))
    page = site.build().page()
    assert page.find("math", alttext=r"\norm{x} \in \R").find("mi", string="ℜ")


def test_a_book_may_keep_mathjax(site):
    page = site.build(html_math_renderer="mathjax").page()
    assert page.find("script", src=re.compile("mathjax"))
    assert not site.calls


@pytest.mark.parametrize("builder", ["text", "gettext", "dummy"])
def test_builders_without_pages_never_start_node(site, builder):
    site.build(builder)
    assert not site.calls
