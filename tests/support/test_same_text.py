"""The comparison sees what a reader would see, and nothing else."""

import pytest

from tests.support.same_text import differences, words

PAGE = """<html><body><nav class="bd-docs-nav"><a href="one.html">One</a></nav>
<article class="bd-article">{}</article></body></html>"""
MATHJAX = r"""<h1>One<a class="headerlink" href="#one">#</a></h1>
<p>Take <span class="math notranslate">\(a  +b\)</span> of it.</p>
<div class="math" id="equation-e"><span class="eqno">(1)<a class="headerlink">#</a></span>
\[\begin{split}x\end{split}\]</div><button>Copy</button>"""
MATHML = """<h1>One<a class="headerlink" href="#one">¶</a></h1>
<p>Take <math alttext="a + b"><mi>a</mi><mo>+</mo><mi>b</mi></math> of it.</p>
<div class="math ml-numbered" id="other"><span class="eqno">(1)</span>
<math alttext="x"><mi>x</mi></math></div>"""


def site(folder, **pages):
    folder.mkdir(parents=True)
    for name, article in pages.items():
        (folder / f"{name}.html").write_text(PAGE.format(article), encoding="utf-8")
    return folder


def test_a_formula_is_its_tex_in_either_form(tmp_path):
    ours, theirs = site(tmp_path / "ours", one=MATHML), site(tmp_path / "theirs", one=MATHJAX)
    assert differences(ours, theirs) == {}
    expected = "One Take $a+b$ of it. (1) $x$ One <one.html>"
    assert " ".join(words(ours / "one.html")) == expected


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Take", "Took", "Take -> Took"),
        ("a + b", "a - b", "$a+b$ -> $a-b$"),
        (">(1)<", ">(2)<", "(1) -> (2)"),
        (" of it", ' <a href="two.html#x">of</a> it', "<two.html>"),
    ],
)
def test_a_changed_word_formula_number_or_link_is_told(tmp_path, old, new, told):
    theirs = site(tmp_path / "theirs", one=MATHML)
    ours = site(tmp_path / "ours", one=MATHML.replace(old, new))
    [change] = differences(ours, theirs)["one.html"]
    assert told in change


def test_a_changed_tree_of_contents_is_told(tmp_path):
    theirs, ours = site(tmp_path / "theirs", one=""), site(tmp_path / "ours", one="")
    page = ours / "one.html"
    page.write_text(page.read_text().replace("one.html", "elsewhere.html"))
    assert differences(ours, theirs) == {"one.html": ["<one.html> -> <elsewhere.html>"]}


def test_a_page_of_one_site_only_is_told_but_not_the_tools_own(tmp_path):
    theirs, ours = site(tmp_path / "theirs", one="", two=""), site(tmp_path / "ours", one="")
    site(ours / "_static", frame="")
    for folder, name in ((ours, "404"), (theirs, "search"), (ours, "three")):
        (folder / f"{name}.html").write_text(PAGE)
    assert differences(ours, theirs) == {"two.html": ["only theirs"], "three.html": ["only ours"]}


def test_a_forward_is_its_target_in_either_spelling(tmp_path):
    for name, kind in (("ours", "refresh"), ("theirs", "Refresh")):
        (tmp_path / name).mkdir()
        meta = f'<meta http-equiv="{kind}" content="0; url=intro.html" />'
        (tmp_path / name / "index.html").write_text(meta)
    assert words(tmp_path / "ours" / "index.html") == ["<intro.html>"]
    assert differences(tmp_path / "ours", tmp_path / "theirs") == {}


def test_a_page_without_an_article_is_an_error(tmp_path):
    page = tmp_path / "odd.html"
    page.write_text("<p>Nothing.</p>")
    with pytest.raises(ValueError, match=r"odd\.html"):
        words(page)
