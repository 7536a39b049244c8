import pytest

from build_tools.builders.html.polish import polish, remover

PAGE = "<html><head>{}</head><body></body></html>"


@pytest.mark.parametrize(
    "tag",
    [
        '<script defer src="../_static/scripts/fontawesome.js?digest=55c2"></script>\n',
        '<link rel="preload" as="font" href="_static/vendor/fontawesome/webfonts/fa.woff2">\n',
        '<script defer="defer" src="https://cdn.jsdelivr.net/npm/mathjax@3/es5/tex-mml-chtml.js"></script>\n',
        '<script src="../searchindex.js"></script>\n',
        '<script>const THEBE_JS_URL = "https://unpkg.com/thebe@0.8.2/lib/index.js"; const x = 1</script>\n',
        '<script async="async" src="_static/sphinx-thebe.js?v=c1"></script>\n',
    ],
)
def test_what_would_ask_another_host_or_has_no_use_goes(tag: str) -> None:
    assert polish(PAGE.format(tag), remover(thebe=False), {}) == PAGE.format("")


def test_live_cells_stay_in_a_book_that_asks_for_them() -> None:
    page = PAGE.format('<script src="_static/sphinx-thebe.js"></script>')
    assert polish(page, remover(thebe=True), {}) == page


@pytest.mark.parametrize(
    "tag",
    [
        '<script src="_static/clipboard.min.js"></script>',
        '<script src="_static/my-searchindex.js"></script>',
        "<script>window.theirs = 1</script>",
    ],
)
def test_what_an_author_adds_stays(tag: str) -> None:
    assert tag in polish(PAGE.format(tag), remover(thebe=False), {})


def test_a_description_is_added_once_and_escaped() -> None:
    page = polish(PAGE.format(""), remover(thebe=False), {"description": 'a "b" <c> &amp; d'})
    assert '<meta name="description" content="a &quot;b&quot; &lt;c&gt; &amp; d">' in page
    assert polish(page, remover(thebe=False), {"description": "another"}) == page


def test_a_part_of_a_page_comes_back_as_it_is() -> None:
    part = '<i class="fa-solid fa-sun"></i>'
    assert polish(part, remover(thebe=False), {"description": "text"}) == part
