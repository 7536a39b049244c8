"""TeX → MathML: what a reader of the page gets, formula by formula."""

import re
from random import Random
from xml.etree import ElementTree

import pytest

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError
from build_tools.sphinxext.math import Formula, FormulaStore, TexSettings, node, typeset

# One call of Node for all of them: (TeX, what the MathML must contain).
SUPPORTED = [
    (r"\frac{a}{b}", "<mfrac><mi>a</mi><mi>b</mi></mfrac>"),
    (r"\sqrt[3]{x}", "<mroot><mi>x</mi><mn>3</mn></mroot>"),
    (
        r"\begin{aligned} a &= b \\ &= c \end{aligned}",
        '<mtable displaystyle="true" class="ml-pairs">',
    ),
    (r"\begin{align} a &= b \end{align}", "ml-pairs"),
    (r"\begin{cases} x & y \\ z & w \end{cases}", "ml-left"),
    (r"\begin{array}{l|r} a & b \\ \hline c & d \end{array}", '<mtr class="ml-below">'),
    (r"\begin{array}{l|r} a & b \end{array}", '<mtd class="ml-right ml-l">'),
    (r"\begin{pmatrix} a & b \end{pmatrix}", "<mo>(</mo><mtable>"),
    (r"\left( \frac12 \right]", "<mo>(</mo><mfrac>"),
    (r"\left. x \right|", "<mrow><mi>x</mi><mo"),
    (r"\text{if } x", "<mtext>if\u00a0</mtext>"),
    (r"\mathbb{R}", "<mi>ℝ</mi>"),
    (r"\mathcal{L}\mathfrak{g}\mathbf{x}", "<mi>ℒ</mi><mi>𝔤</mi><mi>𝐱</mi>"),
    (r"\bm{x} + \bm{\alpha}", "<mi>𝒙</mi><mo>+</mo><mi>𝜶</mi>"),
    (r"\mathrm{d}x", '<mi mathvariant="normal">d</mi>'),
    (r"\mathit{diff}", "<mi>𝑑𝑖𝑓𝑓</mi>"),
    (r"\mathbf{7}", "<mn>𝟕</mn>"),
    (r"\operatorname{rank}(A)", "<mi>rank</mi>"),
    (r"\operatorname*{arg\,min}_w", "<munder>"),
    (r"\require{ams} x", "<mi>x</mi>"),
    (r"\hat{x}", '<mover accent="true">'),
    (r"x'", "<mrow><mi>x</mi><mo>′</mo></mrow>"),
    (r"\boxed{x}", '<mrow class="ml-enclose ml-box">'),
    (r"x \tag{7}", '<mtd class="ml-tag">'),
    (r"a < b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
    (r"\ce{H2O}", "<mn>2</mn>"),
]
SPACING = [
    # TeX: a minus after a parenthesis is a sign, not an operation.
    ("f(-x)", '<mo lspace="0" rspace="0">−</mo>'),
    ("a - b", "<mo>−</mo>"),
    (r"2\sin x", '<mn>2</mn><mspace width="0.167em"/><mi>sin</mi><mo rspace="0.167em">\u2061</mo>'),
    (r"\sin(x)", "<mi>sin</mi><mo>\u2061</mo>"),
    ("x_{i=1}", '<mo lspace="0" rspace="0">=</mo>'),
    ("a/b", '<mo lspace="0" rspace="0">/</mo>'),
    ("x{,}y", '<mo rspace="0">,</mo>'),
]
UNSUPPORTED = [
    (r"a + \nosuch{b}", 4, r"\nosuch"),
    (r"\frac{a}{\qux}", 9, r"\qux"),
    (r"x = \begin{nosuch} y \end{nosuch}", 11, "nosuch"),
    (r"\left( x", None, r"\left"),
    ("a & b", None, "&"),
    ("{x", None, "brace"),
    ("x_1_2", None, "subscript"),
]


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return FormulaStore(tmp_path_factory.mktemp("formulas"))


@pytest.fixture(scope="module")
def done(kept):
    every = [tex for tex, *_ in SUPPORTED + SPACING + UNSUPPORTED]
    return dict(
        zip(every, typeset([Formula(tex, display=True) for tex in every], store=kept), strict=True)
    )


@pytest.mark.parametrize(("tex", "expected"), SUPPORTED + SPACING)
def test_formula_becomes_mathml(done, tex, expected):
    assert done[tex].error is None
    assert expected in done[tex].markup


@pytest.mark.parametrize("tex", [tex for tex, _ in SUPPORTED + SPACING])
def test_markup_is_small_well_formed_core(done, tex):
    markup = done[tex].markup
    root = ElementTree.fromstring(f"<math>{markup}</math>")
    assert not re.search(r"data-|columnalign|rowlines|menclose|mlabeledtr|mfenced", markup)
    assert {each.get("mathvariant") for each in root.iter()} <= {None, "normal"}


@pytest.mark.parametrize(("tex", "position", "named"), UNSUPPORTED)
def test_unsupported_tex_is_named_with_its_place(done, tex, position, named):
    error = done[tex].error
    assert error is not None
    assert named in error.message
    if position is not None:
        assert error.position == position


def test_one_bad_formula_leaves_the_others_alone():
    good, bad, after = typeset([Formula("a"), Formula(r"\nosuch"), Formula("b")])
    assert (good.markup, bad.markup, after.markup) == ("<mi>a</mi>", "", "<mi>b</mi>")


def test_inline_and_display_differ():
    inline, display = typeset([Formula(r"\sum_i^n"), Formula(r"\sum_i^n", display=True)])
    assert "munderover" in display.markup
    assert inline != display or "munderover" in inline.markup


def test_svg_stands_on_the_baseline_and_is_measured_in_em():
    plain, deep, rare, bad = typeset(
        [
            Formula("x"),
            Formula(r"\frac{a}{g}", display=True),
            Formula(r"\mathfrak{g}"),
            Formula(r"\no"),
        ],
        kind="svg",
    )
    # STIX Two's x is 0.479 em high and 0.559 em wide.
    assert plain.height == pytest.approx(0.479, abs=0.005)
    assert plain.width == pytest.approx(0.559, abs=0.005)
    assert plain.depth < 0.02
    assert deep.height > 1
    assert deep.depth > 0.5
    for each in (plain, deep, rare):
        assert ElementTree.fromstring(each.markup).get("viewBox")
        assert "data-" not in each.markup
        assert "<path" in each.markup
    assert bad.error is not None


def test_speech_says_the_formula_in_words():
    fraction, bad = typeset([Formula(r"\frac{a}{b} + \sqrt{n}"), Formula(r"\no")], kind="speech")
    assert fraction.markup == "a over b plus the square root of n"
    assert bad.error is not None


def test_macros_and_packages_of_a_book_are_honored():
    book = TexSettings.from_mathjax(
        {
            "tex": {
                "macros": {"R": r"\mathbb{R}", "pair": [r"\langle #1, #2 \rangle", 2]},
                "packages": {"[+]": ["physics"]},
            }
        }
    )
    real, pair, derivative = typeset(
        [Formula(r"\R"), Formula(r"\pair{a}{b}"), Formula(r"\dv{f}{x}")], settings=book
    )
    assert real.markup == "<mi>ℝ</mi>"
    assert "⟨" in pair.markup
    assert "mfrac" in derivative.markup


def test_definitions_hold_only_where_they_are_told():
    define = r"\newcommand{\here}{q}"
    told, defined, untold = typeset(
        [Formula(r"\here", preamble=define), Formula(define), Formula(r"\here")]
    )
    assert told.markup == "<mi>q</mi>"
    assert defined.markup == ""
    assert untold.error is not None


def test_settings_of_another_shape_are_ignored():
    assert TexSettings.from_mathjax(None) == TexSettings()
    assert TexSettings.from_mathjax({"tex": {"macros": [1], "packages": 3}}) == TexSettings()


def test_cached_formulas_need_no_node(kept, done, monkeypatch):
    monkeypatch.setattr(node, "render", lambda *_: pytest.fail("Node was called"))
    again = typeset([Formula(tex, display=True) for tex in done], store=kept)
    assert again == list(done.values())


def test_missing_mathjax_names_the_remedy(tmp_path, monkeypatch):
    with pytest.raises(BuildError) as raised:
        node.render([Formula("a")], "mathml", TexSettings(), root=tmp_path)
    (found,) = raised.value.diagnostics
    assert found.code is Code.MATH_RENDERER
    assert "npm ci" in found.remedy


def test_another_version_of_mathjax_is_refused(tmp_path):
    package = tmp_path / "node_modules" / "@mathjax" / "src"
    package.mkdir(parents=True)
    (package / "package.json").write_text('{"version": "3.0.0"}')
    with pytest.raises(BuildError, match=r"3\.0\.0 is installed"):
        node.render([Formula("a")], "mathml", TexSettings(), root=tmp_path)


KILLED = "process.stdin.once('data', () => { console.log('%s'); process.kill(process.pid, 'SIGKILL'); });"
ANSWER = '{"id":0,"markup":"<mi>kept</mi>"}'


def test_killed_node_is_said_and_its_answers_are_kept(tmp_path, monkeypatch):
    (tmp_path / "render.mjs").write_text(KILLED % ANSWER)
    store = FormulaStore(tmp_path / "store")
    formulas = [Formula("a"), Formula(r"\slow")]
    version = node.version()
    monkeypatch.setattr(node, "version", lambda: version)
    monkeypatch.setattr(node, "FOLDER", tmp_path)
    with pytest.raises(
        BuildError, match=r"killed by signal 9 after 1 of 2 formulas.*slow"
    ) as raised:
        typeset(formulas, store=store)
    assert raised.value.diagnostics[0].code is Code.MATH_RENDERER
    assert typeset(formulas[:1], store=store)[0].markup == "<mi>kept</mi>"


def test_hanging_node_is_stopped(tmp_path, monkeypatch):
    (tmp_path / "render.mjs").write_text("setInterval(() => {}, 1000);")
    monkeypatch.setattr(node, "FOLDER", tmp_path)
    monkeypatch.setattr(node, "START_SECONDS", 0.5)
    monkeypatch.setattr(node, "FORMULA_SECONDS", 0.0)
    with pytest.raises(BuildError, match="took longer than"):
        node.render([Formula("a")], "mathml", TexSettings())


def test_two_processes_share_a_large_batch_in_order(monkeypatch):
    monkeypatch.setattr(node, "WORTH_SPLITTING", 4)
    done = node.render([Formula(str(each)) for each in range(7)], "mathml", TexSettings())
    assert [each.markup for each in done] == [f"<mn>{each}</mn>" for each in range(7)]


ATOMS = [
    "x",
    "1",
    r"\alpha",
    "+",
    "=",
    "(",
    r"\sum",
    r"\bm{z}",
    r"\text{ a}",
    "'",
    "|",
    "{,}",
    "&",
    "\x07",
]
WRAPPERS = [
    r"\frac{@}{@}",
    "{@}_{@}^{y}",
    r"\left\{ \sqrt{@} \right.",
    r"\begin{aligned} & @ \\ b \end{aligned}",
    r"\begin{array}{c|r} @ & @ \\ \hline b \end{array}",
    r"\overbrace{\hat{@}}^n",
    r"\boxed{@}",
    "@ @",
    r"@ \broken",
    "} @ {",
]


def nested(random, depth):
    """Return random TeX, mostly right, sometimes wrong."""
    if depth == 0:
        return random.choice(ATOMS)
    parts = random.choice(WRAPPERS[: 8 if random.random() < 0.9 else None]).split("@")
    return parts[0] + "".join(nested(random, random.randrange(depth)) + part for part in parts[1:])


# Not hypothesis: shrinking would start Node some hundred times.
@pytest.mark.parametrize("seed", [1, 2])
def test_any_nesting_is_set_or_refused_but_never_breaks(seed):
    random = Random(seed)
    texts = [nested(random, random.randrange(1, 6)) for _ in range(300)]
    done = typeset([Formula(tex, display=True) for tex in texts])
    for tex, each in zip(texts, done, strict=True):
        assert each.error is None or not each.error.message.startswith("internal error"), tex
        ElementTree.fromstring(f"<math>{each.markup}</math>")
    # The property would hold of a renderer that refuses everything.
    assert sum(each.error is None for each in done) > 100
