"""Extensions use Sphinx in ways that Sphinx itself never does; a build survives them, or tells them of us."""

from pathlib import Path

from build_tools.builders.jupyterbook import BUILDER, sphinx_config
from build_tools.core.book import read_book
from tests.pipeline.books import built, copy_root

# As sphinxcontrib.youtube does it with the still pictures of its videos.
IMAGES = """
from pathlib import Path

def add(app, env):
    env.images.add_file("", Path(app.srcdir, "a", "dot.svg"))

def setup(app):
    app.connect("env-updated", add, priority=1)
"""
DOT = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def test_an_image_that_no_page_holds_takes_a_name_but_no_page(tmp_path: Path) -> None:
    root = copy_root("minimal", tmp_path)
    with (root / "_config.yml").open("a") as config:
        config.write("sphinx: {local_extensions: {theirs_images: ext}}\n")
    for name, text in {"ext/theirs_images.py": IMAGES, "a/dot.svg": DOT, "b/dot.svg": DOT}.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text)
    with (root / "one.md").open("a") as page:
        page.write("\n![A dot.](b/dot.svg)\n")
    outcome = built(root)
    assert not outcome.diagnostics
    assert [path.name for path in (outcome.site / "_images").iterdir()] == ["dot1.svg"]
    assert 'src="_images/dot1.svg"' in (outcome.site / "one.html").read_text()


def test_sphinx_tabs_is_told_of_our_builder_where_a_book_uses_it(tmp_path: Path) -> None:
    book = read_book(copy_root("minimal", tmp_path))
    config, _ = sphinx_config(book, book.editions[0])
    assert "sphinx_tabs_valid_builders" not in config
    (book.root / "sphinx_tabs").mkdir()
    (book.root / "sphinx_tabs" / "tabs.py").write_text("def setup(app): pass\n")
    with (book.root / "_config.yml").open("a") as file:
        file.write(
            "sphinx:\n  local_extensions: {sphinx_tabs.tabs: .}\n"
            "  config: {sphinx_tabs_valid_builders: [theirs]}\n"
        )
    book = read_book(book.root)
    config, _ = sphinx_config(book, book.editions[0])
    assert config["sphinx_tabs_valid_builders"] == ["theirs", BUILDER]


def test_a_theme_may_take_the_tree_of_contents_apart(tmp_path: Path) -> None:
    root = copy_root("minimal", tmp_path)
    theme = root / "themes" / "theirs"
    theme.mkdir(parents=True)
    (theme / "theme.conf").write_text("[theme]\ninherit = sphinx_book_theme\n")
    (theme / "layout.html").write_text(
        "<html><head><title>{{ title }}</title></head><body><nav>"
        '{% for item in generate_toctree_html("sidebar", startdepth=0, includehidden=True)("li") %}'
        "{{ item.a.get_text() }};{% endfor %}</nav>{{ body }}</body></html>\n"
    )
    with (root / "_config.yml").open("a") as config:
        config.write("sphinx: {config: {html_theme: theirs, html_theme_path: [themes]}}\n")
    outcome = built(root)
    assert not outcome.diagnostics
    assert "<nav>1. One;2. Two;</nav>" in (outcome.site / "one.html").read_text()
